/// The positions of an expression and which may follow which (V. Glushkov, 1961).
///
/// Every place in the pattern that reads a character is a position. Edges carry in how many
/// ways one leads to the next (1, or 2 for more), as `(a+)+` has one position but two ways
/// around it. Repeats with a bound are written out; above a cap they count as unbounded, which
/// can only find more ambiguity.
struct PositionAutomaton {
  struct Edge: Sendable {
    var target: Int
    var ways: Int
  }

  /// One way in or out of a fragment.
  struct Reach {
    var position: Int
    var ways: Int
    var guards: Guards
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
    var builder = AutomatonBuilder(trustsClasses: trustsClasses)
    let whole = builder.build(root)
    self = builder.automaton
    firsts = whole.first
    lasts = whole.last
    edges.finish(positions: count)
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
  private var all: [Edge] = []
  private var starts: [Int32] = [0]

  mutating func append(_ edge: Edge, from position: Int) { found.append((Int32(position), edge)) }

  var indices: Range<Int> { 0..<starts.count - 1 }

  subscript(position: Int) -> ArraySlice<Edge> { all[range(position)] }

  /// Where a row stands, for loops that look at very many.
  func range(_ position: Int) -> Range<Int> {
    Int(starts[position])..<Int(starts[position + 1])
  }

  subscript(place place: Int) -> Edge { all[place] }

  /// Puts what was found into rows. Edges between the same positions become one.
  mutating func finish(positions: Int) {
    var ends = [Int](repeating: 0, count: positions + 1)
    for (from, _) in found { ends[Int(from) + 1] += 1 }
    for position in 0..<positions { ends[position + 1] += ends[position] }
    var rows = [Edge](repeating: Edge(target: 0, ways: 0), count: found.count)
    var next = ends
    for (from, edge) in found {
      rows[next[Int(from)]] = edge
      next[Int(from)] += 1
    }
    found = []
    all.reserveCapacity(rows.count)
    starts.reserveCapacity(positions + 1)
    for position in 0..<positions { append(row: &rows, ends[position]..<ends[position + 1]) }
  }

  private mutating func append(row rows: inout [Edge], _ range: Range<Int>) {
    let start = all.count
    if !Self.isAscending(rows, range) { rows[range].sort { $0.target < $1.target } }
    for place in range {
      let edge = rows[place]
      if all.count > start, all[all.count - 1].target == edge.target {
        all[all.count - 1].ways = min(2, all[all.count - 1].ways + edge.ways)
      } else {
        all.append(edge)
      }
    }
    starts.append(Int32(all.count))
  }

  private static func isAscending(_ rows: [Edge], _ range: Range<Int>) -> Bool {
    for place in range.dropFirst() where rows[place].target < rows[place - 1].target {
      return false
    }
    return true
  }
}
