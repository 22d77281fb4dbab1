import WeirSyntax

extension Checker {
  func anomalyBody(_ node: PolicyNode, _ context: Context) -> CheckedPolicy.Body? {
    var model: ModelID?
    var hasScore = false
    var hasThreshold = false
    var thresholds: [CheckedThreshold] = []
    for clause in node.clauses {
      switch clause.kind {
      case .score(let name):
        if !hasScore { model = modelID(name, in: context.scope) }
        hasScore = true
      case .threshold(let verdict, let tree, let reason):
        hasThreshold = true
        checkVerdict(verdict)
        guard let kind = threshold(tree) else { continue }
        thresholds.append(
          CheckedThreshold(
            kind: kind, verdict: verdict.verdict, reason: reason?.value, span: clause.span))
      case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .require,
        .verdictIf, .add, .verdictAbove, .fields, .redaction, .by, .cost, .rate, .otherwise:
        break
      }
    }
    if !hasScore {
      reportMissing("a model", of: "the policy", node.name, "score model_name", in: node.span)
    }
    if !hasThreshold {
      reportMissing("a threshold", of: "the policy", node.name, "review above 0.62", in: node.span)
    }
    guard let model, hasThreshold else { return nil }
    return .anomaly(CheckedAnomaly(model: model, thresholds: thresholds))
  }

  private func threshold(_ tree: ThresholdTree) -> CheckedThreshold.Kind? {
    switch tree {
    case .score(let value): constantFloat(value, 0...1, "a score").map { .score($0) }
    case .share(let value): constantFloat(value, 0...1, "a share").map { .share($0) }
    case .automatic: .automatic
    }
  }
}
