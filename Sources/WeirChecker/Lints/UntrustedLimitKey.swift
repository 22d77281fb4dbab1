import WeirSyntax

extension Lints {
  /// A limit whose key the sender chooses.
  static let untrustedLimitKey = Lint(
    code: LintCodes.warning(
      "untrusted-limit-key", "a limit whose key the sender chooses",
      why: "Whoever can choose the key gets a fresh limit with every message.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { by name; allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { by user; allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.compactMap { policy -> Diagnostic? in
      guard case .limit(let limit) = policy.body, let first = limit.keys.first,
        limit.keys.allSatisfy(context.restsOnUntrusted)
      else { return nil }
      return Diagnostic(
        code, "the sender chooses the key of `\(policy.name)`",
        at: Label(first.span, context.untrustedNote(first)),
        help: "add a key that only the platform sets, and mark that field `trusted`")
    }
  }
}
