import WeirSyntax

extension Lints {
  /// A condition that is always true.
  static let alwaysTrue = Lint(
    code: LintCodes.warning(
      "always-true", "a condition that is always true",
      why: "It decides nothing, so something else was meant.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if length(text) >= 0 and exists(text) }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if length(text) >= 1 }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      context.conditions(of: policy).flatMap { $0.parts(always: true, context) }.map { part in
        Diagnostic(
          code, "this is always true", at: Label(part.span),
          help: "say what was meant, or leave it out")
      }
    }
  }
}
