import WeirSyntax

extension Lints {
  /// A cost that no burst can pay.
  static let limitCostOverBurst = Lint(
    code: LintCodes.warning(
      "limit-cost-over-burst", "a cost that no burst can pay",
      why: "A message that costs more than the burst is refused always, even the first.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { by user; cost 10; allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        limit v { by user; cost 2; allow 5 per 1m; else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.compactMap { policy -> Diagnostic? in
      guard case .limit(let limit) = policy.body, let cost = limit.cost,
        let value = cost.constantNumber, value > Double(limit.burst)
      else { return nil }
      return Diagnostic(
        code, "no message can pay this cost",
        at: Label(cost.span, "the burst is \(limit.burst)"), help: "lower the cost or raise `burst`"
      )
    }
  }
}
