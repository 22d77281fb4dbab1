import WeirChecker
import WeirProject

/// Turns a message into the attacks that it holds.
struct AttackFinder {
  let set: CheckedSet
  let names: RuleNames
  let threshold: Verdict
  /// The field that the attacker writes, in JSON names; nil for all that aren't trusted.
  let path: [String]?

  /// - Parameter decision: on the message as `PlainMessage.line` writes it.
  func attacks(_ plain: PlainMessage, _ decision: Decision) -> Result<[Attack], AttackMiss> {
    guard decision.malformation == nil else { return .failure(.malformed) }
    if decision.verdict >= threshold { return withheld(plain, decision) }
    let hidden = decision.hiddenFindings
    guard !hidden.isEmpty else { return .failure(.notCaught) }
    let attacks = hidden.compactMap { self.hidden($0, plain) }
    return attacks.isEmpty ? .failure(.withoutText) : .success(attacks)
  }

  // MARK: - Withheld

  private func withheld(
    _ plain: PlainMessage, _ decision: Decision
  ) -> Result<[Attack], AttackMiss> {
    let deaf = Set(set.policies.filter { isDeaf($0, plain) }.map(\.name))
    let heard = decision.reasons.filter { !deaf.contains($0.policy) }
    let rules = names.rules(decision, from: threshold, among: heard)
    let author = heard.first { $0.isEnforced && $0.verdict == decision.verdict }
    let targets = self.targets(plain.message, decision)
    guard !rules.isEmpty, let author, !targets.isEmpty else { return .failure(.withoutText) }
    let goal = Attack.Goal.withheld(decision.verdict, policy: author.policy)
    return .success([attack(plain, rules, goal, targets)])
  }

  /// Whether no text changes what the policy says of the message: a limit's answer is about its key,
  /// an anomaly's about a score that a test gives.
  private func isDeaf(_ policy: CheckedPolicy, _ plain: PlainMessage) -> Bool {
    switch policy.body {
    case .limit: true
    case .anomaly(let anomaly): plain.givens.scores[anomaly.model] != nil
    case .validate, .redact: false
    }
  }

  /// The strings in which something was found, or else all that the sender writes.
  private func targets(_ message: JSONTree, _ decision: Decision) -> [AttackText] {
    let open = message.texts.filter { !$0.text.isEmpty && isOpen($0.place) }
    let found = Set(
      decision.findings.filter {
        if case .clause = $0.use { $0.isEnforced } else { false }
      }.map(\.field))
    let hit = open.filter { found.contains($0.place.pointer) }
    return (hit.isEmpty ? open : hit).map { AttackText(place: $0.place, attack: $0.text) }
  }

  // MARK: - Hidden

  private func hidden(_ finding: Finding, _ plain: PlainMessage) -> Attack? {
    guard
      let (place, text) = plain.message.texts.first(where: { $0.place.pointer == finding.field }),
      isOpen(place)
    else { return nil }
    let start = PlainSpelling.start(of: place, in: plain.message)
    guard let cut = PlainSpelling.cut(text, finding.start - start..<finding.end - start) else {
      return nil
    }
    let target = AttackText(place: place, before: cut.before, attack: cut.inside, after: cut.after)
    return attack(
      plain, [RuleName(finding.policy, finding.pattern)], .hidden(pattern: finding.pattern),
      [target])
  }

  private func attack(
    _ plain: PlainMessage, _ rules: [RuleName], _ goal: Attack.Goal, _ targets: [AttackText]
  ) -> Attack {
    let used = Set(targets.map(\.place))
    let spares = plain.message.texts.map(\.place).filter { !used.contains($0) && isOpen($0) }
    var attack = Attack(
      origin: plain.origin, history: plain.history, message: plain.message, now: plain.now,
      givens: plain.givens, rules: rules, goal: goal, targets: targets, spares: spares,
      takesList: false)
    attack.takesList = field(of: attack.longestTarget.place)?.type.wrapped == .json
    return attack
  }

  // MARK: - What an attacker can write

  private func isOpen(_ place: TextPlace) -> Bool {
    if let path { return place.names.starts(with: path) }
    let isTrusted = set.message.fields.contains {
      $0.isTrusted && place.names.starts(with: $0.jsonPath)
    }
    if isTrusted { return false }
    // Of members that aren't declared, only what redacts all of a line sees anything.
    return field(of: place).map { Self.takesText($0.type) } ?? !set.message.isClosed
  }

  /// The innermost declared field in which a place lies.
  private func field(of place: TextPlace) -> CheckedField? {
    set.message.fields.filter { place.names.starts(with: $0.jsonPath) }
      .max { $0.jsonPath.count < $1.jsonPath.count }
  }

  private static func takesText(_ type: ValueType) -> Bool {
    switch type.wrapped {
    case .string, .json: true
    case .list(let element): takesText(element)
    case .record: true
    case .bool, .int, .float, .time, .duration, .ip, .cidr, .union, .optional, .invalid: false
    }
  }
}

/// Why a message makes no attack.
enum AttackMiss: Error, Hashable {
  case malformed
  case notCaught
  /// Caught by limits, scores or other members than texts, which no disguise changes.
  case withoutText
}

/// A message before it is known whether anything catches it.
struct PlainMessage: Sendable {
  var origin: String
  var history: [TimedLine] = []
  var message: JSONTree
  var now: Int64
  var givens = TestGivens.none

  var line: TimedLine { TimedLine(bytes: Array(message.compact.utf8), now: now) }
}
