import WeirChecker
import WeirSyntax

extension Compiler {
  mutating func policy(_ policy: CheckedPolicy, at place: Int) -> CompiledPolicy {
    let standing = standing(of: policy)
    if standing == .off { return silent(policy, at: place) }
    return CompiledPolicy(
      place: place, name: policy.name,
      condition: policy.condition.map { expression($0) },
      exceptions: policy.exceptions.map {
        CompiledException(condition: expression($0.condition), end: $0.end, because: $0.because)
      },
      standing: standing, onError: policy.onError, body: body(policy.body))
  }

  /// A policy of a level that is neither enforced nor observed: nothing is looked for on its behalf.
  private func silent(_ policy: CheckedPolicy, at place: Int) -> CompiledPolicy {
    CompiledPolicy(
      place: place, name: policy.name, condition: nil, exceptions: [], standing: .off,
      onError: policy.onError, body: .validate([]))
  }

  private func standing(of policy: CheckedPolicy) -> Standing {
    if policy.level <= settings.enforceLevel {
      return policy.mode == .shadow ? .observed : .enforced
    }
    return policy.level <= settings.observeLevel ? .observed : .off
  }

  private mutating func body(_ body: CheckedPolicy.Body) -> CompiledPolicy.Body {
    switch body {
    case .validate(let rules): .validate(rules.map { rule($0) })
    case .redact: .redact
    case .limit(let limit): .limit(self.limit(limit))
    case .anomaly(let anomaly):
      .anomaly(
        model: anomaly.model,
        anomaly.thresholds.map {
          CompiledThreshold(
            kind: $0.kind, verdict: $0.verdict, reason: $0.reason, span: $0.span)
        })
    }
  }

  private mutating func rule(_ rule: CheckedRule) -> CompiledRule {
    let kind: CompiledRule.Kind =
      switch rule.kind {
      case .require(let condition): .require(expression(condition))
      case .verdictIf(let condition): .verdictIf(expression(condition))
      case .add(let weight, let condition): .add(weight, expression(condition))
      case .above(let bound): .above(bound)
      }
    return CompiledRule(kind: kind, verdict: rule.verdict, reason: rule.reason, span: rule.span)
  }

  private mutating func limit(_ limit: CheckedLimit) -> CompiledLimit {
    CompiledLimit(
      keys: limit.keys.map { part($0) }, cost: limit.cost.map { part($0) },
      allowed: limit.allowed, periodMicroseconds: limit.periodMicroseconds, burst: limit.burst,
      verdict: limit.verdict, reason: limit.reason)
  }

  mutating func window(_ window: CheckedWindow) -> CompiledWindow {
    CompiledWindow(
      name: window.name, function: window.function, value: window.value.map { part($0) },
      isInteger: window.value.map { $0.type.wrapped != .float } ?? true,
      countsMalformed: window.countsMalformed, keys: window.keys.map { part($0) },
      lengthMicroseconds: window.lengthMicroseconds,
      condition: window.condition.map { expression($0) })
  }

  mutating func model(_ model: CheckedModel) -> CompiledModel {
    CompiledModel(
      name: model.name, text: model.linear.map { expression($0.text) },
      features: model.features.map { expression($0.value) },
      featureNames: model.features.map(\.name),
      domains: model.features.map { feature in
        guard let low = feature.low, let high = feature.high, low <= high else { return nil }
        return low...high
      })
  }

  private mutating func part(_ value: CheckedExpression) -> KeyPart {
    KeyPart(node: expression(value), representation: representation(of: value))
  }
}
