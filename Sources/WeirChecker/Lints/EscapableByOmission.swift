import WeirSyntax

extension Lints {
  /// A rule that is escaped by leaving a field out.
  static let escapableByOmission = Lint(
    code: LintCodes.warning(
      "escapable-by-omission", "a rule that is escaped by leaving a field out",
      why:
        "With the value that `??` supplies the condition is false, so a sender who leaves the field out is never stopped.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if (agent ?? "") == "curl" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if not exists(agent) or agent == "curl" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      guard case .validate(let rules) = policy.body else { return [] }
      let required = context.requiredPaths
      return rules.flatMap { rule -> [Diagnostic] in
        guard case .verdictIf(let condition) = rule.kind, rule.verdict >= .review else { return [] }
        return condition.omissible(context).filter { !required.contains($0.text) }.map { path in
          Diagnostic(
            code, "leaving out `\(path.text)` escapes this rule",
            at: Label(path.span, "then this is `\(path.supplied)`, and the condition is false"),
            help: "say what holds without it: `not exists(\(path.text)) or …`, or `require "
              + "exists(\(path.text)) else deny`")
        }
      }
    }
  }
}
