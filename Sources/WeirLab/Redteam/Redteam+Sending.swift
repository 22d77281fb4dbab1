import WeirProject

/// What became of a variant.
struct Fate {
  var isCaught: Bool
  /// What caught it.
  var rules: Set<RuleName>
}

extension Redteam {
  mutating func send(_ variant: Variant, of attack: Attack) -> Fate {
    let lines = variant.lines(now: attack.now)
    let decisions = judge.judge(attack.history + lines, attack.givens).suffix(lines.count)
    var fate = Fate(isCaught: false, rules: [])
    for decision in decisions where decision.verdict >= settings.threshold {
      fate.isCaught = true
      fate.rules.formUnion(names.rules(decision, from: settings.threshold))
    }
    guard !fate.isCaught, case .hidden = attack.goal, let last = decisions.last else { return fate }
    fate.isCaught = isHidden(variant, last)
    let found = last.hiddenFindings.map { RuleName($0.policy, $0.pattern) }
    if fate.isCaught { fate.rules.formUnion(found) }
    return fate
  }

  /// Whether redaction covers every character of the target that says something.
  private func isHidden(_ variant: Variant, _ decision: Decision) -> Bool {
    guard let text = variant.text, let message = variant.messages.last else { return false }
    let spans = decision.hiddenFindings.filter { $0.field == text.place.pointer }
      .map { $0.start..<$0.end }
    var at = PlainSpelling.start(
      of: text.place, before: text.before, in: message, variant.spelling)
    var hidden = 0
    for scalar in text.attack.unicodeScalars {
      if Self.saysSomething(scalar) {
        guard spans.contains(where: { $0.contains(at) }) else { return false }
        hidden += 1
      }
      at += variant.spelling.byteCount(of: scalar)
    }
    return hidden > 0
  }

  /// Letters and digits of any script, and tags, which are ASCII that nobody sees.
  private static func saysSomething(_ scalar: Unicode.Scalar) -> Bool {
    if (0xe0020...0xe007e).contains(scalar.value) { return scalar.value != 0xe0020 }
    let properties = scalar.properties
    if properties.generalCategory == .nonspacingMark { return false }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
