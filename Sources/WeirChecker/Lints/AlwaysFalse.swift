import WeirSyntax

extension Lints {
  /// A condition that is always false.
  static let alwaysFalse = Lint(
    code: LintCodes.warning(
      "always-false", "a condition that is always false",
      why: "It decides nothing, so something else was meant.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if n == 1 and n == 2 }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if n == 1 or n == 2 }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      context.conditions(of: policy).flatMap { $0.parts(always: false, context) }.map { part in
        Diagnostic(
          code, "this is always false", at: Label(part.span),
          help: "say what was meant, or leave it out")
      }
    }
  }
}
