/// Puts all class prefixes into one deterministic automaton, by subset construction
/// (M. Rabin, D. Scott, Finite Automata and Their Decision Problems, 1959).
///
/// A state is the set of nodes that the last characters fit, and what the last character means to
/// a word boundary. It reads characters: the first byte of one is its symbol, and the bytes that
/// continue it change nothing.
///
/// It tells where some pattern may begin; which, a ``StartGroup`` finds out. So prefixes share what
/// they have in common from the end, and a few characters are enough:
///
///     [0-9]{9}, [12][0-9]{3}-, [A-Z]{2}[0-9]      0-9 → 0-9 → 0-9      12 → 0-9 → 0-9
///                                                 A-Z → A-Z → 0-9      (last ones are shared)
struct ClassAutomaton {
  /// Characters told of, at most; fewer make fewer states.
  private let depthMax: Int
  private var nodes: [Node] = []
  private var firsts: [First] = []
  private var symbolColumns = SymbolColumns([])
  /// Whether a node's class holds a column, `sample.count` of them to a node.
  private var holds: [Bool] = []
  private var states = NodeSets()
  private var rows: [UInt32] = []

  private struct Node: Hashable {
    var symbols: SymbolSet
    var depth: Int
    /// Whether a prefix ends there.
    var isLast: Bool
    /// In ascending order.
    var next: [Int]
  }

  private struct First: Hashable {
    var node: Int
    var boundary: Bool?
    var isDeniedAfterWord: Bool
  }

  static let statesMax = 4_000

  var stateCount: Int { states.count }

  /// `nil` if there would be too many states.
  init?(_ prefixes: [ClassPrefix], depthMax: Int) {
    self.depthMax = depthMax
    var known: [Node: Int] = [:]
    for prefix in prefixes { add(prefix, &known) }
    firsts = firsts.unique
    symbolColumns = SymbolColumns(nodes.map(\.symbols))
    let sample = symbolColumns.sample
    holds = nodes.flatMap { node in sample.map { node.symbols.contains($0) } }
    guard build() else { return nil }
  }

  /// Adds the nodes of a prefix from its last layer on, which stands last in it.
  private mutating func add(_ prefix: ClassPrefix, _ known: inout [Node: Int]) {
    let depth = min(prefix.length, depthMax)
    var placeOf = [Int](repeating: 0, count: prefix.nodes.count)
    for (index, node) in prefix.nodes.enumerated().reversed() where node.depth <= depth {
      let isLast = node.depth == depth
      let next = isLast ? [] : node.next.map { placeOf[$0] }.unique.sorted()
      let node = Node(symbols: node.symbols, depth: node.depth, isLast: isLast, next: next)
      placeOf[index] = known[node] ?? nodes.count
      if placeOf[index] == nodes.count {
        known[node] = nodes.count
        nodes.append(node)
      }
    }
    firsts += prefix.firsts.map {
      First(
        node: placeOf[$0.node], boundary: $0.boundary,
        isDeniedAfterWord: prefix.isDeniedAfterWord)
    }
  }

  private var sample: [Int] { symbolColumns.sample }
  /// One more is for the bytes that continue a character.
  private var columns: Int { sample.count + 1 }

  private mutating func build() -> Bool {
    // Most characters go on with nothing: the state is then known by the side before and column.
    let begun = [SymbolSet.Side.word, .notWord, .unknown].map { left in
      sample.map { states(begunAt: $0, after: left) }
    }
    var numbers = begun.map { $0.map { _ in UInt32.max } }
    var targets: [Int32] = []
    var isTarget = [Bool](repeating: false, count: nodes.count)
    var next: [Int32] = []
    var state = states.number([], .notWord)
    while state < states.count {
      gatherTargets(of: state, &targets, &isTarget)
      let left = states.sides[state].rawValue
      for column in sample.indices {
        gather(targets, in: column, &next)
        let isNew = next.isEmpty
        if !isNew || numbers[left][column] == .max {
          Self.insert(begun[left][column], into: &next)
          let number = UInt32(states.number(next, SymbolSet.side(of: sample[column])))
          if isNew { numbers[left][column] = number }
          rows.append(number)
        } else {
          rows.append(numbers[left][column])
        }
      }
      if states.count > Self.statesMax { return false }
      rows.append(UInt32(state))
      state += 1
    }
    return true
  }

  /// Those of some nodes that a column fits.
  private func gather(_ targets: [Int32], in column: Int, _ fitting: inout [Int32]) {
    fitting.removeAll(keepingCapacity: true)
    for target in targets where holds[Int(target) * sample.count + column] {
      fitting.append(target)
    }
  }

  /// The nodes that may follow a state's, in ascending order.
  private func gatherTargets(of state: Int, _ targets: inout [Int32], _ isTarget: inout [Bool]) {
    targets.removeAll(keepingCapacity: true)
    for node in states[state] {
      for target in nodes[Int(node)].next where !isTarget[target] {
        isTarget[target] = true
        targets.append(Int32(target))
      }
    }
    for target in targets { isTarget[Int(target)] = false }
    targets.sort()
  }

  /// The first nodes that a symbol fits, after a character on one side of a word boundary.
  private func states(begunAt symbol: Int, after left: SymbolSet.Side) -> [Int32] {
    let right = SymbolSet.side(of: symbol)
    let fitting = firsts.filter {
      nodes[$0.node].symbols.contains(symbol) && left.canMeet(right, boundary: $0.boundary)
        && !(left == .word && $0.isDeniedAfterWord)
    }
    return fitting.map { Int32($0.node) }.unique.sorted()
  }

  /// Merges two ascending lists. A first node stands in the first layer only, so none is in both.
  private static func insert(_ begun: [Int32], into list: inout [Int32]) {
    var left = list.count - 1
    var right = begun.count - 1
    list += begun
    var place = list.count - 1
    while right >= 0 {
      if left >= 0, list[left] > begun[right] {
        list[place] = list[left]
        left -= 1
      } else {
        list[place] = begun[right]
        right -= 1
      }
      place -= 1
    }
  }

  func table() -> ScanTable {
    let all = 0..<states.count
    let isHit = all.map { state in states[state].contains { nodes[Int($0)].isLast } }
    let order = all.filter { !isHit[$0] } + all.filter { isHit[$0] }
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
      let lasts = states[state].lazy.map { nodes[Int($0)] }.filter(\.isLast)
      // The probes stand by depth.
      hits += Set(lasts.map(\.depth)).sorted().map { ScanHit(probes: $0..<$0 + 1) }
      hitsOf.append(start..<hits.count)
    }
    return ScanTable(
      column: symbolColumns.ofBytes, rows: moved, columns: columns, reach: depthMax + 1,
      countsCharacters: true, hits: hits,
      probes: (0...depthMax).map { Probe(Probe.anyOfGroup, .charactersBefore($0)) },
      hitsOf: hitsOf)
  }
}
