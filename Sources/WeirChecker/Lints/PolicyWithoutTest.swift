import WeirSyntax

extension Lints {
  /// A policy without a test.
  static let policyWithoutTest = Lint(
    code: LintCodes.warning(
      "policy-without-test", "a policy without a test",
      why: "A test shows what the policy is for, and fails when a later change breaks it.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x" }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    let tested = context.testedPolicies
    return context.policies.filter { !tested.contains($0.name) }.map { policy in
      Diagnostic(
        code, "no test speaks of `\(policy.name)`", at: Label(policy.nameSpan, "untested"),
        help: policy.kind == .redact
          ? "add a test that ends in `expect redacted`, or says what is left of a field"
          : "add a test that ends in `expect \(policy.onError.name) by \(policy.name)`")
    }
  }
}
