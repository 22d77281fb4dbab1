/// A quick proof that an expression is harmless, for the many that plainly are.
///
/// It asks what ``AmbiguitySearch`` and ``RunSteps`` ask, of classes told roughly (``RoughSet``) and
/// of all characters at once, so that it can only see more ways than there are. Where it fails
/// nothing is said, and they have to search.
struct HarmlessProof {
  private let automaton: PositionAutomaton
  /// Of each class.
  private let classes: [RoughSet]
  private var stepsLeft = stepsMax

  /// Edges looked at; beyond, a search is hardly dearer.
  private static let stepsMax = 100_000

  init(_ automaton: PositionAutomaton) {
    self.automaton = automaton
    classes = automaton.classes.map { RoughSet($0) }
  }

  private func rough(_ position: Int) -> RoughSet { classes[automaton.classOf[position]] }

  // MARK: One way to read a text

  /// One loop of the automaton.
  private struct Loop {
    var positions: [Int]
    /// What any of its positions reads.
    var reads = RoughSet.empty
  }

  /// Whether every loop can be read in one way, no two share a text, and, if that is asked, no
  /// text can enter one again from a later start.
  mutating func isUnambiguous(_ components: StronglyConnected, fromAnyStart: Bool) -> Bool {
    if automaton.isTooLarge { return false }
    var loops: [Loop] = []
    for positions in components.loops where !positions.isEmpty {
      var loop = Loop(positions: positions)
      for position in positions { loop.reads.formUnion(rough(position)) }
      guard hasOneWay(loop, components) else { return false }
      loops.append(loop)
    }
    let firsts = fromAnyStart ? automaton.firsts.map(\.position) : []
    for loop in loops {
      if canReach(loop, from: firsts, reading: loop.reads) { return false }
      for other in loops where other.positions[0] != loop.positions[0] {
        let shared = loop.reads.intersection(other.reads)
        if shared != .empty, canReach(other, from: loop.positions, reading: shared) {
          return false
        }
      }
    }
    return stepsLeft > 0
  }

  /// Whether from each position every character leads to one other at most.
  private mutating func hasOneWay(_ loop: Loop, _ components: StronglyConnected) -> Bool {
    let own = components.componentOf[loop.positions[0]]
    for position in loop.positions {
      var read = RoughSet.empty
      for place in automaton.edges.range(position) {
        let edge = automaton.edges[place: place]
        guard components.componentOf[edge.target] == own else { continue }
        let next = rough(edge.target)
        if edge.ways > 1 || read.meets(next) { return false }
        read.formUnion(next)
      }
      stepsLeft -= automaton.edges.range(position).count
    }
    return true
  }

  /// Whether some positions lead to a loop by characters of a set alone.
  private mutating func canReach(_ loop: Loop, from starts: [Int], reading set: RoughSet) -> Bool {
    var isSeen = [Bool](repeating: false, count: automaton.count)
    var isGoal = isSeen
    for position in loop.positions { isGoal[position] = true }
    var stack: [Int] = []
    for start in starts where !isSeen[start] && rough(start).meets(set) {
      if isGoal[start] { return true }
      isSeen[start] = true
      stack.append(start)
    }
    while let position = stack.popLast() {
      let row = automaton.edges.range(position)
      stepsLeft -= row.count
      if stepsLeft <= 0 { return true }
      for place in row {
        let target = automaton.edges[place: place].target
        guard !isSeen[target], rough(target).meets(set) else { continue }
        if isGoal[target] { return true }
        isSeen[target] = true
        stack.append(target)
      }
    }
    return false
  }

  // MARK: Few steps

  /// Whether there are few steps over any run, as ``RunSteps`` counts them: over all characters at
  /// once, from right to left, as if each pair of neighbours that some character reads were read
  /// by the run.
  func hasFewSteps(_ starts: RunSteps.Starts) -> Bool {
    if automaton.isTooLarge { return false }
    let most = RunSteps.stepsMax(starts)
    var counts = [RunSteps.Count](repeating: .init(), count: automaton.count)
    var looped = RoughSet.empty
    for position in automaton.edges.indices.reversed() {
      let own = rough(position)
      var count = RunSteps.Count()
      var isRepeated = false
      for place in automaton.edges.range(position) {
        let edge = automaton.edges[place: place]
        guard own.meets(rough(edge.target)) else { continue }
        if edge.target > position {
          count.add(edge, from: position, counts[edge.target], automaton)
        } else if edge.target == position, edge.ways == 1 {
          isRepeated = true
        } else {
          return false
        }
      }
      if isRepeated {
        count.inside *= Double(MatcherLimits.runLengthMax)
        looped.formUnion(own)
      }
      if count.total > most { return false }
      counts[position] = count
    }
    return starts != .everywhere || beginsSeldom(counts, looped)
  }

  /// Whether the attempts from within one run have few steps together. One without end is the matter
  /// of `StartRisk`.
  private func beginsSeldom(_ counts: [RunSteps.Count], _ looped: RoughSet) -> Bool {
    let endless = looped.ascii
    var totals = [Double](repeating: 0, count: RoughSet.bitCount)
    for reach in automaton.firsts {
      let steps = counts[reach.position].total
      rough(reach.position).forEachBit { totals[$0] += steps }
    }
    return totals.indices.allSatisfy {
      totals[$0] <= MatcherLimits.stepsEverywhereMax || endless.holds(bit: $0)
    }
  }
}
