import WeirSyntax

extension Lints {
  /// A limit that all share.
  static let limitWithoutKey = Lint(
    code: LintCodes.warning(
      "limit-without-key", "a limit that all share",
      why: "Without `by` one busy sender uses up what everybody has.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { by user; allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.compactMap { policy -> Diagnostic? in
      guard case .limit(let limit) = policy.body, limit.keys.isEmpty else { return nil }
      return Diagnostic(
        code, "everybody shares the limit `\(policy.name)`",
        at: Label(policy.nameSpan, "no `by`"),
        help: "give everybody their own: `by user`")
    }
  }
}
