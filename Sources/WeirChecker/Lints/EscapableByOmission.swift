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
    let required = context.requiredPaths
    return context.policies.flatMap { policy -> [Diagnostic] in
      guard case .validate(let rules) = policy.body else { return [] }
      return rules.flatMap { rule -> [Diagnostic] in
        guard case .verdictIf(let condition) = rule.kind, rule.verdict >= .review else { return [] }
        return condition.omissible(context)
          .filter { $0.isOfOtherType || !required.contains($0.path) }
          .map { $0.diagnostic(code) }
      }
    }
  }
}

extension Omission {
  fileprivate func diagnostic(_ code: DiagnosticCode) -> Diagnostic {
    Diagnostic(
      code,
      isOfOtherType
        ? "a `\(path)` of another type escapes this rule"
        : "leaving out `\(path)` escapes this rule",
      at: Label(span, "then this is `\(supplied)`, and the condition is false"),
      help: isOfOtherType
        ? "supply a value after `??` for which the rule holds"
        : "say what holds without it: `not exists(\(path)) or …`, or `require "
          + "exists(\(path)) else deny`")
  }
}
