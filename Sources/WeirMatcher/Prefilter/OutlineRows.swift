/// Makes the rows of an ``OutlineTable``: deterministic states are sets of nodes, found breadth
/// first (M. Rabin, D. Scott, Finite Automata and Their Decision Problems, 1959).
///
/// States beyond the room for them count as `open`, so that a large pattern is known as far as it
/// goes from where the reading begins.
struct OutlineRows {
  private let outline: Outline
  private let columns: SymbolColumns
  /// What may be read after a node: those of a node stand from `starts[node]` on.
  private var following: [Int32] = []
  private var starts: [Int32] = [0]
  /// Of each node between which sides, as `bit(_:_:)` has them, a match may end with it; backward,
  /// begin.
  private var borders: [UInt16]
  private let isForward: Bool
  /// For each column the nodes whose class holds it, one bit each, in `words` numbers.
  private var holders: [UInt64]
  private let words: Int
  private var sets = NodeSets()
  private var rows: [UInt16] = []
  private var workLeft = Self.workMax
  /// Whether a match may end or not by what the last character is to a word boundary.
  private let tellsSides: Bool
  // Used again from row to row.
  private var targetBits: [UInt64]
  /// For each column of a row the nodes that may read it, as in `holders`.
  private var readers: [UInt64]
  /// Columns of the row by the last bits of a hash of their nodes; -1 is none.
  private var seen = [Int](repeating: -1, count: 64)
  private var nodes: [Int32] = []
  private var targets: [Int32] = []
  private var fitting: [Int32] = []

  private static let statesMax = 500
  private static let workMax = 400_000

  init(_ outline: Outline, isForward: Bool) {
    self.outline = outline
    self.isForward = isForward
    columns = SymbolColumns(outline.symbols + [outline.deniedBehind])
    borders = [UInt16](repeating: 0, count: outline.symbols.count)
    for border in isForward ? outline.lasts : outline.firsts {
      borders[Int(border.node)] |= Self.bits(of: border)
    }
    let sample = columns.sample
    words = (outline.symbols.count + 63) / 64
    holders = [UInt64](repeating: 0, count: sample.count * words)
    readers = holders
    tellsSides = borders.contains { $0 != 0 && $0 != Self.anywhere }
    for (node, symbols) in outline.symbols.enumerated() {
      for (column, symbol) in sample.enumerated() where symbols.contains(symbol) {
        holders[column * words + node >> 6] |= 1 << UInt64(node & 63)
      }
    }
    targetBits = [UInt64](repeating: 0, count: words)
    for targets in isForward ? outline.next : outline.previous {
      following += targets
      starts.append(Int32(following.count))
    }
  }

  private static let anywhere: UInt16 = (1 << 9) - 1

  private static func bit(_ left: SymbolSet.Side, _ right: SymbolSet.Side) -> UInt16 {
    1 << UInt16(3 * left.rawValue + right.rawValue)
  }

  private static func bits(of border: Outline.Border) -> UInt16 {
    var bits: UInt16 = 0
    for left in SymbolSet.Side.allCases {
      for right in SymbolSet.Side.allCases where left.canMeet(right, boundary: border.boundary) {
        bits |= bit(left, right)
      }
    }
    return bits
  }

  /// One more column is for the bytes that continue a character, and one for what stands behind
  /// the text.
  private var width: Int { columns.count + 2 }

  private var open: UInt16 { UInt16(width) }

  /// The row of a set, or `open` where there is no more room. Of an empty one it is `dead`.
  private mutating func row(_ set: [Int32], _ side: SymbolSet.Side) -> UInt16 {
    if set.isEmpty { return OutlineTable.dead }
    guard sets.count < Self.statesMax, workLeft > 0 else { return open }
    let row = OutlineTable.firstSetRow + sets.number(set, tellsSides ? side : .unknown)
    return (row + 1) * width <= OutlineTable.entriesMax ? UInt16(row * width) : open
  }

  /// The table of all sets that can be come to.
  fileprivate mutating func table() -> OutlineTable {
    rows += [UInt16](repeating: OutlineTable.dead, count: width)
    rows += [UInt16](repeating: open, count: width)
    for side in [SymbolSet.Side.word, .notWord, .unknown] { appendStart(after: side) }
    var set = 0
    while set < sets.count, rows.count + width <= OutlineTable.entriesMax {
      appendRow(of: set)
      set += 1
    }
    return OutlineTable(
      column: columns.ofBytes, rows: rows, columns: width, reaches: reaches(rows.count / width))
  }

  private func reaches(_ rowCount: Int) -> [Int32] {
    if outline.reaches.isEmpty { return [] }
    return (0..<rowCount).map { row in
      if row < OutlineTable.firstSetRow { return .max }
      return sets[row - OutlineTable.firstSetRow].reduce(0) { max($0, outline.reaches[Int($1)]) }
    }
  }

  /// What a match may begin with after a character of one side.
  private mutating func appendStart(after side: SymbolSet.Side) {
    for column in 0..<columns.count {
      let right = SymbolSet.side(of: columns.sample[column])
      let targets = outline.firsts.filter { side.canMeet(right, boundary: $0.boundary) }
      rows.append(
        isForward ? row(targets.map(\.node).unique.sorted().filter { holds($0, column) }, right) : 0
      )
    }
    rows += [OutlineTable.dead, OutlineTable.dead]
  }

  private mutating func appendRow(of set: Int) {
    let row = UInt16(rows.count)
    if workLeft <= 0 {
      // Nothing is known of the next character, so backward a match may begin with it.
      rows += [UInt16](repeating: isForward ? open : open | OutlineTable.beginFlag, count: width)
      return
    }
    nodes.removeAll(keepingCapacity: true)
    nodes += sets[set]
    let side = sets.sides[set]
    let ends = isForward ? borders(of: nodes) : 0
    gatherTargets()
    workLeft -= targets.count * columns.count
    for place in seen.indices { seen[place] = -1 }
    for column in 0..<columns.count { rows.append(entry(ends, side, column)) }
    rows.append(row)
    rows.append(ends & Self.bit(side, .notWord) != 0 ? open : OutlineTable.dead)
  }

  /// - Parameter ends: Where a match that has come to one of the row's nodes may end.
  private mutating func entry(_ ends: UInt16, _ side: SymbolSet.Side, _ column: Int) -> UInt16 {
    let symbol = columns.sample[column]
    let right = SymbolSet.side(of: symbol)
    if ends & Self.bit(side, right) != 0, !outline.deniedBehind.contains(symbol) { return open }
    guard let hash = gatherReaders(column) else { return OutlineTable.dead }
    if let known = seenColumn(hash, like: column),
      right == SymbolSet.side(of: columns.sample[known])
    {
      return rows[rows.count - column + known]
    }
    seen[hash] = column
    return entry(readingNodes(column), right)
  }

  /// The targets that a column fits: the last bits of a hash of them, or `nil` where there are none.
  private mutating func gatherReaders(_ column: Int) -> Int? {
    var hash: UInt64 = 0
    var all: UInt64 = 0
    for word in 0..<words {
      let bits = targetBits[word] & holders[column * words + word]
      readers[column * words + word] = bits
      all |= bits
      hash = (hash ^ bits) &* 0x9E37_79B9_7F4A_7C15
    }
    return all == 0 ? nil : Int(hash >> 58)
  }

  /// An earlier column of the row that the same nodes read.
  private func seenColumn(_ hash: Int, like column: Int) -> Int? {
    let known = seen[hash]
    if known < 0 { return nil }
    for word in 0..<words where readers[known * words + word] != readers[column * words + word] {
      return nil
    }
    return known
  }

  private mutating func readingNodes(_ column: Int) -> [Int32] {
    fitting.removeAll(keepingCapacity: true)
    for word in 0..<words {
      var bits = readers[column * words + word]
      while bits != 0 {
        fitting.append(Int32(word * 64 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    return fitting
  }

  fileprivate mutating func entry(_ set: [Int32], _ side: SymbolSet.Side) -> UInt16 {
    if isForward { return row(set, side) }
    // Whether a boundary stands there, reading forward from the start tells.
    return row(set, .unknown) | (borders(of: set) != 0 ? OutlineTable.beginFlag : 0)
  }

  private func borders(of set: [Int32]) -> UInt16 {
    var bits: UInt16 = 0
    for node in set { bits |= borders[Int(node)] }
    return bits
  }

  private func holds(_ node: Int32, _ column: Int) -> Bool {
    holders[column * words + Int(node) >> 6] >> UInt64(node & 63) & 1 == 1
  }

  /// The nodes that may come after the row's, in ascending order.
  private mutating func gatherTargets() {
    targets.removeAll(keepingCapacity: true)
    for word in 0..<words { targetBits[word] = 0 }
    for node in nodes {
      let range = Int(starts[Int(node)])..<Int(starts[Int(node) + 1])
      workLeft -= range.count
      for place in range {
        let target = Int(following[place])
        let bit: UInt64 = 1 << UInt64(target & 63)
        if targetBits[target >> 6] & bit != 0 { continue }
        targetBits[target >> 6] |= bit
        targets.append(Int32(target))
      }
    }
    targets.sort()
  }
}

extension OutlineRows {
  /// The table that reads forward from a start.
  static func forward(_ outline: Outline) -> OutlineTable {
    var rows = OutlineRows(outline, isForward: true)
    return rows.table()
  }

  /// The table that reads backward, and for each literal what it leads to.
  struct Backward: ~Copyable {
    let table: OutlineTable
    let entries: [UInt16]

    init(_ outline: Outline, _ literals: [Literal]) {
      var rows = OutlineRows(outline, isForward: false)
      entries = literals.map { rows.entry(rows.nodes(reading: $0), .unknown) }
      table = rows.table()
    }
  }

  /// The nodes that may read the first character of a literal whose others follow.
  ///
  /// Literals are written out of small classes only. What a large one can read, such as `[^\n]{0,60}`,
  /// is passed over: where it does, the match has the literal at its own place as well.
  fileprivate mutating func nodes(reading literal: Literal) -> [Int32] {
    targets = outline.symbols.indices.map { Int32($0) }
    var isLast = true
    for byte in literal.bytes.reversed() where byte.value & 0xC0 != 0x80 {
      if !isLast { gatherTargets() }
      isLast = false
      nodes = targets.filter { place in
        let symbols = outline.symbols[Int(place)]
        return symbols.asciiCount <= Literal.membersMax && byte.canBeRead(by: symbols)
      }
    }
    return nodes
  }
}

extension Literal.Byte {
  /// Whether the character that it begins may be one of a class.
  fileprivate func canBeRead(by symbols: SymbolSet) -> Bool {
    symbols.contains(Int(value)) || (isEitherCase && symbols.contains(Int(value ^ 0x20)))
  }
}
