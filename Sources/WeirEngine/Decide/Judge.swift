import WeirChecker
import WeirSyntax

/// Applies the policies of a program to one message, in the order of their names. Each reads the
/// original message, never another's verdict, so the order changes no decision.
struct Judge {
  let program: Program
  /// Exceptions end by the clock of the platform, not by one that the sender could set.
  let arrival: Int64
  /// Limits that apply to this message, by place in `Program.policies`.
  var activeLimits: [Int] = []
  /// Redactions that apply, by place in `RedactionPlan.blocks`.
  var activeRedactions: [Int] = []

  init(program: Program, arrival: Int64) {
    self.program = program
    self.arrival = arrival
  }

  mutating func applyPolicies(_ frame: inout Frame, _ decision: inout Decision) {
    var block = 0
    for place in program.policies.indices {
      let policy = program.policies[place]
      let redaction = block
      if case .redact = policy.body { block += 1 }
      guard policy.standing != .off, applies(policy, &frame, &decision) else { continue }
      switch policy.body {
      case .validate(let rules): validate(policy, rules, &frame, &decision)
      case .redact: activeRedactions.append(redaction)
      case .limit: activeLimits.append(place)
      case .anomaly(let model, let thresholds):
        anomaly(policy, model, thresholds, &frame, &decision)
      }
    }
  }

  /// Whether `when` holds and no exception excuses the message. A `when` that fails speaks through
  /// `on error`; an exception that fails doesn't except.
  private func applies(
    _ policy: CompiledPolicy, _ frame: inout Frame, _ decision: inout Decision
  ) -> Bool {
    if let condition = policy.condition {
      switch frame.condition(condition) {
      case .value(true): break
      case .value(false): return false
      case .absent, .failed:
        if !isExcepted(policy, &frame, &decision) { decision.fail(policy, clause: 0) }
        return false
      }
    }
    return !isExcepted(policy, &frame, &decision)
  }

  private func isExcepted(
    _ policy: CompiledPolicy, _ frame: inout Frame, _ decision: inout Decision
  ) -> Bool {
    for exception in policy.exceptions where exception.end.map({ arrival < $0 }) ?? true {
      if frame.condition(exception.condition).isTrue {
        decision.exceptions.append(
          ExceptionUse(policy: policy.name, because: exception.because))
        return true
      }
    }
    return false
  }

  // MARK: - validate

  private func validate(
    _ policy: CompiledPolicy, _ rules: [CompiledRule], _ frame: inout Frame,
    _ decision: inout Decision
  ) {
    var sum = WeakSigns()
    for rule in rules {
      if case .add(let weight, let condition) = rule.kind {
        sum.add(weight, frame.condition(condition))
      }
    }
    for place in rules.indices {
      let rule = rules[place]
      switch rule.kind {
      case .add: break
      case .require(let condition):
        apply(
          frame.condition(condition).map { !$0 }, policy, rule, place + 1, condition, &frame,
          &decision)
      case .verdictIf(let condition):
        apply(frame.condition(condition), policy, rule, place + 1, condition, &frame, &decision)
      case .above(let bound):
        let isAbove = sum.isAbove(bound)
        apply(isAbove, policy, rule, place + 1, nil, &frame, &decision)
        if isAbove.isTrue { findWeakSigns(policy, rules, &frame, &decision) }
      }
    }
  }

  /// What a sum above its bound rests on; signs that stay below it are nobody's finding.
  private func findWeakSigns(
    _ policy: CompiledPolicy, _ rules: [CompiledRule], _ frame: inout Frame,
    _ decision: inout Decision
  ) {
    for place in rules.indices {
      guard case .add(_, let condition) = rules[place].kind, frame.condition(condition).isTrue,
        !decision.hasFindings(policy, clause: place + 1)
      else { continue }
      decision.find(in: condition, policy, place + 1, &frame)
    }
  }

  private func apply(
    _ outcome: Outcome<Bool>, _ policy: CompiledPolicy, _ rule: CompiledRule, _ clause: Int,
    _ condition: NodeID?, _ frame: inout Frame, _ decision: inout Decision
  ) {
    switch outcome {
    case .value(false): break
    case .value(true):
      decision.add(policy, clause: clause, rule.verdict, rule.reason)
      if let condition { decision.find(in: condition, policy, clause, &frame) }
    case .absent, .failed: decision.fail(policy, clause: clause)
    }
  }

  // MARK: - anomaly

  private func anomaly(
    _ policy: CompiledPolicy, _ model: ModelID, _ thresholds: [CompiledThreshold],
    _ frame: inout Frame, _ decision: inout Decision
  ) {
    guard case .value(let score) = frame.score(model) else {
      return decision.fail(policy, clause: 0)
    }
    for (place, threshold) in thresholds.enumerated()
    where score > frame.models[model].bound(threshold.kind) {
      decision.add(policy, clause: place + 1, threshold.verdict, threshold.reason)
      decision.explainScore(of: model, &frame)
    }
  }
}
