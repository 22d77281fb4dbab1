/// What can be said about a pattern's matches character by character: which characters they begin
/// with, which may follow which, and where they may end.
///
///     \bab{1,2}c?\b       ┌─────────────┐
///                 (\b) → a → b → b → c (\b)
///                            └───────┘      every b and c may be the last, before a boundary
///
/// Every match is a way through it, but not every way is a match: looks are left out, characters
/// outside ASCII are one, and so on. What has no way through it matches nothing.
struct Outline {
  /// A node where matches begin or end, and whether a word boundary must stand there, or must not.
  struct Border {
    var node: Int32
    var boundary: Bool?
  }

  let symbols: [SymbolSet]
  let next: [[Int32]]
  let firsts: [Border]
  let lasts: [Border]
  /// What can't follow a last character, though a way may go on with it.
  let deniedBehind: SymbolSet

  /// `nil` where the tree does not show the whole pattern.
  init?(_ root: RegexNode, deniedBehind: SymbolSet = SymbolSet()) {
    let automaton = PositionAutomaton(root, trustsClasses: false)
    guard !automaton.hasOpaque, !automaton.isTooLarge, !automaton.firsts.isEmpty else { return nil }
    let classes = automaton.classes.map { SymbolSet($0) }
    symbols = automaton.classOf.map { classes[$0] }
    next = automaton.edges.indices.map { automaton.edges[$0].map { Int32($0.target) } }
    firsts = automaton.firsts.map { Self.border($0) }
    lasts = automaton.lasts.map { Self.border($0) }
    self.deniedBehind = deniedBehind
  }

  private static func border(_ reach: PositionAutomaton.Reach) -> Border {
    Border(node: Int32(reach.position), boundary: reach.guards.boundary)
  }

  /// Which nodes stand before which.
  var previous: [[Int32]] {
    var previous = [[Int32]](repeating: [], count: next.count)
    for (node, targets) in next.enumerated() {
      for target in targets { previous[Int(target)].append(Int32(node)) }
    }
    return previous
  }
}

extension PositionAutomaton.Guards {
  /// Whether a word boundary must be there, or must not.
  var boundary: Bool? {
    if contains(.wordBoundary) { return true }
    return contains(.notWordBoundary) ? false : nil
  }
}
