import WeirSyntax

extension Lints {
  /// A pack that nothing uses.
  static let unusedPack = Lint(
    code: LintCodes.warning(
      "unused-pack", "a pack that nothing uses",
      why: "`use` only brings names. A pack whose policies should run needs `apply`.",
      bad: """
        use pii
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        """,
      good: """
        apply pii
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        """)
  ) { context, code in
    context.unused(.pack).map { use in
      Diagnostic(
        code, "nothing uses the pack `\(use.name)`", at: Label(use.span, "its policies don't run"),
        help: "to run its policies write `apply \(use.name)`; otherwise remove it")
    }
  }
}
