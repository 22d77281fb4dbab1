/// Makes the rows of an ``OutlineTable``: deterministic states are sets of nodes, found breadth
/// first (M. Rabin, D. Scott, Finite Automata and Their Decision Problems, 1959).
///
/// States beyond the room for them count as `open`, so that a large pattern is known as far as it
/// goes from where the reading begins.
struct OutlineRows {
  private let outline: Outline
  private let columns: SymbolColumns
  /// What may be read after a node.
  private let following: [[Int32]]
  /// Forward, what may be the last character; backward, what may be the first.
  private var borders: [[Outline.Border]]
  private let isForward: Bool
  /// Whether a node's class holds a column, `columns.count` of them to a node.
  private let holds: [Bool]
  private var sets = NodeSets()
  private var rows: [UInt16] = []
  private var workLeft = Self.workMax
  private var isTarget: [Bool]

  private static let statesMax = 500
  private static let workMax = 400_000

  init(_ outline: Outline, isForward: Bool) {
    self.outline = outline
    self.isForward = isForward
    columns = SymbolColumns(outline.symbols)
    following = isForward ? outline.next : outline.previous
    borders = [[Outline.Border]](repeating: [], count: outline.symbols.count)
    for border in isForward ? outline.lasts : outline.firsts {
      borders[Int(border.node)].append(border)
    }
    let sample = columns.sample
    holds = outline.symbols.flatMap { symbols in sample.map { symbols.contains($0) } }
    isTarget = [Bool](repeating: false, count: outline.symbols.count)
  }

  /// One more column is for the bytes that continue a character, and one for what stands behind
  /// the text.
  private var width: Int { columns.count + 2 }

  private var open: UInt16 { UInt16(width) }

  /// The row of a set, or `open` where there is no more room. Of an empty one it is `dead`.
  private mutating func row(_ set: [Int32], _ side: SymbolSet.Side) -> UInt16 {
    if set.isEmpty { return OutlineTable.dead }
    guard sets.count < Self.statesMax, workLeft > 0 else { return open }
    let row = OutlineTable.firstSetRow + sets.number(set, side)
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
    return OutlineTable(column: columns.ofBytes, rows: rows, columns: width)
  }

  /// What a match may begin with after a character of one side.
  private mutating func appendStart(after side: SymbolSet.Side) {
    for column in 0..<columns.count {
      let right = SymbolSet.side(of: columns.sample[column])
      let targets = outline.firsts.filter { side.canMeet(right, boundary: $0.boundary) }
      rows.append(
        isForward ? row(reading(targets.map(\.node).unique.sorted(), column), right) : 0)
    }
    rows += [OutlineTable.dead, OutlineTable.dead]
  }

  private mutating func appendRow(of set: Int) {
    let row = UInt16(rows.count)
    if workLeft <= 0 {
      // Nothing is known of the next character, so backward a match may begin with it.
      rows += [UInt16](repeating: isForward ? open : open | OutlineTable.beginFlag, count: width)
    } else {
      let nodes = Array(sets[set])
      let side = sets.sides[set]
      let targets = targets(of: nodes)
      for column in 0..<columns.count { rows.append(entry(nodes, side, targets, column)) }
      rows.append(row)
      rows.append(isComplete(nodes, side, before: .notWord) ? open : OutlineTable.dead)
    }
  }

  private mutating func entry(
    _ nodes: [Int32], _ side: SymbolSet.Side, _ targets: [Int32], _ column: Int
  ) -> UInt16 {
    let right = SymbolSet.side(of: columns.sample[column])
    if isComplete(nodes, side, before: right) { return open }
    return entry(reading(targets, column), right)
  }

  fileprivate mutating func entry(_ set: [Int32], _ side: SymbolSet.Side) -> UInt16 {
    if isForward { return row(set, side) }
    let begins = set.contains { !borders[Int($0)].isEmpty }
    // Whether a boundary stands there, reading forward from the start tells.
    return row(set, .unknown) | (begins ? OutlineTable.beginFlag : 0)
  }

  private func reading(_ targets: [Int32], _ column: Int) -> [Int32] {
    targets.filter { holds[Int($0) * columns.count + column] }
  }

  /// Whether a match that has come to one of some nodes may end before the next character.
  private func isComplete(
    _ nodes: [Int32], _ side: SymbolSet.Side, before right: SymbolSet.Side
  ) -> Bool {
    isForward
      && nodes.contains { node in
        borders[Int(node)].contains { side.canMeet(right, boundary: $0.boundary) }
      }
  }

  /// The nodes that may come after some, in ascending order.
  private mutating func targets(of nodes: [Int32]) -> [Int32] {
    var targets: [Int32] = []
    for node in nodes {
      workLeft -= following[Int(node)].count
      for target in following[Int(node)] where !isTarget[Int(target)] {
        isTarget[Int(target)] = true
        targets.append(target)
      }
    }
    for target in targets { isTarget[Int(target)] = false }
    workLeft -= targets.count * columns.count
    return targets.sorted()
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
  fileprivate mutating func nodes(reading literal: Literal) -> [Int32] {
    var nodes = outline.symbols.indices.map { Int32($0) }
    var isLast = true
    for byte in literal.bytes.reversed() where byte.value & 0xC0 != 0x80 {
      let candidates = isLast ? nodes : targets(of: nodes)
      isLast = false
      nodes = candidates.filter { byte.canBeRead(by: outline.symbols[Int($0)]) }
    }
    return nodes
  }
}

extension Literal.Byte {
  /// Whether the character that it begins may be one of a class.
  fileprivate func canBeRead(by symbols: SymbolSet) -> Bool {
    if value >= 0x80 { return symbols.contains(SymbolSet.other) }
    return symbols.contains(Int(value)) || (isEitherCase && symbols.contains(Int(value ^ 0x20)))
  }
}
