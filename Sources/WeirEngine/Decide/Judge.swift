import WeirChecker
import WeirSyntax

/// Applies the policies of a program to one message, in the order of their names. Each reads the
/// original message, never another's verdict, so the order changes no decision.
///
/// The judge walks over the steps of the program that are on the message's agenda (``StepTable``).
struct Judge {
  let program: Program
  /// Exceptions end by the clock of the platform, not by one that the sender could set.
  var arrival: Int64 = 0
  /// Limits that apply to this message, by place in `Program.limits`.
  var activeLimits = PlainList<Int>()
  /// Redactions that apply, by place in `RedactionPlan.blocks`.
  var activeRedactions = PlainList<Int>()
  /// The sum of weak signs of the policy that is being judged.
  private var sum = WeakSigns()
  private var summedPolicy: Int32 = -1
  /// The premises that were asked and are not false, as bits.
  private var heldPremises: UInt64 = 0

  init(program: Program) { self.program = program }

  mutating func applyPolicies(_ frame: inout Frame, _ decision: inout Decision) {
    activeLimits.clear()
    activeRedactions.clear()
    summedPolicy = -1
    heldPremises = 0
    var place = 0
    while let next = frame.agenda.first(from: place) {
      let step = program.steps.steps[next]
      place = take(step, &frame, &decision) ? next + 1 : Int(step.end)
    }
  }

  /// Takes one step; false where the rest of the policy does not apply.
  @inline(__always)
  private mutating func take(
    _ step: Step, _ frame: inout Frame, _ decision: inout Decision
  ) -> Bool {
    switch step.kind {
    case .gate: return gate(step, &frame, &decision)
    case .exception: return !isExcepted(step, &frame, &decision)
    case .weigh:
      if isPossible(step, &frame) { weigh(step, &frame) }
    case .require:
      apply(frame.condition(Int(step.node)).map { !$0 }, step, &frame, &decision)
    case .verdictIf:
      if isPossible(step, &frame) {
        apply(frame.condition(Int(step.node)), step, &frame, &decision)
      }
    case .above: applySum(step, &frame, &decision)
    case .redact: activeRedactions.append(Int(step.clause))
    case .limit: activeLimits.append(Int(step.clause))
    case .anomaly: program.withPolicy(Int(step.policy)) { anomaly($0, &frame, &decision) }
    }
    return true
  }

  /// Whether what a clause asks first leaves it open, else it is taken off the agenda with all others that
  /// ask the same.
  @inline(__always)
  private mutating func isPossible(_ step: Step, _ frame: inout Frame) -> Bool {
    if step.premise < 0 { return true }
    let bit: UInt64 = 1 << UInt64(step.premise)
    return heldPremises & bit != 0 || holds(Int(step.premise), bit, &frame)
  }

  private mutating func holds(_ premise: Int, _ bit: UInt64, _ frame: inout Frame) -> Bool {
    if frame.condition(Int(program.steps.premises.nodes[premise])) == .value(false) {
      frame.agenda.remove(premise, of: program.steps.premises)
      return false
    }
    heldPremises |= bit
    return true
  }

  private func policy(of step: Step) -> CompiledPolicy { program.policies[Int(step.policy)] }

  /// Whether `when` holds. A `when` that fails speaks through `on error`, unless an exception
  /// excuses the message.
  private func gate(_ step: Step, _ frame: inout Frame, _ decision: inout Decision) -> Bool {
    switch frame.condition(Int(step.node)) {
    case .value(let holds): return holds
    case .absent, .failed:
      let policy = policy(of: step)
      let isExcepted = policy.exceptions.indices.contains {
        self.isExcepted(policy, $0, &frame, &decision)
      }
      if !isExcepted { decision.fail(policy, clause: 0) }
      return false
    }
  }

  /// An exception that fails doesn't except.
  private func isExcepted(
    _ step: Step, _ frame: inout Frame, _ decision: inout Decision
  ) -> Bool {
    isExcepted(policy(of: step), Int(step.clause), &frame, &decision)
  }

  private func isExcepted(
    _ policy: CompiledPolicy, _ place: Int, _ frame: inout Frame, _ decision: inout Decision
  ) -> Bool {
    let exception = policy.exceptions[place]
    if let end = exception.end, arrival >= end { return false }
    guard frame.condition(exception.condition).isTrue else { return false }
    decision.exceptions.append(
      ExceptionUse(policy: policy.name, because: exception.because))
    return true
  }

  // MARK: - validate

  private mutating func startSum(_ step: Step) {
    if summedPolicy == step.policy { return }
    summedPolicy = step.policy
    sum = WeakSigns()
  }

  private mutating func weigh(_ step: Step, _ frame: inout Frame) {
    startSum(step)
    let holds = frame.condition(Int(step.node))
    if holds != .value(false) { sum.add(step.number, holds) }
  }

  private mutating func applySum(
    _ step: Step, _ frame: inout Frame, _ decision: inout Decision
  ) {
    startSum(step)
    let isAbove = sum.isAbove(step.number)
    apply(isAbove, step, &frame, &decision)
    if isAbove.isTrue { findWeakSigns(policy(of: step), &frame, &decision) }
  }

  /// What a sum above its bound rests on; signs that stay below it are nobody's finding.
  private func findWeakSigns(
    _ policy: CompiledPolicy, _ frame: inout Frame, _ decision: inout Decision
  ) {
    guard case .validate(let rules) = policy.body else { return }
    for place in rules.indices {
      guard case .add(_, let condition) = rules[place].kind, frame.condition(condition).isTrue,
        !decision.hasFindings(policy, clause: place + 1)
      else { continue }
      decision.find(in: condition, policy, place + 1, &frame)
    }
  }

  @inline(__always)
  private func apply(
    _ outcome: Outcome<Bool>, _ step: Step, _ frame: inout Frame, _ decision: inout Decision
  ) {
    if outcome == .value(false) { return }
    takeEffect(outcome, step, &frame, &decision)
  }

  private func takeEffect(
    _ outcome: Outcome<Bool>, _ step: Step, _ frame: inout Frame, _ decision: inout Decision
  ) {
    let clause = Int(step.clause)
    program.withPolicy(Int(step.policy)) { policy in
      switch outcome {
      case .value:
        decision.add(
          policy, clause: clause, policy.rules[clause - 1].verdict, policy.rules[clause - 1].reason)
        if step.searches { decision.find(in: Int(step.node), policy, clause, &frame) }
      case .absent, .failed: decision.fail(policy, clause: clause)
      }
    }
  }

  // MARK: - anomaly

  private func anomaly(
    _ policy: CompiledPolicy, _ frame: inout Frame, _ decision: inout Decision
  ) {
    guard case .anomaly(let model, let thresholds) = policy.body else { return }
    guard case .value(let score) = frame.score(model) else {
      return decision.fail(policy, clause: 0)
    }
    for (clause, threshold) in thresholds.enumerated()
    where score > frame.models[model].bound(threshold.kind) {
      decision.add(policy, clause: clause + 1, threshold.verdict, threshold.reason)
      decision.explainScore(of: model, &frame)
    }
  }
}
