/// Puts all literals into one automaton (A. Aho, M. Corasick, Efficient String Matching, 1975).
///
/// Letters are folded: the table reads `A` and `a` in one column. Of a long literal it reads a piece,
/// the rarest: of very many literals the rows that texts lead to lie closer together then. First the
/// pieces become a trie; then, breadth first, each node gets its row: that of its longest proper suffix in the
/// trie, with its own children on top. Rows with a hit are numbered from the end.
struct LiteralAutomaton {
  private struct Node {
    var column: UInt8
    var child: Int32 = -1
    var sibling: Int32 = -1
    /// The last hit whose piece ends here; those before it hang on `nextHit`.
    var hit: Int32 = -1
  }

  private var column = [UInt8](repeating: 0, count: 256)
  private var columns = 1
  private var nodes = [Node(column: 0)]
  private var hits: [ScanHit] = []
  private var probes: [Probe] = []
  private var nextHit: [Int32] = []
  private var bytesMax = 1

  init(_ entries: [(literal: Literal, probe: Probe)]) {
    let probesOf = Dictionary(grouping: entries, by: \.literal)
    let pieces = LiteralPieces(entries.map(\.literal).unique)
    nameColumns(pieces.bytes)
    for (literal, piece) in pieces.all {
      let first = probes.count
      probes += probesOf[literal, default: []].map(\.probe)
      hits.append(ScanHit(literal, piece: piece, probes: first..<probes.count))
      insert(literal.bytes[piece])
    }
  }

  private mutating func nameColumns(_ bytes: some Sequence<Literal.Byte>) {
    var isUsed = [Bool](repeating: false, count: 256)
    for byte in bytes { isUsed[Int(byte.folded)] = true }
    // At most 230 columns, as capital letters never have their own; column 0 is for the rest. What is
    // frequent comes first, see ``CacheLine``.
    let used = (0..<256).filter { isUsed[$0] }.map { byte in
      (byte, share: Rarity.share(of: UInt8(byte), inEitherCase: false))
    }
    for (byte, _) in used.sorted(by: { ($1.share, $0.0) < ($0.share, $1.0) }) {
      column[byte] = UInt8(columns)
      columns += 1
    }
    for byte in 0x41...0x5A { column[byte] = column[byte | 0x20] }
  }

  /// Adds the piece of the last hit.
  private mutating func insert(_ piece: Slice<LiteralBytes>) {
    bytesMax = max(bytesMax, piece.count)
    var node = 0
    for byte in piece { node = child(of: node, column[Int(byte.folded)]) }
    nextHit.append(nodes[node].hit)
    nodes[node].hit = Int32(hits.count - 1)
  }

  private mutating func child(of node: Int, _ column: UInt8) -> Int {
    var child = nodes[node].child
    while child >= 0 {
      if nodes[Int(child)].column == column { return Int(child) }
      child = nodes[Int(child)].sibling
    }
    nodes.append(Node(column: column, sibling: nodes[node].child))
    nodes[node].child = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  func table() -> ScanTable {
    var rows = LiteralRows(nodeCount: nodes.count, columns: columns)
    rows.open(hits: [])
    var queue = [(node: 0, row: 0)]
    queue.reserveCapacity(nodes.count)
    var head = 0
    while head < queue.count {
      let (node, row) = queue[head]
      head += 1
      rows.inherit(row)
      var child = Int(nodes[node].child)
      while child >= 0 {
        let column = Int(nodes[child].column)
        queue.append((child, rows.add(under: row, column, hits: hits(of: child))))
        child = Int(nodes[child].sibling)
      }
    }
    return rows.table(column: column, reach: bytesMax, hits, probes)
  }

  /// The hits whose piece ends in a node.
  private func hits(of node: Int) -> [Int] {
    var all: [Int] = []
    var hit = nodes[node].hit
    while hit >= 0 {
      all.append(Int(hit))
      hit = nextHit[Int(hit)]
    }
    return all
  }
}

/// The rows of a ``LiteralAutomaton`` while they are filled, breadth first.
///
/// Quiet rows are numbered 0, 1, 2 … and those with hits -1, -2, …, as a ``ScanTable`` has them,
/// and stand in the table's two parts from either end.
private struct LiteralRows {
  private let columns: Int
  private var entries: [Int32]
  /// For each row, as it stands here, the number of its longest proper suffix's.
  private var suffix: [Int32]
  private var quietCount = 0
  private var hits: [Int] = []
  /// Of row -1, -2 …
  private var hitsOf: [Range<Int>] = []

  init(nodeCount: Int, columns: Int) {
    self.columns = columns
    entries = [Int32](repeating: 0, count: nodeCount * columns)
    suffix = [Int32](repeating: 0, count: nodeCount)
  }

  /// Where a row stands for now.
  private func place(_ row: Int) -> Int { row < 0 ? suffix.count + row : row }

  /// Numbers a row.
  @discardableResult mutating func open(hits own: [Int], suffix row: Int = 0) -> Int {
    let inherited = row < 0 ? hitsOf[-row - 1] : 0..<0
    var number = quietCount
    if own.isEmpty, inherited.isEmpty {
      quietCount += 1
    } else {
      let start = hits.count
      hits += own
      for index in inherited { hits.append(hits[index]) }
      hitsOf.append(start..<hits.count)
      number = -hitsOf.count
    }
    suffix[place(number)] = Int32(row)
    return number
  }

  /// Begins a row as a copy of its suffix's, which is finished.
  mutating func inherit(_ row: Int) {
    guard row != 0 else { return }
    let (from, to) = (place(Int(suffix[place(row)])) * columns, place(row) * columns)
    entries.withUnsafeMutableBufferPointer { entries in
      guard let first = entries.baseAddress else { return }
      (first + to).update(from: first + from, count: columns)
    }
  }

  /// Adds a child's row: what stood in its place is where its longest suffix leads.
  mutating func add(under row: Int, _ column: Int, hits own: [Int]) -> Int {
    let entry = place(row) * columns + column
    let child = open(hits: own, suffix: Int(entries[entry]))
    entries[entry] = Int32(child)
    return child
  }

  func table(column: [UInt8], reach: Int, _ found: [ScanHit], _ probes: [Probe]) -> ScanTable {
    ScanTable(
      column: column, quiet: entries[..<(quietCount * columns)],
      hit: entries[(quietCount * columns)...], columns: columns, reach: reach,
      countsCharacters: false, hits: hits.map { found[$0] }, probes: probes,
      hitsOf: hitsOf.reversed())
  }
}
