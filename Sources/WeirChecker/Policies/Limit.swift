import WeirSyntax

extension Checker {
  func limitBody(_ node: PolicyNode, _ context: Context) -> CheckedPolicy.Body? {
    var limit = CheckedLimit(
      keys: [], cost: nil, allowed: 1, periodMicroseconds: 1, burst: 1, verdict: .deny, reason: nil)
    var hasRate = false
    var hasVerdict = false
    for clause in node.clauses {
      switch clause.kind {
      case .by(let keys): limit.keys = keys.map { checkKey($0, context, "a limit's key") }
      case .cost(let cost): limit.cost = checkNumber(cost, context, "a cost")
      case .rate(let allowed, let period, let burst):
        hasRate = true
        readRate(allowed, period, burst, into: &limit)
      case .otherwise(let verdict, let reason):
        hasVerdict = true
        checkVerdict(verdict)
        (limit.verdict, limit.reason) = (verdict.verdict, reason?.value)
      case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .require,
        .verdictIf, .add, .verdictAbove, .fields, .redaction, .score, .threshold:
        break
      }
    }
    if !hasRate {
      reportMissing("a rate", of: "the limit", node.name, "allow 20 per 1m", in: node.span)
    }
    if !hasVerdict {
      reportMissing(
        "a verdict on what is too much", of: "the limit", node.name, "else deny", in: node.span)
    }
    return hasRate && hasVerdict ? .limit(limit) : nil
  }

  private func readRate(
    _ allowed: Expression, _ period: Expression, _ burst: Expression?,
    into limit: inout CheckedLimit
  ) {
    let bound: ClosedRange<Int64> = 1...1_000_000_000_000
    let count = constantInt(allowed, bound, "what a limit allows")
    let length = constantDuration(period, "the period of a limit")
    let burst = burst.map { constantInt($0, bound, "a burst") } ?? count
    guard let count, let length, let burst else { return }
    (limit.allowed, limit.periodMicroseconds, limit.burst) = (count, length, burst)
  }
}
