import WeirSyntax

extension Lints {
  /// A bound that nothing reaches.
  static let unreachableThreshold = Lint(
    code: LintCodes.warning(
      "unreachable-threshold", "a bound that nothing reaches",
      why: "The verdict can never be given.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { add 3 if text == "x"; review above 5 }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { add 3 if text == "x"; review above 2 }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      switch policy.body {
      case .validate(let rules): unreachableSums(rules, code)
      case .anomaly(let anomaly): unreachableScores(anomaly, code)
      case .redact, .limit: []
      }
    }
  }
}
