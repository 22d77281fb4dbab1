/// An ``Outline`` as a dense table, to read characters with from a known place, one way or the
/// other.
///
///     column[byte]    which column of the table a byte reads
///     entries         rows of `columns` numbers each:
///
///       bits 0…14     where the next row begins
///       bit 15        backward only: a match can begin with the character just read
///
///     row 0  dead     no match can have these characters
///     row 1  open     forward: a match may be complete; both ways: more than the table knows
///     row 2, 3, 4     forward: nothing is read yet, after each side of a word boundary
///     row 5…          sets of nodes that may have read the last character
///
/// The bytes that continue a character lead back to the row they were read in.
struct OutlineTable: ~Copyable {
  // Invariant: written by init and freed by deinit; every number in `entries` begins a row.
  private let column: UnsafeMutablePointer<UInt8>
  private let entries: UnsafeMutablePointer<UInt16>
  private let columns: Int
  /// For each row how many characters may have been read to it; empty is without end.
  private let reaches: [Int32]

  static let dead: UInt16 = 0
  static let beginFlag: UInt16 = 1 << 15
  static let entriesMax = 1 << 15
  static let startRow = 2
  static let firstSetRow = 5

  /// - Parameters:
  ///   - rows: Where the next row begins, flagged or not, `columns` to a row.
  ///   - reaches: For each row how many characters may have been read to it; none where nothing is known.
  init(column: [UInt8], rows: [UInt16], columns: Int, reaches: [Int32] = []) {
    precondition(rows.count <= Self.entriesMax, "a row's place has 15 bits")
    precondition(reaches.isEmpty || reaches.count * columns == rows.count, "one for each row")
    self.reaches = reaches
    self.columns = columns
    self.column = .allocate(capacity: 256)
    self.column.initialize(from: column, count: 256)
    entries = .allocate(capacity: rows.count)
    entries.initialize(from: rows, count: rows.count)
  }

  /// A table that knows nothing.
  init() {
    let dead = [Self.dead, Self.dead]
    self.init(
      column: [UInt8](repeating: 0, count: 256), rows: dead + [2, 2, 2, 2, 2, 2, 2, 2], columns: 2)
  }

  deinit {
    column.deallocate()
    entries.deallocate()
  }

  var open: UInt16 { UInt16(columns) }

  @inline(__always)
  private func step(_ state: Int, _ byte: UInt8) -> UInt16 {
    entries[state + Int(column[Int(byte)])]
  }

  /// What one row leads to, for those who read with many tables at once.
  enum Row {
    case dead, open
    /// Where the next row begins.
    case set(UInt16)
  }

  /// The row after the first byte of a character that stands after one of a side.
  func row(after side: SymbolSet.Side, reading byte: UInt8) -> Row {
    named(step((Self.startRow + side.rawValue) * columns, byte))
  }

  /// The row after one more byte, or behind the text: there `open` is all that can be said.
  func row(from row: UInt16, reading byte: UInt8?) -> Row {
    named(byte.map { step(Int(row), $0) } ?? entries[Int(row) + columns - 1])
  }

  /// How many characters of a match may have been read to a row; `max` is without end.
  func reach(of row: UInt16) -> Int32 {
    reaches.isEmpty ? .max : reaches[Int(row) / columns]
  }

  private func named(_ entry: UInt16) -> Row {
    entry == Self.dead ? .dead : entry == open ? .open : .set(entry)
  }

  /// What reading a literal leads to: the row, and how many of its bytes are read.
  struct Lead {
    var row: UInt16
    var bytes: UInt16 = 0
  }

  /// What the first bytes of a literal that stands after a side lead to: all of them, but where the cases
  /// of a letter part.
  func lead(after side: SymbolSet.Side, reading literal: Literal) -> Lead {
    var lead = Lead(row: UInt16((Self.startRow + side.rawValue) * columns))
    for byte in literal.bytes {
      let next = step(Int(lead.row), byte.value)
      if byte.isEitherCase, step(Int(lead.row), byte.value ^ 0x20) != next { break }
      lead = Lead(row: next, bytes: lead.bytes + 1)
      if next <= columns { break }
    }
    return lead
  }

  /// Whether a match may begin at `start`, where a character begins.
  ///
  /// - Parameters:
  ///   - side: What stands before it.
  ///   - stepsLeft: Bytes that may be read; where they don't suffice, it may.
  func canMatch(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, after side: SymbolSet.Side,
    _ stepsLeft: inout Int
  ) -> Bool {
    let lead = Lead(row: UInt16((Self.startRow + side.rawValue) * columns))
    return canMatch(text, from: start, lead, &stepsLeft)
  }

  /// Likewise, where some bytes from `start` on are known to lead to a row.
  @inline(__always)
  func canMatch(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ lead: Lead, _ stepsLeft: inout Int
  ) -> Bool {
    var state = Int(lead.row)
    let first = start + Int(lead.bytes)
    var index = first
    let end = min(text.count, first + stepsLeft)
    while index < end, state > columns {
      state = Int(step(state, text[index]))
      index += 1
    }
    stepsLeft -= index - first
    if state <= columns || index < text.count { return state != Int(Self.dead) }
    // The last column is what stands behind the text.
    return Int(entries[state + columns - 1]) == columns
  }

  /// Reads backward from the character at `index`, which led to `entry`, and reports where matches
  /// may begin, the last first.
  ///
  /// - Returns: Where it had to stop before it knew all; `nil` if it did not.
  func findStarts(
    _ text: UnsafeBufferPointer<UInt8>, from index: Int, _ entry: UInt16, _ stepsLeft: inout Int,
    _ report: (Int, inout Int) -> Void
  ) -> Int? {
    var index = index
    var entry = entry
    while true {
      if entry & Self.beginFlag != 0 { report(index, &stepsLeft) }
      let state = Int(entry & ~Self.beginFlag)
      if state <= columns { return state == columns ? index : nil }
      if index == 0 { return nil }
      if stepsLeft <= 0 { return index }
      stepsLeft -= 1
      index -= 1
      entry = step(state, text[index])
    }
  }
}
