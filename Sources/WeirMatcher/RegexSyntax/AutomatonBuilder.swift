/// Puts a tree's fragments together into a ``PositionAutomaton``.
///
/// The ways into and out of fragments lie in one list each, of which a fragment holds a range, so
/// that the very many small ones need no memory of their own:
///
///     a(b|c)     firsts  a │ b │ c │ b c         lasts  a │ b │ c │ b c
///                        └─ (b|c) is 3..<5, and so is what it ends with; the whole begins with a
struct AutomatonBuilder {
  typealias Reach = PositionAutomaton.Reach
  typealias Guards = PositionAutomaton.Guards

  struct Fragment {
    fileprivate var first = 0..<0
    fileprivate var last = 0..<0
    /// In how many ways it reads nothing: 0, 1, or 2 for more.
    fileprivate var nullWays = 1
    fileprivate var nullGuards: Guards = []
  }

  private var automaton = PositionAutomaton()
  private var firsts: [Reach] = []
  private var lasts: [Reach] = []
  private let trustsClasses: Bool
  private var classIndex: [ScalarSet: Int] = [:]
  /// By the first member's low bits, the class that was asked for last.
  private var recent = [Int](repeating: -1, count: 128)
  /// What each class is to a word boundary, once that has been asked.
  private var sides: [ClassSide?] = []
  private var atomic = 0
  private var atomicCount = 0
  private var edgeCount = 0

  private init(trustsClasses: Bool) { self.trustsClasses = trustsClasses }

  static func automaton(_ root: RegexNode, trustsClasses: Bool) -> PositionAutomaton {
    var builder = AutomatonBuilder(trustsClasses: trustsClasses)
    let whole = builder.build(root)
    var automaton = builder.automaton
    automaton.firsts = Array(builder.firsts[whole.first])
    automaton.lasts = Array(builder.lasts[whole.last])
    automaton.edges.finish(positions: automaton.count, builder.lasts, builder.firsts)
    return automaton
  }

  private mutating func build(_ node: RegexNode) -> Fragment {
    switch node {
    case .set(let set, let offset): return position(set, offset)
    case .concat(let items):
      var whole = Fragment()
      for item in items { whole = concat(whole, build(item)) }
      return whole
    case .alternation(let branches): return alternation(branches)
    case .repetition(let body, let count):
      return count.isPossessive ? possessive(body, count) : repetition(body, count)
    case .atomic(let body): return atomicGroup(body)
    case .look(let body, _):
      automaton.bodies.append(.init(node: body, isLook: true))
      return Fragment(nullGuards: .assertion)
    case .assertion(let assertion): return Fragment(nullGuards: Self.guards(of: assertion))
    case .opaque:
      automaton.hasOpaque = true
      return Fragment(nullGuards: .assertion)
    }
  }

  private static func guards(of assertion: RegexAssertion) -> Guards {
    switch assertion {
    case .wordBoundary: [.assertion, .wordBoundary]
    case .notWordBoundary: [.assertion, .notWordBoundary]
    case .textStart, .lineStart, .lineEnd, .textEnd: .assertion
    }
  }

  private mutating func position(_ set: ScalarSet, _ offset: Int) -> Fragment {
    let reach = Reach(position: automaton.count, ways: 1, guards: [])
    addPositions(1, intern(set), offset)
    firsts.append(reach)
    lasts.append(reach)
    return Fragment(
      first: firsts.count - 1..<firsts.count, last: lasts.count - 1..<lasts.count, nullWays: 0)
  }

  private mutating func addPositions(_ count: Int, _ index: Int, _ offset: Int) {
    for _ in 0..<count {
      automaton.classOf.append(index)
      automaton.atomicOf.append(atomic)
      automaton.offsetOf.append(offset)
    }
  }

  /// A row of positions of one set, of which those behind the first `min` can be left out. The same
  /// as any other repeat, only sooner done.
  private mutating func run(_ set: ScalarSet, _ offset: Int, _ min: Int, _ max: Int?) -> Fragment {
    let start = automaton.count
    let count = Swift.max(max ?? min, 1)
    addPositions(count, intern(set), offset)
    for position in start..<start + count - 1 { step(from: position, to: position + 1) }
    if max == nil { step(from: start + count - 1, to: start + count - 1) }
    let (firstPlace, lastPlace) = (firsts.count, lasts.count)
    firsts.append(Reach(position: start, ways: 1, guards: []))
    for position in (start + Swift.max(min - 1, 0)..<start + count).reversed() {
      lasts.append(Reach(position: position, ways: 1, guards: []))
    }
    return Fragment(
      first: firstPlace..<firsts.count, last: lastPlace..<lasts.count,
      nullWays: min == 0 ? 1 : 0)
  }

  private mutating func step(from position: Int, to target: Int) {
    guard hasRoom(1) else { return }
    automaton.edges.append(.init(target: target, ways: 1), from: position)
  }

  private mutating func hasRoom(_ count: Int) -> Bool {
    edgeCount += count
    if edgeCount > MatcherLimits.edgesMax { automaton.isTooLarge = true }
    return edgeCount <= MatcherLimits.edgesMax
  }

  private mutating func intern(_ set: ScalarSet) -> Int {
    let slot = Int(set.ranges.first?.lowerBound ?? 0) & 127
    if recent[slot] >= 0, automaton.classes[recent[slot]] == set { return recent[slot] }
    let index = classIndex[set] ?? add(set)
    recent[slot] = index
    return index
  }

  private mutating func add(_ set: ScalarSet) -> Int {
    let index = automaton.classes.count
    classIndex[set] = index
    automaton.classes.append(set)
    sides.append(nil)
    return index
  }

  private mutating func concat(_ left: Fragment, _ right: Fragment) -> Fragment {
    link(left.last, right.first)
    var whole = Fragment(
      first: left.first, last: right.last, nullWays: min(2, left.nullWays * right.nullWays),
      nullGuards: left.nullGuards.union(right.nullGuards))
    if left.nullWays > 0 {
      whole.first = Self.join(
        left.first, right.first, in: &firsts, left.nullWays, left.nullGuards)
    }
    if right.nullWays > 0 {
      whole.last = Self.join(right.last, left.last, in: &lasts, right.nullWays, right.nullGuards)
    }
    return whole
  }

  /// Some reaches and those that also pass over a fragment which reads nothing.
  private static func join(
    _ own: Range<Int>, _ past: Range<Int>, in reaches: inout [Reach], _ ways: Int, _ guards: Guards
  ) -> Range<Int> {
    if past.isEmpty { return own }
    if own.isEmpty, ways == 1, guards.isEmpty { return past }
    var start = own.lowerBound
    // What stands last can grow where it is.
    if own.isEmpty || own.upperBound != reaches.count {
      start = reaches.count
      for index in own { reaches.append(reaches[index]) }
    }
    for index in past {
      var reach = reaches[index]
      reach.pass(ways, guards)
      reaches.append(reach)
    }
    return start..<reaches.count
  }

  private mutating func link(_ last: Range<Int>, _ first: Range<Int>) {
    if last.isEmpty || first.isEmpty { return }
    guard hasRoom(last.count * first.count) else { return }
    if first.allSatisfy({ firsts[$0].guards.isEmpty }),
      last.allSatisfy({ lasts[$0].guards.isEmpty })
    {
      return automaton.edges.link(last, first)
    }
    for place in last {
      let from = lasts[place]
      for place in first {
        let to = firsts[place]
        guard isPossible(from, to) else { continue }
        automaton.edges.append(
          .init(target: to.position, ways: min(2, from.ways * to.ways)), from: from.position)
      }
    }
  }

  private mutating func isPossible(_ last: Reach, _ first: Reach) -> Bool {
    let guards = last.guards.union(first.guards)
    if guards.isEmpty { return true }
    let (from, to) = (automaton.classOf[last.position], automaton.classOf[first.position])
    if guards.contains(.wordBoundary) || guards.contains(.notWordBoundary) {
      let (left, right) = (side(of: from), side(of: to))
      if left != .both, right != .both, guards.contains(.wordBoundary), left == right {
        return false
      }
      if left != .both, right != .both, guards.contains(.notWordBoundary), left != right {
        return false
      }
    }
    guard last.guards.contains(.maximal) else { return true }
    return !automaton.classes[to].isSubset(of: automaton.classes[from])
  }

  /// Whether a class holds word characters only, none, or both kinds.
  private enum ClassSide { case word, notWord, both }

  private mutating func side(of index: Int) -> ClassSide {
    if let known = sides[index] { return known }
    let set = automaton.classes[index]
    let isWord = set.isSubset(of: UnicodeCategories.word)
    let side: ClassSide =
      isWord ? .word : set.isDisjoint(with: UnicodeCategories.word) ? .notWord : .both
    sides[index] = side
    return side
  }

  private mutating func alternation(_ branches: [RegexNode]) -> Fragment {
    var whole = Fragment(nullWays: 0, nullGuards: Guards(rawValue: .max))
    var parts: [Fragment] = []
    parts.reserveCapacity(branches.count)
    for branch in branches {
      let part = build(branch)
      parts.append(part)
      whole.nullWays = min(2, whole.nullWays + part.nullWays)
      if part.nullWays > 0 { whole.nullGuards.formIntersection(part.nullGuards) }
    }
    whole.first = Self.gather(parts.lazy.map(\.first), in: &firsts)
    whole.last = Self.gather(parts.lazy.map(\.last), in: &lasts)
    if whole.nullWays == 0 { whole.nullGuards = [] }
    return whole
  }

  private static func gather(
    _ ranges: some Sequence<Range<Int>>, in reaches: inout [Reach]
  ) -> Range<Int> {
    let start = reaches.count
    for range in ranges {
      for index in range { reaches.append(reaches[index]) }
    }
    return start..<reaches.count
  }

  private static func optional(_ part: Fragment) -> Fragment {
    var whole = part
    whole.nullWays = min(2, part.nullWays + 1)
    whole.nullGuards = []
    return whole
  }

  private mutating func repetition(_ body: RegexNode, _ count: Repeat) -> Fragment {
    let (min, max) = affordable(body, count)
    if max == 0 { return Fragment() }
    if case .set(let set, let offset) = body { return run(set, offset, min, max) }
    var parts: [Fragment] = []
    for _ in 0..<Swift.max(max ?? min, 1) {
      let bodies = automaton.bodies.count
      parts.append(build(body))
      // Copies have the same bodies as the first.
      if parts.count > 1 { automaton.bodies.removeSubrange(bodies...) }
    }
    if max == nil { link(parts[parts.count - 1].last, parts[parts.count - 1].first) }
    // From the right, so that each optional copy stands inside the one before it.
    var whole = Fragment()
    for index in parts.indices.reversed() {
      whole = index == parts.count - 1 ? parts[index] : concat(parts[index], whole)
      if index >= min { whole = Self.optional(whole) }
    }
    return whole
  }

  /// The counts to write out: as given, or unbounded where that would grow too large.
  private func affordable(_ body: RegexNode, _ count: Repeat) -> (Int, Int?) {
    let size = Self.size(body)
    let copies = count.max ?? max(count.min, 1)
    let (total, overflow) = size.multipliedReportingOverflow(by: copies)
    if !overflow, total <= MatcherLimits.repeatPositionsMax,
      automaton.count + total <= MatcherLimits.positionsMax
    {
      return (count.min, count.max)
    }
    return (min(count.min, 1), nil)
  }

  /// Positions of a node written out as far as that is affordable, saturating above every cap.
  static func size(_ node: RegexNode) -> Int {
    switch node {
    case .set: 1
    case .concat(let items), .alternation(let items):
      items.reduce(0) { min($0 + size($1), 1 << 20) }
    case .repetition(let body, let count): size(of: body, count)
    case .atomic(let body): size(body)
    case .look, .assertion, .opaque: 0
    }
  }

  private static func size(of body: RegexNode, _ count: Repeat) -> Int {
    let once = size(body)
    let (whole, overflow) = once.multipliedReportingOverflow(by: max(count.max ?? count.min, 1))
    return overflow || whole > MatcherLimits.repeatPositionsMax ? once : whole
  }

  private mutating func possessive(_ body: RegexNode, _ count: Repeat) -> Fragment {
    var plain = count
    plain.isPossessive = false
    return atomicGroup(.repetition(body, plain))
  }

  private mutating func atomicGroup(_ body: RegexNode) -> Fragment {
    automaton.bodies.append(.init(node: body, isLook: false))
    let outer = atomic
    if atomic == 0 {
      atomicCount += 1
      atomic = atomicCount
    }
    let bodies = automaton.bodies.count
    let whole = build(body)
    // Inner bodies are found again when this one is analysed on its own.
    automaton.bodies.removeSubrange(bodies...)
    atomic = outer
    if trustsClasses, Self.isRunOfOneSet(body) {
      for index in whole.last { lasts[index].take(.maximal) }
    }
    return whole
  }

  private static func isRunOfOneSet(_ body: RegexNode) -> Bool {
    guard case .repetition(.set, let count) = body else { return false }
    // One that takes as little as it can may leave behind what it could have taken.
    return count.max == nil && count.isGreedy
  }
}
