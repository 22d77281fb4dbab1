/// The positions of an expression and which may follow which (V. Glushkov, 1961).
///
/// Every place in the pattern that reads a character is a position. Edges carry in how many
/// ways one leads to the next (1, or 2 for more), as `(a+)+` has one position but two ways
/// around it. Repeats with a bound are written out; above a cap they count as unbounded, which
/// can only find more ambiguity.
struct PositionAutomaton {
  struct Edge: Sendable {
    private var packed: UInt32

    init(target: Int, ways: Int) { packed = UInt32(target) << 2 | UInt32(ways) }

    var target: Int { Int(packed >> 2) }
    var ways: Int { Int(packed & 3) }

    fileprivate mutating func add(_ other: Edge) {
      self = Edge(target: target, ways: min(2, ways + other.ways))
    }
  }

  /// One way in or out of a fragment.
  struct Reach {
    private let place: Int32
    private var wayCount: UInt8
    fileprivate(set) var guards: Guards

    init(position: Int, ways: Int, guards: Guards) {
      place = Int32(position)
      wayCount = UInt8(ways)
      self.guards = guards
    }

    var position: Int { Int(place) }
    var ways: Int { Int(wayCount) }

    /// Goes on over something that reads nothing.
    mutating func pass(_ ways: Int, _ guards: Guards) {
      wayCount = UInt8(min(2, self.ways * ways))
      self.guards.formUnion(guards)
    }

    mutating func take(_ guards: Guards) { self.guards.formUnion(guards) }
  }

  /// What must hold on the way; absent when one of several ways is free of it.
  struct Guards: OptionSet {
    let rawValue: UInt8
    static let wordBoundary = Guards(rawValue: 1)
    static let notWordBoundary = Guards(rawValue: 2)
    /// Any assertion at all, so what follows can fail.
    static let assertion = Guards(rawValue: 4)
    /// The position took all it could and gives nothing back.
    static let maximal = Guards(rawValue: 8)
  }

  var classes: [ScalarSet] = []
  var classOf: [Int] = []
  /// Which atomic group a position stands in, outermost; 0 for none.
  var atomicOf: [Int] = []
  /// Where the author wrote it, in bytes of the pattern.
  var offsetOf: [Int] = []
  var edges = EdgeRows()
  var firsts: [Reach] = []
  var lasts: [Reach] = []
  /// Bodies that are matched on their own: of look-arounds and atomic groups.
  var bodies: [Body] = []
  var hasOpaque = false
  var isTooLarge = false

  struct Body {
    var node: RegexNode
    var isLook: Bool
  }

  var count: Int { classOf.count }

  /// - Parameter trustsClasses: Whether what an atomic run could have taken does not follow it.
  ///   `false` where no match may be missed, as some classes are estimated and hold too much.
  init(_ root: RegexNode, trustsClasses: Bool = true) {
    self = AutomatonBuilder.automaton(root, trustsClasses: trustsClasses)
  }

  init() {}

  func set(of position: Int) -> ScalarSet { classes[classOf[position]] }

  /// Positions after which the expression is complete, with nothing left that can fail.
  var plainEnds: Set<Int> {
    Set(lasts.lazy.filter { !$0.guards.contains(.assertion) }.map { $0.position })
  }
}

/// The edges of an automaton: while it is built in the order they are found, then row after row.
///
///     all      0→1 0→2 │ 1→1 1→2 │ 2→3 │ …      by position, and by target in a row
///     starts   0         2         4     5 …
struct EdgeRows {
  typealias Edge = PositionAutomaton.Edge

  private var found: [(from: Int32, edge: Edge)] = []
  /// Places of reaches of which all of the first lead to all of the second.
  private var links: [(last: Range<Int>, first: Range<Int>)] = []
  private var all: [Edge] = []
  private var starts: [Int32] = [0]

  mutating func append(_ edge: Edge, from position: Int) { found.append((Int32(position), edge)) }

  /// Edges from all of some reaches out to all of some reaches in.
  mutating func link(_ last: Range<Int>, _ first: Range<Int>) { links.append((last, first)) }

  var indices: Range<Int> { 0..<starts.count - 1 }

  subscript(position: Int) -> ArraySlice<Edge> { all[range(position)] }

  /// Where a row stands, for loops that look at very many.
  func range(_ position: Int) -> Range<Int> {
    Int(starts[position])..<Int(starts[position + 1])
  }

  subscript(place place: Int) -> Edge { all[place] }

  /// Whether an edge leads back, or to where it begins.
  var leadsBack: Bool {
    for position in indices {
      for place in range(position) where all[place].target <= position { return true }
    }
    return false
  }

  /// Puts what was found into rows. Edges between the same positions become one.
  ///
  /// - Parameters:
  ///   - lasts: What the places of links stand for: ways out,
  ///   - firsts: and ways in.
  mutating func finish(
    positions: Int, _ lasts: [PositionAutomaton.Reach], _ firsts: [PositionAutomaton.Reach]
  ) {
    starts = [Int32](repeating: 0, count: positions + 1)
    for (from, _) in found { starts[Int(from) + 1] += 1 }
    for link in links {
      for place in link.last { starts[lasts[place].position + 1] += Int32(link.first.count) }
    }
    for position in 0..<positions { starts[position + 1] += starts[position] }
    all = [Edge](repeating: Edge(target: 0, ways: 0), count: Int(starts[positions]))
    var next = starts
    for (from, edge) in found {
      all[Int(next[Int(from)])] = edge
      next[Int(from)] += 1
    }
    for link in links { follow(link, lasts, firsts, &next) }
    (found, links) = ([], [])
    var hasRepeats = false
    for position in 0..<positions where !isAscending(range(position)) {
      all[range(position)].sort { $0.target < $1.target }
      if !isAscending(range(position)) { hasRepeats = true }
    }
    if hasRepeats { merge() }
  }

  private mutating func follow(
    _ link: (last: Range<Int>, first: Range<Int>), _ lasts: [PositionAutomaton.Reach],
    _ firsts: [PositionAutomaton.Reach], _ next: inout [Int32]
  ) {
    all.withUnsafeMutableBufferPointer { all in
      for place in link.last {
        let (position, ways) = (lasts[place].position, lasts[place].ways)
        var end = Int(next[position])
        for place in link.first {
          all[end] = Edge(target: firsts[place].position, ways: min(2, ways * firsts[place].ways))
          end += 1
        }
        next[position] = Int32(end)
      }
    }
  }

  /// Whether each edge of a row leads further than the one before.
  private func isAscending(_ range: Range<Int>) -> Bool {
    if range.count < 2 { return true }
    for place in range.dropFirst() where all[place].target <= all[place - 1].target {
      return false
    }
    return true
  }

  private mutating func merge() {
    var end = 0
    for position in indices {
      let row = range(position)
      let start = end
      starts[position] = Int32(start)
      for place in row {
        if end > start, all[end - 1].target == all[place].target {
          all[end - 1].add(all[place])
        } else {
          all[end] = all[place]
          end += 1
        }
      }
    }
    starts[starts.count - 1] = Int32(end)
    all.removeLast(all.count - end)
  }
}
