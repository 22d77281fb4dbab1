import WeirSyntax

extension Lints {
  /// A policy that the sender can switch off.
  static let untrustedCondition = Lint(
    code: LintCodes.warning(
      "untrusted-condition", "a policy that the sender can switch off",
      why:
        "Only fields marked `trusted` are set by the platform. Whoever writes the message chooses the others, and with them whether the policy applies.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { when name == "ana"; deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { when user == "ana"; deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.compactMap(\.condition).filter(context.restsOnUntrusted).map { condition in
      Diagnostic(
        code, "the sender can switch this policy off",
        at: Label(condition.span, context.untrustedNote(condition)),
        help: "rest `when` on a field that only the platform sets, and mark that `trusted`")
    }
  }
}
