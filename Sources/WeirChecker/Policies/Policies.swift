import WeirSyntax

extension Checker {
  /// Checks one policy and, where nothing in it is wrong, adds it to the set.
  func checkPolicy(_ node: PolicyNode, in scope: Scope) {
    let errorsBefore = errorCount
    var context = Context(scope)
    var header = PolicyHeader()
    for clause in node.clauses { readCondition(clause, &header, context) }
    if let condition = header.condition { context = context.knowing(facts(condition, holds: true)) }
    for clause in node.clauses { readHeader(clause, node, &header, context) }
    let body = body(of: node, context)
    guard errorCount == errorsBefore, let body else { return }
    policies.append(
      CheckedPolicy(
        name: scope.qualified(node.name.text), title: node.title?.value,
        importance: header.importance, owner: header.owner, tags: header.tags,
        condition: header.condition, exceptions: header.exceptions, mode: header.mode,
        level: header.level, onError: header.onError ?? body.strictest, body: body,
        span: node.span, nameSpan: node.name.span))
  }

  private func body(of node: PolicyNode, _ context: Context) -> CheckedPolicy.Body? {
    switch node.kind {
    case .validate: validateBody(node, context)
    case .redact: redactBody(node, context)
    case .limit: limitBody(node, context)
    case .anomaly: anomalyBody(node, context)
    }
  }

  /// `when` comes first: what it knows holds in every other clause, wherever it is written.
  private func readCondition(
    _ clause: Clause, _ header: inout PolicyHeader, _ context: Context
  ) {
    guard case .when(let condition) = clause.kind else { return }
    guard isFirst("when", clause.span, &header.seen, in: "a policy") else { return }
    header.condition = checkCondition(condition, context)
  }

  private func readHeader(
    _ clause: Clause, _ node: PolicyNode, _ header: inout PolicyHeader, _ context: Context
  ) {
    guard header.isFirst(clause, self) else { return }
    switch clause.kind {
    case .severity(let name):
      header.importance = Importance(rawValue: name.text)
      if header.importance == nil {
        reportUnknownWord(name, "severity", Importance.allCases.map(\.rawValue))
      }
    case .owner(let text): header.owner = text.value
    case .tags(let texts): header.tags += texts.map(\.value)
    case .mode(let name):
      if let mode = PolicyMode(rawValue: name.text) {
        header.mode = mode
        return
      }
      reportUnknownWord(name, "mode", PolicyMode.allCases.map(\.rawValue))
    case .level(let level):
      if let level = constantInt(level, 1...4, "a level") { header.level = Int(level) }
    case .onError(let verdict): header.onError = verdict.verdict
    case .except(let condition, let until, let because):
      if let exception = exception(condition, until, because, clause.span, context) {
        header.exceptions.append(exception)
      }
    case .when, .require, .verdictIf, .add, .verdictAbove, .fields, .redaction, .by, .cost, .rate,
      .otherwise, .score, .threshold:
      break
    }
  }

  private func exception(
    _ condition: Expression, _ until: Expression?, _ because: TextLiteral?, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedException? {
    let condition = checkCondition(condition, context)
    let lastDay = until.map { constantTime($0, "the end of an exception") }
    guard let because, !because.value.allSatisfy(\.isWhitespace) else {
      reportAbsent(
        CheckCodes.missingReason, "an exception needs its reason", because?.span ?? span,
        "`because` is missing", in: span,
        help: "say why, for whoever reads this next year: `because \"…\"`")
      return nil
    }
    if case .some(nil) = lastDay { return nil }
    let end = lastDay.flatMap { $0 }.flatMap(Self.momentAfter)
    return CheckedException(
      condition: condition, end: end, because: because.value, span: span)
  }

  /// A date means through that day; a moment means up to it.
  private static func momentAfter(_ time: Int64) -> Int64? {
    let day: Int64 = 86_400_000_000
    guard time % day == 0 else { return time }
    let (end, overflow) = time.addingReportingOverflow(day)
    return overflow ? nil : end
  }
}

/// The clauses that every kind of policy has.
struct PolicyHeader {
  var condition: CheckedExpression?
  var importance: Importance?
  var owner: String?
  var tags: [String] = []
  var mode = PolicyMode.enforce
  var level = 1
  var onError: Verdict?
  var exceptions: [CheckedException] = []
  var seen = Repeats()

  /// False, and reported, for the second of a clause that may stand once.
  mutating func isFirst(_ clause: Clause, _ checker: Checker) -> Bool {
    let word: String
    switch clause.kind {
    case .severity: word = "severity"
    case .owner: word = "owner"
    case .mode: word = "mode"
    case .level: word = "level"
    case .onError: word = "on error"
    case .by: word = "by"
    case .cost: word = "cost"
    case .rate: word = "allow"
    case .otherwise: word = "else"
    case .score: word = "score"
    case .fields: word = "in"
    case .tags, .when, .except, .require, .verdictIf, .add, .verdictAbove, .redaction, .threshold:
      return true
    }
    return checker.isFirst(word, clause.span, &seen, in: "a policy")
  }
}

extension CheckedPolicy.Body {
  /// The strictest verdict that the policy can give; a redaction that fails must not let through
  /// what it would have hidden.
  var strictest: Verdict {
    switch self {
    case .validate(let rules): rules.map(\.verdict).max() ?? .deny
    case .redact: .deny
    case .limit(let limit): limit.verdict
    case .anomaly(let anomaly): anomaly.thresholds.map(\.verdict).max() ?? .deny
    }
  }
}
