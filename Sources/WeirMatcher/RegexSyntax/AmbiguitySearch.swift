/// Looks for texts that an expression can read in too many ways.
///
/// Exponential: a loop that reads one word along two paths (EDA). Polynomial: two loops and a
/// way between them, all reading the same word (IDA). Criteria: A. Weber and H. Seidl, On the
/// degree of ambiguity of finite automata (1991). Both count only where something that follows
/// can fail, as backtracking needs a failure.
struct AmbiguitySearch {
  let automaton: PositionAutomaton
  let atoms: CharacterAtoms
  let components: StronglyConnected
  let plainEnds: Set<Int>
  /// For each position the edges that stay in its loop.
  private let insideEdges: [[PositionAutomaton.Edge]]
  var stepsLeft = MatcherLimits.analysisStepsMax

  /// A loop's word that can be read in several ways.
  struct Witness {
    /// The position that the attack pumps.
    var position: Int
    var word: [Unicode.Scalar]
    /// Every position that reads a part of the word, on any of the ways.
    var readers: Set<Int>
  }

  var isExhausted: Bool { stepsLeft <= 0 || automaton.isTooLarge }

  init(_ automaton: PositionAutomaton, _ components: StronglyConnected) {
    self.automaton = automaton
    atoms = CharacterAtoms(automaton.classes)
    self.components = components
    insideEdges = automaton.edges.indices.map { position in
      // Most positions stand in no loop, and need no list.
      if components.loops.isEmpty { return [] }
      let component = components.componentOf[position]
      if components.loops[component].isEmpty { return [] }
      return automaton.edges[position].filter { components.componentOf[$0.target] == component }
    }
    plainEnds = automaton.plainEnds
  }

  // MARK: Exponential

  mutating func exponential() -> Witness? {
    for loop in components.loops {
      for position in loop {
        if let witness = twoWays(from: position) ?? diverging(from: position) { return witness }
      }
    }
    return nil
  }

  func inside(_ position: Int) -> [PositionAutomaton.Edge] { insideEdges[position] }

  /// One edge that can be taken in two ways, as around the inner and the outer loop of `(a+)+`.
  private func twoWays(from position: Int) -> Witness? {
    for edge in inside(position) where edge.ways > 1 && !isCut(position, edge.target) {
      guard let back = path(from: edge.target, to: position) else { continue }
      let positions = [edge.target] + back
      if positions.contains(where: plainEnds.contains) { continue }
      return Witness(position: position, word: positions.map(sample), readers: Set(positions))
    }
    return nil
  }

  /// Whether an atomic group keeps only one of the ways between two of its positions.
  private func isCut(_ positions: Int...) -> Bool {
    let group = automaton.atomicOf[positions[0]]
    return group != 0 && positions.allSatisfy { automaton.atomicOf[$0] == group }
  }

  private mutating func diverging(from position: Int) -> Witness? {
    let edges = inside(position)
    for (index, left) in edges.enumerated() {
      for right in edges[(index + 1)...] where !isCut(left.target, right.target) {
        guard let atom = common(left.target, right.target) else { continue }
        if var witness = meeting(left.target, right.target, of: position) {
          witness.word.insert(atoms.sample[atom], at: 0)
          return witness
        }
      }
    }
    return nil
  }

  /// A word along which two positions meet again, continued to `home`; `nil` if they never do.
  private mutating func meeting(_ left: Int, _ right: Int, of home: Int) -> Witness? {
    var search = WordSearch(start: .init(left, right))
    while let node = search.pop(), stepsLeft > 0 {
      let (left, right) = (search.states[node][0], search.states[node][1])
      if left == right {
        guard let back = path(from: left, to: home) else { return nil }
        let trail = search.trail(to: node)
        let passed = Set(trail.flatMap(\.positions) + back)
        if passed.contains(where: plainEnds.contains) { return nil }
        let word = search.word(to: node, atoms) + back.map(sample)
        return Witness(position: home, word: word, readers: passed)
      }
      for first in inside(left) {
        for second in inside(right) {
          stepsLeft -= 1
          guard let atom = common(first.target, second.target) else { continue }
          search.push(.init(first.target, second.target), from: node, atom: atom)
        }
      }
    }
    return nil
  }

  // MARK: Helpers

  func common(_ first: Int, _ second: Int, _ third: Int? = nil) -> Int? {
    atoms.common(
      automaton.classOf[first], automaton.classOf[second], automaton.classOf[third ?? second])
  }

  func reads(_ atom: Int, _ position: Int) -> Bool {
    atoms.atomsOf[automaton.classOf[position]][atom / 64] >> UInt64(atom % 64) & 1 == 1
  }

  func sample(_ position: Int) -> Unicode.Scalar {
    common(position, position).map { atoms.sample[$0] } ?? "\u{FFFD}"
  }

  /// The positions after `start` up to `end`, by the fewest edges; empty when they are one.
  private func path(from start: Int, to end: Int) -> [Int]? {
    steps(from: [start], to: end).map { Array($0.dropFirst()) }
  }

  /// Everything that can follow a position, at any distance.
  mutating func reachable(from start: Int) -> Set<Int> {
    var seen: Set<Int> = [start]
    var stack = [start]
    while let position = stack.popLast() {
      stepsLeft -= automaton.edges[position].count
      for edge in automaton.edges[position] where seen.insert(edge.target).inserted {
        stack.append(edge.target)
      }
    }
    return seen
  }

  /// The shortest row of positions from one of `starts` to `end`, both included.
  func steps(from starts: [Int], to end: Int) -> [Int]? {
    var parent = [Int: Int](uniqueKeysWithValues: Set(starts).map { ($0, -1) })
    var queue = starts
    var head = 0
    while head < queue.count {
      let position = queue[head]
      head += 1
      if position == end {
        return Array(sequence(first: end) { parent[$0].flatMap { $0 < 0 ? nil : $0 } }.reversed())
      }
      for edge in automaton.edges[position] where parent[edge.target] == nil {
        parent[edge.target] = position
        queue.append(edge.target)
      }
    }
    return nil
  }
}
