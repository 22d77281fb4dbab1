import WeirSyntax

extension Lints {
  /// A list that nothing uses.
  static let unusedList = Lint(
    code: LintCodes.warning(
      "unused-list", "a list that nothing uses",
      why: "Either it can go, or a policy that should use it doesn't.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names = ["ana"]
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names = ["ana"]
        validate v { deny if user in names }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.unused(.list).map { use in
      Diagnostic(
        code, "nothing uses the list `\(use.name)`", at: Label(use.span, "defined here"),
        help: "remove it, or use it in a policy")
    }
  }
}
