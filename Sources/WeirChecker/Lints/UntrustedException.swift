import WeirSyntax

extension Lints {
  /// An exception that the sender can claim.
  static let untrustedException = Lint(
    code: LintCodes.warning(
      "untrusted-exception", "an exception that the sender can claim",
      why:
        "Only fields marked `trusted` are set by the platform. Whoever writes the message chooses the others, and with them whether the policy applies.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if name == "ana" until 2099-01-01 because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if user == "ana" until 2099-01-01 because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap(\.exceptions).filter { context.restsOnUntrusted($0.condition) }
      .map { exception in
        Diagnostic(
          code, "the sender can claim this exception",
          at: Label(exception.condition.span, context.untrustedNote(exception.condition)),
          help: "rest it on a field that only the platform sets, and mark that `trusted`")
      }
  }
}
