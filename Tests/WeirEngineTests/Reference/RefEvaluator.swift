import WeirChecker
import WeirMatcher
import WeirSyntax

@testable import WeirEngine

/// A slow and obvious evaluator of a checked set, written from what DESIGN.md says.
struct RefEvaluator {
  let set: CheckedSet
  let settings: CompileSettings
  let score: Double
  let patterns: PatternSet
  let concealer: FakeConcealer
  var state: RefState
  /// Of the line judged last, where it was malformed.
  var faults: Set<RefFault> = []

  init(
    _ set: CheckedSet, _ settings: CompileSettings, _ patterns: PatternSet, score: Double
  ) {
    self.set = set
    self.settings = settings
    self.score = score
    self.patterns = patterns
    concealer = FakeConcealer(keyNames: set.keyNames)
    state = RefState(set)
  }

  func isOff(_ policy: CheckedPolicy) -> Bool {
    policy.level > settings.enforceLevel && policy.level > settings.observeLevel
  }

  func isEnforced(_ policy: CheckedPolicy) -> Bool {
    policy.level <= settings.enforceLevel && policy.mode == .enforce
  }

  mutating func judge(_ line: [UInt8], at arrival: Int64) -> RefDecision {
    var decision = RefDecision()
    decision.message = line
    faults = []
    let (root, parseFaults) = RefParser.parse(line, shape: set.message.shape)
    guard let root, parseFaults.isEmpty else {
      faults = parseFaults
      if let root { faults.formUnion(fitFaults(root)) }
      return malformed(decision, arrival)
    }
    let frame = RefFrame(set, patterns, root, score: score)
    faults = fitFaults(root)
    if !faults.isEmpty { return malformed(decision, arrival) }
    guard let now = admit(frame, arrival) else {
      faults = [.future]
      return malformed(decision, arrival)
    }
    decision.time = now
    readWindows(frame, now)
    applyPolicies(frame, line, now, arrival, &decision)
    for effect in decision.effects {
      decision.observed = max(decision.observed, effect.verdict)
      if effect.isEnforced { decision.verdict = max(decision.verdict, effect.verdict) }
    }
    return decision
  }

  private func fitFaults(_ root: RefNode) -> Set<RefFault> {
    var fit = RefFit(
      frame: RefFrame(set, patterns, root, score: score), isClosed: set.message.isClosed)
    fit.fit(root, set.message.shape)
    return fit.faults
  }

  private mutating func malformed(_ decision: RefDecision, _ arrival: Int64) -> RefDecision {
    var decision = decision
    decision.isMalformed = true
    decision.verdict = set.message.malformed
    decision.observed = set.message.malformed
    decision.time = arrival
    for (place, window) in set.windows.enumerated() where window.countsMalformed {
      let time = max(state.newest ?? .min, arrival)
      state.feed(
        place, RefState.Event(key: [], value: nil, time: time), length: window.lengthMicroseconds)
    }
    return decision
  }

  /// The time to judge by; nil where the message's own clock is over a minute ahead.
  private mutating func admit(_ frame: RefFrame, _ arrival: Int64) -> Int64? {
    var time = arrival
    if let clock = set.message.clock {
      let field = CheckedExpression(
        .field(clock), set.message.fields[clock].type, set.message.fields[clock].span)
      if case .int(let own)? = frame.eval(field).scalar {
        if Int128(own) > Int128(arrival) + 60_000_000 { return nil }
        time = own
      }
    }
    state.newest = max(state.newest ?? .min, time)
    return state.newest
  }

  // MARK: - Windows

  private mutating func readWindows(_ frame: RefFrame, _ now: Int64) {
    // Every window is fed before any is read.
    let entries = set.windows.map { entry(of: $0, frame) }
    for (place, window) in set.windows.enumerated() {
      guard let entry = entries[place], entry.isFed else { continue }
      state.feed(
        place, RefState.Event(key: entry.key, value: entry.value, time: now),
        length: window.lengthMicroseconds)
    }
    frame.windows = set.windows.indices.map { place in
      guard let entry = entries[place] else { return .failed }
      return state.read(set.windows[place], place, entry.key, now: now)
    }
  }

  /// Nil where this message can't tell what it brings to the window.
  private func entry(
    of window: CheckedWindow, _ frame: RefFrame
  ) -> (key: [RefScalar], isFed: Bool, value: RefScalar?)? {
    guard let key = key(window.keys, frame) else { return nil }
    if window.countsMalformed { return (key, false, nil) }
    if let condition = window.condition {
      let holds = frame.eval(condition)
      if holds.isFalse { return (key, false, nil) }
      guard holds.isTrue else { return nil }
    }
    guard let value = window.value else { return (key, true, nil) }
    return frame.eval(value).scalar.map { (key, true, $0) }
  }

  private func key(_ parts: [CheckedExpression], _ frame: RefFrame) -> [RefScalar]? {
    let values = parts.compactMap { frame.eval($0).scalar }
    return values.count == parts.count ? values : nil
  }

  // MARK: - Policies

  private mutating func applyPolicies(
    _ frame: RefFrame, _ line: [UInt8], _ now: Int64, _ arrival: Int64,
    _ decision: inout RefDecision
  ) {
    var limits: [Int] = []
    var redactions: [Int] = []
    for (place, policy) in set.policies.enumerated()
    where !isOff(policy) && applies(policy, frame, arrival, &decision) {
      switch policy.body {
      case .validate(let rules): validate(policy, rules, frame, &decision)
      case .anomaly(let anomaly):
        for (number, threshold) in anomaly.thresholds.enumerated() where isAbove(threshold) {
          add(policy, number + 1, threshold.verdict, threshold.reason, &decision)
        }
      case .limit: limits.append(place)
      case .redact: redactions.append(place)
      }
    }
    settle(limits, frame, now, &decision)
    RefRedactor(evaluator: self, frame: frame, line: line, now: now)
      .redact(redactions, &decision)
  }

  private func isAbove(_ threshold: CheckedThreshold) -> Bool {
    switch threshold.kind {
    case .score(let bound): score > bound
    // A pinned score has no training scores.
    case .share, .automatic: score > 0.5
    }
  }

  private func applies(
    _ policy: CheckedPolicy, _ frame: RefFrame, _ arrival: Int64, _ decision: inout RefDecision
  ) -> Bool {
    let condition = policy.condition.map { frame.eval($0) } ?? .bool(true)
    if condition.isFalse { return false }
    for exception in policy.exceptions where arrival < exception.end ?? .max {
      if frame.eval(exception.condition).isTrue {
        decision.exceptions.insert("\(policy.name): \(exception.because)")
        return false
      }
    }
    if condition.isTrue { return true }
    fail(policy, 0, &decision)
    return false
  }

  func add(
    _ policy: CheckedPolicy, _ clause: Int, _ verdict: Verdict, _ text: String?,
    _ decision: inout RefDecision
  ) {
    decision.effects.insert(
      RefDecision.Effect(
        policy: policy.name, clause: clause, verdict: verdict, isFailure: false,
        isEnforced: isEnforced(policy), text: text))
  }

  func fail(_ policy: CheckedPolicy, _ clause: Int, _ decision: inout RefDecision) {
    decision.effects.insert(
      RefDecision.Effect(
        policy: policy.name, clause: clause, verdict: policy.onError, isFailure: true,
        isEnforced: isEnforced(policy), text: nil))
  }

  private func validate(
    _ policy: CheckedPolicy, _ rules: [CheckedRule], _ frame: RefFrame,
    _ decision: inout RefDecision
  ) {
    for (place, rule) in rules.enumerated() {
      let holds: RefResult
      switch rule.kind {
      case .add: continue
      case .require(let condition): holds = frame.eval(condition).mapBool { !$0 }
      case .verdictIf(let condition): holds = frame.eval(condition)
      case .above(let bound): holds = isAbove(bound, rules, frame)
      }
      if holds.isTrue {
        add(policy, place + 1, rule.verdict, rule.reason, &decision)
      } else if !holds.isFalse {
        fail(policy, place + 1, &decision)
      }
    }
  }

  /// Clauses that failed could add their weight or not: what all these sums agree on is the answer.
  private func isAbove(_ bound: Double, _ rules: [CheckedRule], _ frame: RefFrame) -> RefResult {
    var sums = [0.0]
    for rule in rules {
      guard case .add(let weight, let condition) = rule.kind else { continue }
      let holds = frame.eval(condition)
      if holds.isFalse { continue }
      let more = sums.map { $0 + weight }
      sums = holds.isTrue ? more : Array(Set(sums + more))
    }
    let answers = Set(sums.map { $0 > bound })
    return answers.count == 1 ? .bool(answers.contains(true)) : .failed
  }

  // MARK: - Limits

  private mutating func settle(
    _ places: [Int], _ frame: RefFrame, _ now: Int64, _ decision: inout RefDecision
  ) {
    var demands: [(place: Int, key: [RefScalar], cost: Int64, isAllowed: Bool)] = []
    for place in places {
      guard case .limit(let limit) = set.policies[place].body else { continue }
      guard let key = key(limit.keys, frame), let cost = cost(limit, frame) else {
        fail(set.policies[place], 0, &decision)
        continue
      }
      var bucket = state.buckets[place][key] ?? RefBucket(full: limit, at: now)
      bucket.refill(limit, now: now)
      state.buckets[place][key] = bucket
      let answer = bucket.answer(limit, cost)
      decision.limits.insert(
        RefDecision.Reading(
          policy: set.policies[place].name, isAllowed: answer.isAllowed,
          remaining: answer.remaining, retryAfter: answer.retryAfter))
      demands.append((place, key, cost, answer.isAllowed))
      if !answer.isAllowed {
        add(set.policies[place], 0, limit.verdict, limit.reason, &decision)
      }
    }
    let enforced = demands.filter { isEnforced(set.policies[$0.place]) }
    let isEnforcedRefused = enforced.contains { !$0.isAllowed }
    let isAnyRefused = demands.contains { !$0.isAllowed }
    for demand in demands {
      guard case .limit(let limit) = set.policies[demand.place].body else { continue }
      // A shadow limit hears what would have been decided if it were enforced.
      let isRefused =
        isEnforced(set.policies[demand.place]) ? isEnforcedRefused : isAnyRefused
      if !isRefused { state.buckets[demand.place][demand.key]?.charge(limit, demand.cost) }
    }
  }

  private func cost(_ limit: CheckedLimit, _ frame: RefFrame) -> Int64? {
    guard let cost = limit.cost else { return 1 }
    switch frame.eval(cost).scalar {
    case .int(let value): return max(0, value)
    case .float(let value): return value < 0x1p62 ? max(0, Int64(value.rounded(.up))) : nil
    case .bool, .text, .network, nil: return nil
    }
  }
}
