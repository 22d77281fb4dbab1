/// The plans of all patterns, and what looks for that which they name.
///
///     text → literals  → hits → StartCheck → ┐
///     text → classes, or a GroupScan of
///            the text  → hits → StartGroup → ┤
///     text → its start        → StartGroup → ┼→ TextScan: windows of starts → CandidateCursor: PCRE2
///     text → long runs        → StartCheck → ┘                                inside them
final class Prefilter: @unchecked Sendable {
  let plans: [PatternPlan]
  private let literals: ScanTable?
  private let classes: ScanTable?
  /// Patterns to search everywhere, as nothing says where they begin.
  private let everywhere: [Int]
  /// The shortest runs first.
  private let longRuns: UnsafeMutableBufferPointer<LongRun.Search>
  // Invariant: written by init and freed by deinit, and so is all below.
  let needsPresence: UnsafeMutablePointer<Bool>
  // Invariant: one a pattern, likewise.
  let checks: UnsafeMutablePointer<StartCheck>
  let groups: StartGroups

  /// What the plan of a pattern rests on.
  struct Searched {
    var regex: InspectedRegex
    var near: Near?
    /// False where nobody will ask for it: the scan passes it over.
    var isWanted = true
  }

  /// Patterns that begin with classes, and characters that the scan for them tells of.
  private static let classesMax = 256
  private static let depthMax = 4
  /// States of that scan beyond which it tells of no more characters.
  private static let statesWanted = 512
  /// Patterns that are asked about at every text's start.
  private static let anchoredMax = 256
  /// With more there is always a scan for classes.
  private static let classesMin = 8
  /// Bytes of all literals: at the very worst some hundred megabytes of table.
  private static let literalBytesMax = 400_000

  init(_ patterns: [Searched], bounds: StartGroup.Bounds = .init()) {
    precondition(patterns.count <= StartWindow.patternsMax, "a window has 22 bits for its pattern")
    var plans = patterns.map { PatternPlan($0) }
    Self.spareClassScan(&plans, patterns)
    Self.bound(&plans)
    Self.boundAnchored(&plans, patterns)
    classes = Self.classTable(&plans, patterns)
    literals = Self.literalTable(plans)
    everywhere = plans.indices.filter { plans[$0].isEverywhere }
    longRuns = Self.longRuns(plans)
    needsPresence = .allocate(capacity: plans.count)
    for (index, plan) in plans.enumerated() { needsPresence[index] = plan.presence != nil }
    checks = .allocate(capacity: plans.count)
    for (index, plan) in plans.enumerated() {
      (checks + index).initialize(to: StartCheck(patterns[index].regex, plan))
    }
    groups = StartGroups(plans, patterns, checks, bounds)
    self.plans = plans
  }

  deinit {
    for search in longRuns { search.patterns.deallocate() }
    longRuns.deallocate()
    needsPresence.deallocate()
    checks.deinitialize(count: plans.count)
    checks.deallocate()
  }

  /// Finds which patterns can match, and where they can begin.
  func scan(_ text: UnsafeBufferPointer<UInt8>, into starts: inout StartList) {
    starts.begin(self, textBytes: text.count)
    if text.count > MatcherLimits.textBytesMax {
      // Too long to be judged: each pattern's cursor will say so.
      for pattern in plans.indices { starts.add(pattern, 0, 0) }
      return starts.finish(isJudged: false)
    }
    literals?.run(text, &starts)
    starts.noteLiterals(in: text)
    starts.noteTextStart(text)
    if !starts.noteClassStarts(text) { classes?.run(text, &starts) }
    for search in longRuns {
      if text.count < search.run.least { break }
      starts.note(search, in: text)
    }
    for pattern in everywhere where !starts.lacksPresence(pattern) {
      starts.add(pattern, 0, text.count - 1)
    }
    starts.finish()
  }

  /// Plans that find no room for their literals do without.
  private static func bound(_ plans: inout [PatternPlan]) {
    var left = literalBytesMax
    for index in plans.indices {
      left -= plans[index].literalBytes
      if left < 0 { plans[index] = .everywhere }
    }
  }

  private static func boundAnchored(_ plans: inout [PatternPlan], _ patterns: [Searched]) {
    var left = anchoredMax
    for index in plans.indices {
      guard case .textStart = plans[index].starts else { continue }
      left -= 1
      if left < 0 { plans[index] = PatternPlan(patterns[index], allowsGroup: false) }
    }
  }

  /// A few patterns may cost less in other ways than the text costs to be read once more for them.
  private static func spareClassScan(_ plans: inout [PatternPlan], _ patterns: [Searched]) {
    let places = plans.indices.filter { plans[$0].beginsWithClasses }
    if places.count > classesMin { return }
    var others = plans
    for place in places { others[place] = PatternPlan(patterns[place], allowsGroup: false) }
    if cost(of: others) < cost(of: plans) { plans = others }
  }

  private static func cost(of plans: [PatternPlan]) -> Double {
    let scans = [
      plans.contains(where: \.beginsWithClasses), plans.contains(where: \.asksForLiterals),
    ]
    let readings = Double(scans.count { $0 }) * PlanCost.reading
    return plans.reduce(readings) { $0 + PlanCost.of($1.starts, $1.presence) }
  }

  private static func longRuns(
    _ plans: [PatternPlan]
  ) -> UnsafeMutableBufferPointer<LongRun.Search> {
    var patternsOf: [LongRun: [Int]] = [:]
    for (pattern, plan) in plans.enumerated() {
      if case .longRuns(let run) = plan.starts { patternsOf[run, default: []].append(pattern) }
    }
    let sorted = patternsOf.sorted { ($0.key.least, $0.value[0]) < ($1.key.least, $1.value[0]) }
    let searches = UnsafeMutableBufferPointer<LongRun.Search>.allocate(capacity: sorted.count)
    _ = searches.initialize(from: sorted.map { LongRun.Search(run: $0, patterns: $1) })
    return searches
  }

  private static func literalTable(_ plans: [PatternPlan]) -> ScanTable? {
    var entries: [(Literal, Probe)] = []
    for (pattern, plan) in plans.enumerated() {
      if case .literals(let choice) = plan.starts {
        entries += choice.placed.enumerated().map {
          ($1.literal, Probe(pattern, $1, place: $0, run: choice.isAfterRun ? plan.run : nil))
        }
      }
      let presence = plan.presence?.placed.map(\.literal).unique ?? []
      entries += presence.map { ($0, Probe(pattern, .presence)) }
    }
    return entries.isEmpty ? nil : LiteralAutomaton(entries).table()
  }

  /// Plans that find no room do without.
  private static func classTable(
    _ plans: inout [PatternPlan], _ patterns: [Searched]
  ) -> ScanTable? {
    var prefixes: [(pattern: Int, prefix: ClassPrefix)] = []
    for (pattern, plan) in plans.enumerated() {
      if case .classes(var prefix) = plan.starts {
        let denied = patterns[pattern].regex.surroundings.deniedBefore
        prefix.isDeniedAfterWord = denied.holdsASCIIWord
        prefixes.append((pattern, prefix))
      }
    }
    prefixes.sort { ($0.prefix.rate, $0.pattern) < ($1.prefix.rate, $1.pattern) }
    prune(&prefixes, to: classesMax, &plans, patterns)
    while !prefixes.isEmpty {
      if let automaton = deepest(prefixes) { return automaton.table() }
      prune(&prefixes, to: prefixes.count / 2, &plans, patterns)
    }
    return nil
  }

  /// More characters make more states, and fewer starts to ask the group about.
  private static func deepest(
    _ prefixes: [(pattern: Int, prefix: ClassPrefix)]
  ) -> ClassAutomaton? {
    var best: ClassAutomaton?
    for depth in 1...Self.depthMax {
      guard let automaton = ClassAutomaton(prefixes.map(\.prefix), depthMax: depth) else { break }
      best = automaton
      if automaton.stateCount * 2 > Self.statesWanted { break }
    }
    return best
  }

  private static func prune(
    _ prefixes: inout [(pattern: Int, prefix: ClassPrefix)], to count: Int,
    _ plans: inout [PatternPlan], _ patterns: [Searched]
  ) {
    for (pattern, _) in prefixes.dropFirst(count) {
      plans[pattern] = PatternPlan(patterns[pattern], allowsGroup: false)
    }
    prefixes.removeLast(max(0, prefixes.count - count))
  }
}

extension PatternPlan {
  /// Bytes of the literals that it adds to the scan.
  fileprivate var literalBytes: Int {
    var placed = presence?.placed ?? []
    if case .literals(let choice) = starts { placed += choice.placed }
    return placed.reduce(0) { $0 + $1.literal.bytes.count }
  }

  fileprivate var beginsWithClasses: Bool {
    if case .classes = starts { true } else { false }
  }

  fileprivate var asksForLiterals: Bool {
    if case .literals = starts { true } else { presence != nil }
  }

  var isEverywhere: Bool {
    if case .everywhere = starts { true } else { false }
  }
}
