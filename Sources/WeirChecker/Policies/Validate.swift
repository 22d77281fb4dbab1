import WeirSyntax

extension Checker {
  func validateBody(_ node: PolicyNode, _ context: Context) -> CheckedPolicy.Body? {
    var rules: [CheckedRule] = []
    var adds: SourceSpan?
    var above: SourceSpan?
    for clause in node.clauses {
      switch clause.kind {
      case .add: adds = adds ?? clause.span
      case .verdictAbove: above = above ?? clause.span
      default: break
      }
      if let rule = rule(clause, context) { rules.append(rule) }
    }
    checkSum(adds, above, in: node.span)
    guard node.clauses.contains(where: \.isRule) else {
      reportMissing("a rule", of: "the policy", node.name, "deny if …", in: node.span)
      return nil
    }
    return .validate(rules)
  }

  private func rule(_ clause: Clause, _ context: Context) -> CheckedRule? {
    let kind: CheckedRule.Kind
    var verdict = VerdictName(.allow, clause.span)
    var reason: TextLiteral?
    switch clause.kind {
    case .require(let condition, let otherwise, let text):
      kind = .require(checkCondition(condition, context))
      (verdict, reason) = (otherwise, text)
      checkVerdict(verdict)
    case .verdictIf(let given, let condition, let text):
      kind = .verdictIf(checkCondition(condition, context))
      (verdict, reason) = (given, text)
      checkVerdict(verdict)
    case .add(let points, let condition):
      let condition = checkCondition(condition, context)
      guard let points = constantFloat(points, -1e9...1e9, "what is added") else { return nil }
      kind = .add(points, condition)
    case .verdictAbove(let given, let bound, let text):
      checkVerdict(given)
      guard let bound = constantFloat(bound, -1e12...1e12, "the bound of a sum") else {
        return nil
      }
      kind = .above(bound)
      (verdict, reason) = (given, text)
    case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .fields, .redaction,
      .by, .cost, .rate, .otherwise, .score, .threshold:
      return nil
    }
    return CheckedRule(
      kind: kind, verdict: verdict.verdict, reason: reason?.value, span: clause.span)
  }

  /// The strictest effect wins, so a rule that allows would do nothing.
  func checkVerdict(_ name: VerdictName) {
    guard name.verdict == .allow else { return }
    report(
      CheckCodes.allowHasNoEffect, "a rule can't `allow`", name.span,
      "the strictest verdict wins, so this would do nothing",
      help: "to excuse a message write `except if … because \"…\"` in the policy that stops it")
  }

  private func checkSum(_ adds: SourceSpan?, _ above: SourceSpan?, in whole: SourceSpan) {
    if let adds, above == nil {
      reportAbsent(
        CheckCodes.incompleteSum, "nothing compares what is added here", adds,
        "the sum has no bound", in: whole, help: "add `review above 5` to this policy")
    }
    if let above, adds == nil {
      reportAbsent(
        CheckCodes.incompleteSum, "nothing is added up in this policy", above,
        "the sum is always 0", in: whole, help: "add `add 3 if …` to this policy")
    }
  }
}

extension Clause {
  /// Has an effect of its own in a `validate`.
  var isRule: Bool {
    switch kind {
    case .require, .verdictIf, .add, .verdictAbove: true
    case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .fields, .redaction,
      .by, .cost, .rate, .otherwise, .score, .threshold:
      false
    }
  }
}
