import WeirSyntax

extension Lints {
  /// A `let` that nothing uses.
  static let unusedLet = Lint(
    code: LintCodes.warning(
      "unused-let", "a `let` that nothing uses",
      why: "Either it can go, or a policy that should use it doesn't.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        let is_short = n < 3
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        let is_short = n < 3
        validate v { deny if is_short }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.unused(.letBinding).map { use in
      Diagnostic(
        code, "nothing uses the `let` `\(use.name)`", at: Label(use.span, "defined here"),
        help: "remove it, or use it in a policy")
    }
  }
}
