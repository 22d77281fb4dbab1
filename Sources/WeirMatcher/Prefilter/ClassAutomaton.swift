/// Puts all class prefixes into one deterministic automaton, by subset construction
/// (M. Rabin, D. Scott, Finite Automata and Their Decision Problems, 1959).
///
/// A state is the set of nodes that the last characters fit, and what the last character means to
/// a word boundary. It reads characters: the first byte of one outside ASCII is the symbol
/// `SymbolSet.other`, and the bytes that continue it change nothing.
struct ClassAutomaton {
  private struct State: Hashable {
    var nodes: [Int32]
    var side: SymbolSet.Side
  }

  private var prefixes: [(pattern: Int, prefix: ClassPrefix)]
  /// Characters told of, at most; fewer make fewer states.
  private let depthMax: Int
  private var nodes: [ClassPrefix.Node] = []
  private var probeOf: [Int: Probe] = [:]
  private var firsts: [ClassPrefix.First] = []
  private var columnOf = [UInt8](repeating: 0, count: SymbolSet.count)
  private var sample: [Int] = []
  private var states: [State] = []
  private var stateOf: [State: Int] = [:]
  private var rows: [UInt32] = []

  static let statesMax = 4_000

  var stateCount: Int { states.count }

  /// `nil` if there would be too many states.
  init?(_ prefixes: [(pattern: Int, prefix: ClassPrefix)], depthMax: Int) {
    self.prefixes = prefixes
    self.depthMax = depthMax
    for (pattern, prefix) in prefixes { add(prefix, pattern) }
    nameColumns()
    guard build() else { return nil }
  }

  private mutating func add(_ prefix: ClassPrefix, _ pattern: Int) {
    let offset = nodes.count
    let depth = min(prefix.length, depthMax)
    for (index, node) in prefix.nodes.enumerated() {
      var node = node
      node.next = node.depth < depth ? node.next.map { $0 + offset } : []
      nodes.append(node)
      guard node.depth == depth else { continue }
      probeOf[offset + index] = Probe(pattern, .charactersBefore(depth))
    }
    firsts += prefix.firsts.map { .init(node: $0.node + offset, boundary: $0.boundary) }
  }

  /// Symbols that no class and no boundary tells apart share a column; the last one is for the
  /// bytes that continue a character.
  private mutating func nameColumns() {
    let classes = nodes.map(\.symbols).unique
    var columns: [[Bool]: Int] = [:]
    for symbol in 0..<SymbolSet.count {
      let signature =
        classes.map { $0.contains(symbol) } + [SymbolSet.side(of: symbol) == .word]
        + [symbol == SymbolSet.other]
      let column = columns[signature] ?? sample.count
      if column == sample.count {
        columns[signature] = column
        sample.append(symbol)
      }
      columnOf[symbol] = UInt8(column)
    }
  }

  private var columns: Int { sample.count + 1 }

  private mutating func build() -> Bool {
    _ = number(State(nodes: [], side: .notWord))
    var head = 0
    while head < states.count {
      let state = states[head]
      for symbol in sample {
        rows.append(UInt32(number(following(state, symbol))))
        if states.count > Self.statesMax { return false }
      }
      rows.append(UInt32(head))
      head += 1
    }
    return true
  }

  private mutating func number(_ state: State) -> Int {
    if let number = stateOf[state] { return number }
    stateOf[state] = states.count
    states.append(state)
    return states.count - 1
  }

  private func following(_ state: State, _ symbol: Int) -> State {
    var next: [Int32] = []
    for node in state.nodes {
      for target in nodes[Int(node)].next where nodes[target].symbols.contains(symbol) {
        if !next.contains(Int32(target)) { next.append(Int32(target)) }
      }
    }
    let side = SymbolSet.side(of: symbol)
    // A first node stands in the first layer only, so it can't be there already.
    for first in firsts where nodes[first.node].symbols.contains(symbol) {
      if Self.canBegin(first, between: state.side, and: side) { next.append(Int32(first.node)) }
    }
    next.sort()
    return State(nodes: next, side: side)
  }

  private static func canBegin(
    _ first: ClassPrefix.First, between left: SymbolSet.Side, and right: SymbolSet.Side
  ) -> Bool {
    guard let boundary = first.boundary, left != .unknown, right != .unknown else { return true }
    return boundary == (left != right)
  }

  func table() -> ScanTable {
    let isHit = states.map { $0.nodes.contains { probeOf[Int($0)] != nil } }
    let order = states.indices.filter { !isHit[$0] } + states.indices.filter { isHit[$0] }
    var place = [UInt32](repeating: 0, count: states.count)
    for (index, state) in order.enumerated() { place[state] = UInt32(index) }
    var moved: [UInt32] = []
    moved.reserveCapacity(rows.count)
    for state in order {
      for row in rows[state * columns..<(state + 1) * columns] { moved.append(place[Int(row)]) }
    }
    var hits: [ScanHit] = []
    var hitsOf: [Range<Int>] = []
    for state in order where isHit[state] {
      let start = hits.count
      hits += states[state].nodes.compactMap { probeOf[Int($0)] }.map { ScanHit(probe: $0) }
      hitsOf.append(start..<hits.count)
    }
    return ScanTable(
      column: byteColumns, rows: moved, columns: columns, reach: depthMax + 1, hits: hits,
      hitsOf: hitsOf)
  }

  private var byteColumns: [UInt8] {
    (0..<256).map { byte in
      switch byte {
      case 0..<0x80: columnOf[byte]
      case 0x80..<0xC0: UInt8(sample.count)
      default: columnOf[SymbolSet.other]
      }
    }
  }
}
