/// The plans of all patterns, and the two automata that look for what they name.
///
///     text → literals → ┐
///                       ├→ TextScan: windows of starts → CandidateCursor: PCRE2 inside them
///     text → classes  → ┘
final class Prefilter: Sendable {
  let plans: [PatternPlan]
  private let literals: ScanTable?
  private let classes: ScanTable?
  /// Patterns to search everywhere, as nothing says where they begin.
  private let everywhere: [Int]
  private let needsPresence: [Bool]
  private let hasPresence: Bool

  /// Class prefixes in one automaton.
  private static let classesMax = 256

  init(_ sources: [RegexSource]) {
    var plans = sources.map { PatternPlan($0) }
    classes = Self.classTable(&plans, sources)
    literals = Self.literalTable(plans)
    everywhere = plans.indices.filter { plans[$0].isEverywhere }
    needsPresence = plans.map { $0.presence != nil }
    hasPresence = needsPresence.contains(true)
    self.plans = plans
  }

  /// Finds which patterns can match, and where they can begin.
  func scan(_ text: UnsafeBufferPointer<UInt8>, into starts: inout StartList) {
    starts.begin(self)
    if text.count > MatcherLimits.textBytesMax {
      // Too long to be judged: each pattern's cursor will say so.
      for pattern in plans.indices { starts.add(pattern, 0, 0) }
    } else {
      literals?.run(text, &starts)
      classes?.run(text, &starts)
      for pattern in everywhere { starts.add(pattern, 0, text.count - 1) }
      if hasPresence { starts.dropAbsent(needsPresence) }
    }
    starts.finish()
  }

  private static func literalTable(_ plans: [PatternPlan]) -> ScanTable? {
    var entries: [(Literal, Probe)] = []
    for (pattern, plan) in plans.enumerated() {
      if case .literals(let choice) = plan.starts {
        entries += choice.placed.map {
          ($0.literal, Probe(pattern, $0, isAfterRun: choice.isAfterRun))
        }
      }
      let presence = plan.presence?.placed.map(\.literal).unique ?? []
      entries += presence.map { ($0, Probe(pattern, .presence)) }
    }
    return entries.isEmpty ? nil : LiteralAutomaton(entries).table()
  }

  /// As many characters of each prefix as make few enough states; plans that find no room do
  /// without.
  private static func classTable(
    _ plans: inout [PatternPlan], _ sources: [RegexSource]
  ) -> ScanTable? {
    var prefixes: [(pattern: Int, prefix: ClassPrefix)] = []
    for (pattern, plan) in plans.enumerated() {
      if case .classes(let prefix) = plan.starts { prefixes.append((pattern, prefix)) }
    }
    prefixes.sort { ($0.prefix.rate, $0.pattern) < ($1.prefix.rate, $1.pattern) }
    prune(&prefixes, to: classesMax, &plans, sources)
    while !prefixes.isEmpty {
      for depth in [10, 8, 6, 5, 4, 3, 2] {
        if let automaton = ClassAutomaton(prefixes, depthMax: depth) { return automaton.table() }
      }
      prune(&prefixes, to: prefixes.count / 2, &plans, sources)
    }
    return nil
  }

  private static func prune(
    _ prefixes: inout [(pattern: Int, prefix: ClassPrefix)], to count: Int,
    _ plans: inout [PatternPlan], _ sources: [RegexSource]
  ) {
    for (pattern, _) in prefixes.dropFirst(count) {
      plans[pattern] = PatternPlan(sources[pattern], allowsClasses: false)
    }
    prefixes.removeLast(max(0, prefixes.count - count))
  }
}

extension PatternPlan {
  var isEverywhere: Bool {
    if case .everywhere = starts { true } else { false }
  }
}
