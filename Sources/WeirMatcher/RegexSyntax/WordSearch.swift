/// A breadth-first search over tuples of positions that remembers the word along the way.
struct WordSearch {
  private(set) var states: [[Int]]
  private var parents: [Int] = [-1]
  private var atoms: [Int] = [-1]
  private var seen: Set<[Int]>
  private var head = 0

  init(start: [Int]) {
    states = [start]
    // The start itself may be reached again, which is what a loop is.
    seen = []
  }

  mutating func pop() -> Int? {
    guard head < states.count else { return nil }
    head += 1
    return head - 1
  }

  mutating func push(_ state: [Int], from parent: Int, atom: Int) {
    guard seen.insert(state).inserted else { return }
    states.append(state)
    parents.append(parent)
    atoms.append(atom)
  }

  /// The states from after the start up to `node`, or the start when it is the end too.
  func trail(to node: Int) -> [[Int]] {
    nodes(to: node).map { states[$0] }
  }

  func word(to node: Int, _ characters: CharacterAtoms) -> [Unicode.Scalar] {
    nodes(to: node).filter { atoms[$0] >= 0 }.map { characters.sample[atoms[$0]] }
  }

  private func nodes(to node: Int) -> [Int] {
    var nodes: [Int] = []
    var at = node
    while at >= 0 {
      nodes.append(at)
      at = parents[at]
    }
    return nodes.reversed()
  }
}
