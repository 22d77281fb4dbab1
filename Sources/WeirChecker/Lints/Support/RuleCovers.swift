/// Which rules of a policy are covered by others: whenever the one holds, so does the other, which
/// is at least as strict.
///
/// A condition is a set of conjuncts, known by their text, and covers every set that it is part of.
/// So a cover is found among the rules that share its rarest conjunct, which are few.
struct RuleCovers {
  private let rules: [CheckedRule]
  /// The conjuncts of each rule that gives a verdict, as numbers; empty for the others.
  private var conjuncts: [Set<Int>] = []
  /// The rules whose rarest conjunct this is, in order.
  private var byRarest: [Int: [Int]] = [:]
  private var comparisonsLeft = CheckLimits.comparedRulesMax

  init(_ rules: [CheckedRule], _ context: LintContext) {
    self.rules = rules
    var numbers: [String: Int] = [:]
    var counts: [Int: Int] = [:]
    for rule in rules {
      var own: Set<Int> = []
      if case .verdictIf(let condition) = rule.kind {
        for part in condition.conjuncts {
          let text = context.written(part.span)
          let number = numbers[text] ?? numbers.count
          numbers[text] = number
          if own.insert(number).inserted { counts[number, default: 0] += 1 }
        }
      }
      conjuncts.append(own)
    }
    for (rule, own) in conjuncts.enumerated() {
      let rarest = own.min { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
      if let rarest { byRarest[rarest, default: []].append(rule) }
    }
  }

  /// The first rule that covers this one.
  mutating func cover(of rule: Int) -> CheckedRule? {
    var first: Int?
    for conjunct in conjuncts[rule].sorted() {
      for other in byRarest[conjunct] ?? [] where other != rule && other < first ?? Int.max {
        comparisonsLeft -= 1
        guard comparisonsLeft > 0 else { return nil }
        if covers(other, rule) { first = other }
      }
    }
    return first.map { rules[$0] }
  }

  private func covers(_ cover: Int, _ rule: Int) -> Bool {
    let (fewer, parts) = (conjuncts[cover], conjuncts[rule])
    let (stricter, verdict) = (rules[cover].verdict, rules[rule].verdict)
    guard stricter >= verdict else { return false }
    return fewer.isStrictSubset(of: parts) || (fewer == parts && stricter > verdict)
  }
}
