import WeirSyntax

extension Lints {
  /// A policy that lets pass what it could not judge.
  static let failsOpen = Lint(
    code: LintCodes.warning(
      "fails-open", "a policy that lets pass what it could not judge",
      why:
        "`on error allow` lets a message pass when a match limit or a bound is hit, and a sender can see to that.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { on error allow; deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { on error review; deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.filter { $0.onError == .allow && $0.body.strictest > .flag }.map { policy in
      Diagnostic(
        code, "`\(policy.name)` lets pass what it could not judge",
        at: Label(policy.nameSpan, "`on error allow`"),
        help: "leave `on error` out, or hold such messages: `on error review`")
    }
  }
}
