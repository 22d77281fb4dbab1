/// The positions of an expression and which may follow which (V. Glushkov, 1961).
///
/// Every place in the pattern that reads a character is a position. Edges carry in how many
/// ways one leads to the next (1, or 2 for more), as `(a+)+` has one position but two ways
/// around it. Repeats with a bound are written out; above a cap they count as unbounded, which
/// can only find more ambiguity.
struct PositionAutomaton {
  struct Edge {
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
  var edges: [[Edge]] = []
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
    mergeEdges()
  }

  init() {}

  func set(of position: Int) -> ScalarSet { classes[classOf[position]] }

  /// Positions after which the expression is complete, with nothing left that can fail.
  var plainEnds: Set<Int> {
    Set(lasts.filter { !$0.guards.contains(.assertion) }.map(\.position))
  }

  private mutating func mergeEdges() {
    for position in edges.indices {
      var merged: [Edge] = []
      for edge in edges[position].sorted(by: { $0.target < $1.target }) {
        if let last = merged.last, last.target == edge.target {
          merged[merged.count - 1].ways = min(2, last.ways + edge.ways)
        } else {
          merged.append(edge)
        }
      }
      edges[position] = merged
    }
  }
}
