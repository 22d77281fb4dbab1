/// Builds the table of a ``LiteralSet``: a trie first, then its failure links folded in.
struct LiteralTrie {
  private(set) var column = [UInt8](repeating: 0, count: 256)
  private(set) var columnCount = 1
  private(set) var next: [Int32] = []
  private(set) var ending: [Int32] = []
  let lengths: [Int]

  init(_ literals: [[UInt8]]) {
    lengths = literals.map(\.count)
    nameColumns(literals)
    _ = addState()
    for (index, literal) in literals.enumerated() { insert(literal, index) }
  }

  private mutating func nameColumns(_ literals: [[UInt8]]) {
    var isUsed = [Bool](repeating: false, count: 256)
    for literal in literals { for byte in literal { isUsed[Int(byte)] = true } }
    // A column for the unused bytes is kept only while there are any: 256 must fit a byte.
    if !isUsed.contains(false) { columnCount = 0 }
    for byte in 0..<256 where isUsed[byte] {
      column[byte] = UInt8(columnCount)
      columnCount += 1
    }
  }

  private mutating func addState() -> Int {
    next.append(contentsOf: repeatElement(-1, count: columnCount))
    ending.append(-1)
    return ending.count - 1
  }

  private mutating func insert(_ literal: [UInt8], _ index: Int) {
    var state = 0
    for byte in literal {
      let slot = state * columnCount + Int(column[Int(byte)])
      if next[slot] < 0 { next[slot] = Int32(addState()) }
      state = Int(next[slot])
    }
    // Of two equal literals the first keeps the name.
    if !literal.isEmpty, ending[state] < 0 { ending[state] = Int32(index) }
  }

  /// Breadth first, so that a state's failure state is finished before the state itself.
  mutating func link() {
    var failure = [Int](repeating: 0, count: ending.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      // A state's own literal is longer than any that ends in its failure state.
      if ending[state] < 0 { ending[state] = ending[failure[state]] }
      for column in 0..<columnCount { link(state, column, &failure, &queue) }
    }
  }

  private mutating func link(
    _ state: Int, _ column: Int, _ failure: inout [Int], _ queue: inout [Int]
  ) {
    let slot = state * columnCount + column
    let fallback = state == 0 ? 0 : next[failure[state] * columnCount + column]
    if next[slot] < 0 {
      next[slot] = fallback
    } else {
      failure[Int(next[slot])] = Int(fallback)
      queue.append(Int(next[slot]))
    }
  }
}
