/// Tells beforehand whether reading long runs again from every start is affordable.
///
/// PCRE2 counts steps per start only, so `\w+@` on one long word would take the square of its
/// length without any limit being hit. This counts, per run of the characters that the loop
/// reads, the places where an attempt can begin, times the run's length.
struct StartRisk: Sendable {
  /// What its loops read.
  private(set) var runs: [ScalarSet] = []
  private let starts: ScalarSet
  private let isAtBoundary: Bool

  init(_ automaton: PositionAutomaton, isLook: Bool) {
    // A look-around stands anywhere in the pattern, so any place may begin it.
    starts =
      isLook
      ? .all
      : automaton.firsts.reduce(ScalarSet.empty) { $0.union(automaton.set(of: $1.position)) }
    isAtBoundary = Self.isAtBoundary(automaton, isLook: isLook)
  }

  /// Whether every way into the pattern asks for a word boundary first.
  static func isAtBoundary(_ automaton: PositionAutomaton, isLook: Bool) -> Bool {
    !isLook && automaton.firsts.allSatisfy { $0.guards.contains(.wordBoundary) }
  }

  /// Whether a run of the set's characters has no word boundary inside.
  static func hasNoBoundary(_ set: ScalarSet) -> Bool {
    set.isSubset(of: UnicodeCategories.word) || set.isDisjoint(with: UnicodeCategories.word)
  }

  /// For a pattern not shown to be linear: any start may read the whole text.
  static let unproven = StartRisk()

  private init() {
    starts = .all
    isAtBoundary = false
    runs = [.all]
  }

  mutating func add(_ run: ScalarSet) { if !runs.contains(run) { runs.append(run) } }

  /// Bytes of a text whose square is within the work allowed.
  var harmlessBytes: Int {
    let share = MatcherLimits.workPerTextMax / max(runs.count, 1)
    return Int(Double(share).squareRoot())
  }

  /// Whether the reading stays within the work allowed for one text. Linear in the runs in which
  /// matches may begin, and free for texts whose square is within it.
  func isAffordable(in text: UnsafeBufferPointer<UInt8>, starts: StartCursor) -> Bool {
    if text.count <= harmlessBytes { return true }
    var budget = MatcherLimits.workPerTextMax
    if starts.hasAtMost(budget / text.count / max(runs.count, 1)) { return true }
    for run in runs { budget -= cost(of: run, in: text, starts, atMost: budget) }
    return budget >= 0
  }

  private func cost(
    of run: ScalarSet, in text: UnsafeBufferPointer<UInt8>, _ searched: StartCursor,
    atMost budget: Int
  ) -> Int {
    var searched = searched
    var total = 0
    var index = 0
    while total <= budget, let start = searched.nextStart(from: index), start < text.count {
      index = start
      var begun = 0
      var length = 0
      var isInRun = true
      while isInRun, index < text.count, total + begun * length <= budget {
        let (scalar, next) = UTF8Scalars.next(text, at: index)
        if searched.includes(index), begins(with: scalar, at: index, in: text) { begun += 1 }
        isInRun = run.contains(scalar)
        if isInRun { length += 1 }
        index = next
      }
      total += begun * length
    }
    return total
  }

  private func begins(
    with scalar: UInt32, at index: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    starts.contains(scalar) && (!isAtBoundary || UTF8Scalars.isBoundary(text, at: index))
  }
}
