import WeirChecker
import WeirSignals
import WeirSyntax

extension Decision {
  /// Adds the effect of a clause.
  mutating func add(_ policy: CompiledPolicy, clause: Int, _ verdict: Verdict, _ reason: String?) {
    reasons.append(
      Reason(
        policy: policy.name, place: policy.place, clause: clause, verdict: verdict,
        isEnforced: policy.standing == .enforced, text: reason, isFailure: false))
  }

  /// Adds the declared answer of a clause that could not be judged.
  mutating func fail(_ policy: CompiledPolicy, clause: Int) {
    reasons.append(
      Reason(
        policy: policy.name, place: policy.place, clause: clause, verdict: policy.onError,
        isEnforced: policy.standing == .enforced, text: nil, isFailure: true))
  }

  /// Says that the line is no message of the schema.
  mutating func refuse(_ fault: Malformation, at arrival: Timestamp, verdict: Verdict) {
    malformation = fault
    time = arrival
    self.verdict = verdict
    observedVerdict = verdict
  }

  /// Adds what a limit answered.
  @inline(__always)
  mutating func record(_ answer: LimitAnswer, of place: Int, in program: Program) {
    limits.append(
      LimitReading(
        place: place, isAllowed: answer.isAllowed, remaining: answer.remaining,
        retryAfter: answer.retryAfter, isOverflow: answer.isOverflow))
    if !answer.isAllowed { program.withPolicy(place) { refuse($0) } }
  }

  private mutating func refuse(_ policy: CompiledPolicy) {
    guard let refusal = policy.refusal else { return }
    add(policy, clause: 0, refusal.verdict, refusal.reason)
  }

  /// Takes the strictest effect. Reasons are put in the order of policy names, so that the decision
  /// does not depend on which kind of policy was asked first.
  mutating func combine() {
    for reason in reasons {
      observedVerdict = max(observedVerdict, reason.verdict)
      if reason.isEnforced { verdict = max(verdict, reason.verdict) }
    }
    if reasons.count > 1 {
      reasons.sort { ($0.place, $0.clause) < ($1.place, $1.clause) }
    }
  }

  mutating func add(_ finding: Finding, max findingsMax: Int) {
    findingCount += 1
    if findings.count < findingsMax { findings.append(finding) }
  }

  // MARK: - Scores

  /// Records a model's score with the features that made it, where an anomaly policy had an effect.
  mutating func explainScore(of model: ModelID, _ frame: inout Frame) {
    let name = frame.program.models[model].name
    guard !scores.contains(where: { $0.model == name }), case .value(let value) = frame.score(model)
    else { return }
    scores.append(Score(model: name, value: value, features: frame.oddFeatures(of: model)))
  }

  /// Records the score of every model that was asked, in the order of the program.
  mutating func recordScores(_ frame: inout Frame) {
    for place in frame.program.models.indices {
      guard case .value(let value)? = frame.scores[place] else { continue }
      let name = frame.program.models[place].name
      if scores.contains(where: { $0.model == name }) { continue }
      scores.append(Score(model: name, value: value, features: []))
    }
    // Explained ones came first.
    if scores.count > 1 { sortScores(frame.program) }
  }

  private mutating func sortScores(_ program: Program) {
    let order = program.models.map(\.name)
    scores = order.compactMap { name in scores.first { $0.model == name } }
  }
}
