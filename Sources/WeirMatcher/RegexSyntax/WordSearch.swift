/// A breadth-first search over pairs and triples of positions that remembers the word along the
/// way.
struct WordSearch {
  /// Up to three positions in one word of memory, each 21 bits, with -1 for none: there are far
  /// fewer positions than that, and a search looks at very many states.
  struct State: Hashable {
    private let packed: UInt64

    init(_ first: Int, _ second: Int, _ third: Int = -1) {
      packed = UInt64(first + 1) | UInt64(second + 1) << 21 | UInt64(third + 1) << 42
    }

    subscript(place: Int) -> Int { Int(packed >> UInt64(21 * place) & 0x1F_FFFF) - 1 }

    var positions: [Int] { (0..<3).map { self[$0] }.filter { $0 >= 0 } }
  }

  private(set) var states: [State]
  private var parents: [Int] = [-1]
  private var atoms: [Int] = [-1]
  private var seen: Set<State>
  private var head = 0

  init(start: State) {
    states = [start]
    // The start itself may be reached again, which is what a loop is.
    seen = []
  }

  mutating func pop() -> Int? {
    guard head < states.count else { return nil }
    head += 1
    return head - 1
  }

  mutating func push(_ state: State, from parent: Int, atom: Int) {
    guard seen.insert(state).inserted else { return }
    states.append(state)
    parents.append(parent)
    atoms.append(atom)
  }

  /// The states from after the start up to `node`, or the start when it is the end too.
  func trail(to node: Int) -> [State] {
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
