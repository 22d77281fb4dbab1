/// What can be said about a pattern's matches character by character: which characters they begin
/// with, which may follow which, and where they may end.
///
///     \bab{1,2}c?\b       ┌─────────────┐
///                 (\b) → a → b → b → c (\b)
///                            └───────┘      every b and c may be the last, before a boundary
///
/// Every match is a way through it, but not every way is a match: looks are left out, characters
/// outside ASCII are known by their first bytes, and so on. What has no way through it matches
/// nothing.
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
  /// For each node how many characters of a match may have been read with it at the most; `max` is
  /// without end. Empty where no limits are known.
  let reaches: [Int32]

  /// - Parameters:
  ///   - limits: For sets that are repeated without an end in the tree, by their offset, how often they
  ///     are really.
  /// - Returns: `nil` where the tree does not show the whole pattern.
  init?(_ root: RegexNode, deniedBehind: SymbolSet = SymbolSet(), limits: [Int: Int] = [:]) {
    let automaton = PositionAutomaton(root, trustsClasses: false)
    guard !automaton.hasOpaque, !automaton.isTooLarge, !automaton.firsts.isEmpty else { return nil }
    let classes = automaton.classes.map { SymbolSet($0) }
    symbols = automaton.classOf.map { classes[$0] }
    next = automaton.edges.indices.map { automaton.edges[$0].map { Int32($0.target) } }
    firsts = automaton.firsts.map { Self.border($0) }
    lasts = automaton.lasts.map { Self.border($0) }
    self.deniedBehind = deniedBehind
    reaches = limits.isEmpty ? [] : automaton.reaches(limits)
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

extension PositionAutomaton {
  /// See ``Outline/reaches``. Positions stand from left to right, and only loops lead back.
  fileprivate func reaches(_ limits: [Int: Int]) -> [Int32] {
    var entries = [Int32](repeating: 0, count: count)
    // Inside a loop that an edge leads back over is all up to that edge. A row begins with its first target.
    var loopStart = count
    for position in edges.indices.reversed() {
      if let target = edges[position].first?.target, target < position {
        loopStart = min(loopStart, target)
      }
      if position >= loopStart { entries[position] = .max }
    }
    var reaches = entries
    for position in edges.indices {
      let isLoop = edges[position].contains { $0.target == position }
      let times = isLoop ? limits[offsetOf[position]] : 1
      reaches[position] = Self.sum(entries[position], times)
      for edge in edges[position] where edge.target > position {
        entries[edge.target] = max(entries[edge.target], reaches[position])
      }
    }
    return reaches
  }

  private static func sum(_ characters: Int32, _ times: Int?) -> Int32 {
    guard let times, times < 1 << 20, characters < 1 << 20 else { return .max }
    return characters + Int32(times)
  }
}

extension PositionAutomaton.Guards {
  /// Whether a word boundary must be there, or must not.
  var boundary: Bool? {
    if contains(.wordBoundary) { return true }
    return contains(.notWordBoundary) ? false : nil
  }
}
