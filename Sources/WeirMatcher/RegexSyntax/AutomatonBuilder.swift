/// Puts a tree's fragments together into a ``PositionAutomaton``.
struct AutomatonBuilder {
  typealias Reach = PositionAutomaton.Reach
  typealias Guards = PositionAutomaton.Guards

  struct Fragment {
    var first: [Reach] = []
    var last: [Reach] = []
    /// In how many ways it reads nothing: 0, 1, or 2 for more.
    var nullWays = 1
    var nullGuards: Guards = []
  }

  var automaton = PositionAutomaton()
  private let trustsClasses: Bool
  private var classIndex: [ScalarSet: Int] = [:]
  /// Copies of a repeat ask for one class many times in a row.
  private var recent = (set: ScalarSet.empty, index: -1)
  private var isWordOnly: [Bool] = []
  private var isWordFree: [Bool] = []
  private var atomic = 0
  private var atomicCount = 0
  private var edgeCount = 0

  init(trustsClasses: Bool) { self.trustsClasses = trustsClasses }

  mutating func build(_ node: RegexNode) -> Fragment {
    switch node {
    case .set(let set, let offset): return position(set, offset)
    case .concat(let items):
      return items.reduce(into: Fragment()) { whole, item in
        whole = concat(whole, build(item))
      }
    case .alternation(let branches): return alternation(branches)
    case .repetition(let body, let count):
      return count.isPossessive ? possessive(body, count) : repetition(body, count)
    case .atomic(let body): return atomicGroup(body)
    case .look(let body):
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
    let position = automaton.count
    automaton.classOf.append(intern(set))
    automaton.atomicOf.append(atomic)
    automaton.offsetOf.append(offset)
    let reach = [Reach(position: position, ways: 1, guards: [])]
    return Fragment(first: reach, last: reach, nullWays: 0)
  }

  private mutating func intern(_ set: ScalarSet) -> Int {
    if recent.index >= 0, recent.set == set { return recent.index }
    let index = classIndex[set] ?? add(set)
    recent = (set, index)
    return index
  }

  private mutating func add(_ set: ScalarSet) -> Int {
    let index = automaton.classes.count
    classIndex[set] = index
    automaton.classes.append(set)
    isWordOnly.append(set.isSubset(of: UnicodeCategories.word))
    isWordFree.append(set.isDisjoint(with: UnicodeCategories.word))
    return index
  }

  private mutating func concat(_ left: Fragment, _ right: Fragment) -> Fragment {
    link(left.last, right.first)
    var whole = Fragment(
      first: left.first, last: right.last, nullWays: min(2, left.nullWays * right.nullWays),
      nullGuards: left.nullGuards.union(right.nullGuards))
    if left.nullWays > 0 {
      whole.first += Self.past(right.first, left.nullWays, left.nullGuards)
    }
    if right.nullWays > 0 {
      whole.last += Self.past(left.last, right.nullWays, right.nullGuards)
    }
    return whole
  }

  /// Reaches that also pass over a fragment which reads nothing.
  private static func past(_ reaches: [Reach], _ ways: Int, _ guards: Guards) -> [Reach] {
    if ways == 1, guards.isEmpty { return reaches }
    return reaches.map {
      Reach(
        position: $0.position, ways: min(2, $0.ways * ways), guards: $0.guards.union(guards))
    }
  }

  private mutating func link(_ lasts: [Reach], _ firsts: [Reach]) {
    if lasts.isEmpty || firsts.isEmpty { return }
    edgeCount += lasts.count * firsts.count
    guard edgeCount <= MatcherLimits.edgesMax else {
      automaton.isTooLarge = true
      return
    }
    for last in lasts {
      for first in firsts where isPossible(last, first) {
        automaton.edges.append(
          .init(target: first.position, ways: min(2, last.ways * first.ways)), from: last.position)
      }
    }
  }

  private func isPossible(_ last: Reach, _ first: Reach) -> Bool {
    let guards = last.guards.union(first.guards)
    if guards.isEmpty { return true }
    let (from, to) = (automaton.classOf[last.position], automaton.classOf[first.position])
    let isSameSide = (isWordOnly[from] && isWordOnly[to]) || (isWordFree[from] && isWordFree[to])
    if guards.contains(.wordBoundary), isSameSide { return false }
    let isCrossing = (isWordOnly[from] && isWordFree[to]) || (isWordFree[from] && isWordOnly[to])
    if guards.contains(.notWordBoundary), isCrossing { return false }
    guard last.guards.contains(.maximal) else { return true }
    return !automaton.classes[to].isSubset(of: automaton.classes[from])
  }

  private mutating func alternation(_ branches: [RegexNode]) -> Fragment {
    var whole = Fragment(nullWays: 0, nullGuards: Guards(rawValue: .max))
    for branch in branches {
      let part = build(branch)
      whole.first += part.first
      whole.last += part.last
      whole.nullWays = min(2, whole.nullWays + part.nullWays)
      if part.nullWays > 0 { whole.nullGuards.formIntersection(part.nullGuards) }
    }
    if whole.nullWays == 0 { whole.nullGuards = [] }
    return whole
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
    var whole = build(body)
    // Inner bodies are found again when this one is analysed on its own.
    automaton.bodies.removeSubrange(bodies...)
    atomic = outer
    if trustsClasses, Self.isRunOfOneSet(body) {
      for index in whole.last.indices { whole.last[index].guards.insert(.maximal) }
    }
    return whole
  }

  private static func isRunOfOneSet(_ body: RegexNode) -> Bool {
    guard case .repetition(.set, let count) = body else { return false }
    // One that takes as little as it can may leave behind what it could have taken.
    return count.max == nil && count.isGreedy
  }
}
