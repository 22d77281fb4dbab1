/// Two loops that can share out one text between them.
extension AmbiguitySearch {
  mutating func polynomial() -> Witness? {
    let loops = components.loops.filter { !$0.isEmpty }
    for first in loops {
      let following = reachable(from: first[0])
      for second in loops where second[0] != first[0] && following.contains(second[0]) {
        if let witness = transfer(from: first, to: second) { return witness }
      }
    }
    return nil
  }

  private mutating func transfer(from first: [Int], to second: [Int]) -> Witness? {
    // What an atomic group took it does not share out again.
    for position in first where automaton.atomicOf[position] == 0 {
      for target in second {
        guard stepsLeft > 0 else { return nil }
        if let witness = transfer(from: position, to: target) { return witness }
      }
    }
    return nil
  }

  /// A word that loops at `position`, leads to `target`, and loops there.
  private mutating func transfer(from position: Int, to target: Int) -> Witness? {
    var search = WordSearch(start: .init(position, position, target))
    while let node = search.pop(), stepsLeft > 0 {
      let state = search.states[node]
      if node != 0, state == .init(position, target, target) {
        let ends = search.trail(to: node).map { $0[2] }
        if ends.contains(where: plainEnds.contains) { return nil }
        let readers = Set(search.trail(to: node).flatMap(\.positions))
        return Witness(
          position: position, word: search.word(to: node, atoms), readers: readers)
      }
      for first in inside(state[0]) {
        for middle in automaton.edges[state[1]] {
          stepsLeft -= 1
          guard common(first.target, middle.target) != nil else { continue }
          for last in inside(state[2]) {
            guard let atom = common(first.target, middle.target, last.target) else { continue }
            let next = WordSearch.State(first.target, middle.target, last.target)
            search.push(next, from: node, atom: atom)
          }
        }
      }
    }
    return nil
  }
}
