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
  private(set) var stepsLeft = MatcherLimits.analysisStepsMax

  /// A loop's word that can be read in several ways.
  struct Witness {
    /// The position that the attack pumps.
    var position: Int
    var word: [Unicode.Scalar]
    /// Every position that reads a part of the word, on any of the ways.
    var readers: Set<Int>
  }

  var isExhausted: Bool { stepsLeft <= 0 || automaton.isTooLarge }

  init(_ automaton: PositionAutomaton) {
    self.automaton = automaton
    atoms = CharacterAtoms(automaton.classes)
    let components = StronglyConnected(automaton)
    self.components = components
    insideEdges = automaton.edges.indices.map { position in
      automaton.edges[position].filter {
        components.componentOf[$0.target] == components.componentOf[position]
      }
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

  private func inside(_ position: Int) -> [PositionAutomaton.Edge] { insideEdges[position] }

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
    var search = WordSearch(start: [left, right])
    while let node = search.pop(), spend() {
      let (left, right) = (search.states[node][0], search.states[node][1])
      if left == right {
        guard let back = path(from: left, to: home) else { return nil }
        let trail = search.trail(to: node)
        let passed = Set(trail.flatMap(\.self) + back)
        if passed.contains(where: plainEnds.contains) { return nil }
        let word = search.word(to: node, atoms) + back.map(sample)
        return Witness(position: home, word: word, readers: passed)
      }
      for first in inside(left) {
        for second in inside(right) {
          guard let atom = common(first.target, second.target) else { continue }
          search.push([first.target, second.target], from: node, atom: atom)
        }
      }
    }
    return nil
  }

  // MARK: Polynomial

  mutating func polynomial() -> Witness? {
    let loops = components.loops.filter { !$0.isEmpty }
    for first in loops {
      for second in loops where first != second && isReachable(second[0], from: first[0]) {
        for position in first where automaton.atomicOf[position] == 0 {
          for target in second {
            if let witness = transfer(from: position, to: target) { return witness }
          }
        }
      }
    }
    return nil
  }

  /// A word that loops at `position`, leads to `target`, and loops there.
  private mutating func transfer(from position: Int, to target: Int) -> Witness? {
    var search = WordSearch(start: [position, position, target])
    while let node = search.pop(), spend() {
      let state = search.states[node]
      if node != 0, state == [position, target, target] {
        let ends = search.trail(to: node).map { $0[2] }
        if ends.contains(where: plainEnds.contains) { return nil }
        let readers = Set(search.trail(to: node).flatMap(\.self))
        return Witness(
          position: position, word: search.word(to: node, atoms), readers: readers)
      }
      for first in inside(state[0]) {
        for middle in automaton.edges[state[1]] {
          guard common(first.target, middle.target) != nil else { continue }
          for last in inside(state[2]) {
            guard let atom = common(first.target, middle.target, last.target) else { continue }
            search.push([first.target, middle.target, last.target], from: node, atom: atom)
          }
        }
      }
    }
    return nil
  }

  // MARK: Starts

  /// The loops that a text can enter again and again from later starts, each reading on.
  ///
  /// As the polynomial case, with the search's own walk along the text as the first loop.
  mutating func startLoops(evenIfComplete: Bool) -> [(Witness, loop: [Int])] {
    var found: [(Witness, loop: [Int])] = []
    for loop in components.loops where !loop.isEmpty {
      for target in loop {
        guard let witness = entered(target, evenIfComplete) else { continue }
        found.append((witness, loop))
        break
      }
    }
    return found
  }

  private mutating func entered(_ target: Int, _ evenIfComplete: Bool) -> Witness? {
    let outside = -1
    var search = WordSearch(start: [outside, target])
    while let node = search.pop(), spend() {
      let state = search.states[node]
      if state == [target, target] {
        let ends = search.trail(to: node).map { $0[1] }
        if !evenIfComplete, ends.contains(where: plainEnds.contains) { return nil }
        return Witness(position: target, word: search.word(to: node, atoms), readers: Set(ends))
      }
      let targets =
        state[0] == outside
        ? automaton.firsts.map(\.position) : automaton.edges[state[0]].map(\.target)
      for last in inside(state[1]) {
        if state[0] == outside, let atom = common(last.target, last.target) {
          search.push([outside, last.target], from: node, atom: atom)
        }
        for first in targets {
          guard let atom = common(first, last.target) else { continue }
          search.push([first, last.target], from: node, atom: atom)
        }
      }
    }
    return nil
  }

  // MARK: Helpers

  private mutating func spend() -> Bool {
    stepsLeft -= 1
    return stepsLeft > 0
  }

  private func common(_ first: Int, _ second: Int, _ third: Int? = nil) -> Int? {
    atoms.common(
      automaton.classOf[first], automaton.classOf[second], automaton.classOf[third ?? second])
  }

  func sample(_ position: Int) -> Unicode.Scalar {
    common(position, position).map { atoms.sample[$0] } ?? "\u{FFFD}"
  }

  /// The positions after `start` up to `end`, by the fewest edges; empty when they are one.
  private func path(from start: Int, to end: Int) -> [Int]? {
    steps(from: [start], to: end).map { Array($0.dropFirst()) }
  }

  private func isReachable(_ end: Int, from start: Int) -> Bool {
    steps(from: [start], to: end) != nil
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
