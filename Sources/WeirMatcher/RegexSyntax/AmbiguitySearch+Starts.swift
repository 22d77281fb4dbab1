/// Loops that a search enters again from every later start.
extension AmbiguitySearch {
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
    var search = WordSearch(start: .init(outside, target))
    while let node = search.pop(), stepsLeft > 0 {
      let state = search.states[node]
      if state == .init(target, target) {
        let ends = search.trail(to: node).map { $0[1] }
        if !evenIfComplete, ends.contains(where: plainEnds.contains) { return nil }
        return Witness(position: target, word: search.word(to: node, atoms), readers: Set(ends))
      }
      let targets =
        state[0] == outside
        ? automaton.firsts.map(\.position) : automaton.edges[state[0]].map(\.target)
      for last in inside(state[1]) {
        if state[0] == outside, let atom = common(last.target, last.target) {
          search.push(.init(outside, last.target), from: node, atom: atom)
        }
        for first in targets {
          stepsLeft -= 1
          guard let atom = common(first, last.target) else { continue }
          search.push(.init(first, last.target), from: node, atom: atom)
        }
      }
    }
    return nil
  }
}
