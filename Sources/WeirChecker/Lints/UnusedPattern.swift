import WeirSyntax

extension Lints {
  /// A pattern that nothing uses.
  static let unusedPattern = Lint(
    code: LintCodes.warning(
      "unused-pattern", "a pattern that nothing uses",
      why: "Either it can go, or a policy that should use it doesn't.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern order = /ORD-[0-9]{8}/
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern order = /ORD-[0-9]{8}/
        redact r { order -> mask }
        test "t" { message { text: "x" }; expect not redacted }
        """)
  ) { context, code in
    context.unused(.pattern).map { use in
      Diagnostic(
        code, "nothing uses the pattern `\(use.name)`", at: Label(use.span, "defined here"),
        help: "remove it, or use it in a policy")
    }
  }
}
