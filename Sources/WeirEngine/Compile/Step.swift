import WeirChecker

/// One thing that the judge does.
///
/// A program's policies are steps in one flat list, in the order of policy names; `level`s above
/// both switches have none:
///
/// ```
///    place  kind        policy  clause  node  end
///      0    gate             0       0    12    4     `when`; closed: go on at 4
///      1    exception        0       0    15    4     `except`, the policy's first
///      2    weigh            0       2    20    4     `add N if`; before the other clauses
///      3    above            0       1     -    4     the sum of what was weighed
///      4    verdictIf        1       1    31    5
/// ```
///
/// A step is plain numbers, so walking the list counts no references; names, reasons and verdicts
/// are looked up in `Program.policies` when a step has an effect.
struct Step: Sendable {
  enum Kind: UInt8 {
    case gate, exception
    case weigh, require, verdictIf, above
    case redact, limit, anomaly
  }
  var kind: Kind
  /// Whether patterns are looked for under the condition, so that an effect may have findings.
  var searches = false
  /// The place of what it asks first in `StepTable.premises`, or -1.
  var premise: Int8 = -1
  /// The place in `Program.policies`.
  var policy: Int32
  /// As `Reason.clause`; of an exception its place, of a redaction its block, of a limit its place in
  /// `Program.limits`.
  var clause: Int32
  /// The condition.
  var node: Int32
  /// The first step of the next policy.
  var end: Int32
  /// What `add` adds, or the bound of `above`.
  var number = 0.0
}

/// The steps of a program, and which of them a message needs.
///
/// A clause such as `deny if text matches iban` can have an effect only where `iban` was found in
/// `text` (or could not be decided). Such a step is *waiting*: it stays off a message's agenda until
/// one of its sites puts it there, so that the rules that wait cost nothing.
struct StepTable: Sendable {
  private(set) var steps: [Step] = []
  /// The agenda of a message in which no pattern can occur; see `Agenda`.
  private(set) var standing: [UInt64] = []
  /// By site: the steps that wait for it.
  private(set) var waiting = IntegerRows()
  private(set) var premises = Premises()

  init() {}

  init(_ policies: [CompiledPolicy], _ triggers: Triggers) {
    var counts = Counts()
    for place in policies.indices {
      let first = steps.count
      append(policies[place], at: Int32(place), &counts)
      for step in first..<steps.count { steps[step].end = Int32(steps.count) }
    }
    var waiting = Array(repeating: [Int](), count: triggers.siteCount)
    standing = Array(repeating: 0, count: (steps.count + 63) / 64)
    for place in steps.indices {
      // A sum has no condition of its own.
      steps[place].searches =
        steps[place].kind != .above && triggers.expressions.searches(Int(steps[place].node))
      guard let sites = self.sites(of: place, policies, triggers) else {
        standing[place >> 6] |= 1 << UInt64(place & 63)
        continue
      }
      for site in sites { waiting[site].append(place) }
    }
    self.waiting = IntegerRows(waiting)
    premises = Premises(&steps, triggers.expressions)
  }

  /// Policies of a kind met so far; those that are off count too.
  private struct Counts {
    var redactions = 0
    var limits = 0
  }

  private mutating func append(_ policy: CompiledPolicy, at place: Int32, _ counts: inout Counts) {
    let before = counts
    if case .redact = policy.body { counts.redactions += 1 }
    if case .limit = policy.body { counts.limits += 1 }
    if policy.standing == .off { return }
    func step(
      _ kind: Step.Kind, _ clause: Int = 0, _ node: NodeID = 0, number: Double = 0
    ) {
      steps.append(
        Step(
          kind: kind, policy: place, clause: Int32(clause), node: Int32(node), end: 0,
          number: number))
    }
    if let condition = policy.condition { step(.gate, 0, condition) }
    for (place, exception) in policy.exceptions.enumerated() {
      step(.exception, place, exception.condition)
    }
    switch policy.body {
    case .validate(let rules):
      for (place, rule) in rules.enumerated() {
        if case .add(let weight, let condition) = rule.kind {
          step(.weigh, place + 1, condition, number: weight)
        }
      }
      for (place, rule) in rules.enumerated() {
        switch rule.kind {
        case .add: break
        case .require(let condition): step(.require, place + 1, condition)
        case .verdictIf(let condition): step(.verdictIf, place + 1, condition)
        case .above(let bound): step(.above, place + 1, number: bound)
        }
      }
    case .redact: step(.redact, before.redactions)
    case .limit: step(.limit, before.limits)
    case .anomaly: step(.anomaly)
    }
  }

  /// The sites that a step waits for; nil where it waits for none.
  private func sites(
    of place: Int, _ policies: [CompiledPolicy], _ triggers: Triggers
  ) -> Set<Int>? {
    let step = steps[place]
    switch step.kind {
    case .weigh, .verdictIf: return triggers.sites(of: Int(step.node))
    case .above: return sites(ofSum: place, policies[Int(step.policy)], triggers)
    case .gate, .exception, .require, .redact, .limit, .anomaly: return nil
    }
  }

  /// A sum is above its bound only when something was weighed, unless nothing is enough already.
  private func sites(
    ofSum place: Int, _ policy: CompiledPolicy, _ triggers: Triggers
  ) -> Set<Int>? {
    guard case .validate(let rules) = policy.body, steps[place].number >= 0 else { return nil }
    var all: Set<Int> = []
    for case .add(_, let condition) in rules.map(\.kind) {
      guard let sites = triggers.sites(of: condition) else { return nil }
      all.formUnion(sites)
    }
    return all
  }
}
