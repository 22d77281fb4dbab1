import WeirSyntax

extension Lints {
  /// A redaction that only keeps.
  static let keepEverything = Lint(
    code: LintCodes.warning(
      "keep-everything", "a redaction that only keeps",
      why: "`keep` makes an exception from other lines of its policy. Alone it does nothing.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        redact r { p -> keep }
        test "t" { message { text: "x" }; expect not redacted }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        redact r { p -> mask }
        test "t" { message { text: "x" }; expect not redacted }
        """)
  ) { context, code in
    context.policies.compactMap { policy -> Diagnostic? in
      guard case .redact(let redaction) = policy.body,
        redaction.lines.allSatisfy({ $0.operation == .keep })
      else { return nil }
      return Diagnostic(
        code, "`\(policy.name)` hides nothing", at: Label(policy.nameSpan, "every line keeps"),
        help: "say what to hide: `pattern -> mask`")
    }
  }
}
