/// The loops of an automaton: sets of positions that all reach each other by at least one edge.
///
/// R. Tarjan, Depth-first search and linear graph algorithms (1972), without recursion.
struct StronglyConnected {
  /// The component of each position; of none where there is no loop at all.
  private(set) var componentOf: [Int]
  /// The positions of each component, only where it is a loop; empty otherwise.
  private(set) var loops: [[Int]] = []

  private var order: [Int]
  private var low: [Int]
  private var isOnStack: [Bool]
  private var stack: [Int] = []
  private var next = 0

  init(_ automaton: PositionAutomaton) {
    // Positions are numbered from left to right, so only a loop leads back.
    let count = automaton.edges.leadsBack ? automaton.count : 0
    componentOf = [Int](repeating: -1, count: count)
    order = componentOf
    low = componentOf
    isOnStack = [Bool](repeating: false, count: count)
    for position in 0..<count where order[position] < 0 { visit(position, automaton) }
  }

  private mutating func visit(_ root: Int, _ automaton: PositionAutomaton) {
    var path = [(position: root, edge: 0)]
    enter(root)
    while let (position, edge) = path.last {
      let row = automaton.edges.range(position)
      if edge < row.count {
        path[path.count - 1].edge += 1
        let target = automaton.edges[place: row.lowerBound + edge].target
        if order[target] < 0 {
          enter(target)
          path.append((target, 0))
        } else if isOnStack[target] {
          low[position] = min(low[position], order[target])
        }
      } else {
        path.removeLast()
        if let parent = path.last {
          low[parent.position] = min(low[parent.position], low[position])
        }
        if low[position] == order[position] { close(position, automaton) }
      }
    }
  }

  private mutating func enter(_ position: Int) {
    order[position] = next
    low[position] = next
    next += 1
    stack.append(position)
    isOnStack[position] = true
  }

  private mutating func close(_ root: Int, _ automaton: PositionAutomaton) {
    var members: [Int] = []
    while let position = stack.popLast() {
      isOnStack[position] = false
      componentOf[position] = loops.count
      members.append(position)
      if position == root { break }
    }
    let isLoop = members.count > 1 || automaton.edges[root].contains { $0.target == root }
    loops.append(isLoop ? members.sorted() : [])
  }
}
