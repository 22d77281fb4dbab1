import Synchronization

/// The table of a ``StartGroup``: made while texts are read, and shared by all threads.
///
///     entries   rows in strips, see ``CacheLine``: what comes after a row for each column
///
///       unknown      nobody came here yet
///       0  dead      no pattern of the group can match
///       n            row n
///       −n           likewise, and some patterns became possible on the way
///
///     row 0                dead, never read
///     row 1 … starts       nothing is read yet: one for each context before a start
///     row …                states: lists of parts, see ``GroupPart``
///
///     parts     ▓▓▓│▓│▓▓│…      list after list
///     ends      3   4  6  …     for each row where its list ends
///     notes     60  ∞  61 …     for each row what its reader wants to know of the list
///     slots     open addressing by hash: rows that have a list; 0 is free. They double when half of
///               them are taken, so that a table of few rows is small
///
/// Readers take no lock: an entry is written after all that it leads to, and never again. Who comes
/// to an unknown one makes it under the group's lock. A table without room stays as it is.
struct GroupStates: ~Copyable {
  // Invariant: rows below `rowCount` are initialized, so are `ends` and `notes`, and the parts below the
  // last end. All but `entries` and `isFull` are written under the group's lock only.
  private let entries: UnsafeMutablePointer<Atomic<Int16>>
  /// For each byte where its column begins.
  private let placeOf: UnsafeMutablePointer<Int32>
  private let parts: UnsafeMutablePointer<GroupPart>
  private let ends: UnsafeMutablePointer<Int32>
  private let notes: UnsafeMutablePointer<Int32>
  private let slots: UnsafeMutablePointer<UnsafeMutableBufferPointer<Int32>>
  private let rowCount: UnsafeMutablePointer<Int>
  private let width: Int
  private let rowsMax: Int
  private let partsMax: Int
  let isFull = Atomic(false)

  static let unknown = Int16.min
  static let dead: Int16 = 0
  private static let slotsLeast = 64

  /// - Parameters:
  ///   - column: For each byte its column.
  ///   - width: Columns in all.
  ///   - starts: Rows that have no list.
  ///   - rowsMax: Rows in all; those of starts are there in any case.
  init(
    column: UnsafePointer<UInt8>, width: Int, starts: Int, rowsMax: Int, partsMax: Int
  ) {
    self.width = width
    let rowsMax = max(min(rowsMax, Int(Int16.max)), starts + 1)
    self.rowsMax = rowsMax
    self.partsMax = partsMax
    entries = CacheLine.allocate(Atomic<Int16>.self, rows: rowsMax, columns: width)
    placeOf = .allocate(capacity: 256)
    for byte in 0..<256 {
      let place = CacheLine.place(
        ofColumn: Int(column[byte]), rows: rowsMax, Atomic<Int16>.self)
      (placeOf + byte).initialize(to: Int32(place))
    }
    parts = .allocate(capacity: partsMax)
    ends = .allocate(capacity: self.rowsMax)
    notes = .allocate(capacity: self.rowsMax)
    slots = .allocate(capacity: 1)
    slots.initialize(to: Self.freeSlots(Self.slotsLeast))
    rowCount = .allocate(capacity: 1)
    rowCount.initialize(to: 0)
    for _ in 0...starts { addRow() }
  }

  deinit {
    entries.deallocate()
    placeOf.deallocate()
    parts.deallocate()
    ends.deallocate()
    notes.deallocate()
    slots.pointee.deallocate()
    slots.deallocate()
    rowCount.deallocate()
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutableBufferPointer<Int32> {
    let slots = UnsafeMutableBufferPointer<Int32>.allocate(capacity: count)
    slots.initialize(repeating: 0)
    return slots
  }

  /// What comes after a row with a byte. All but the last load can run ahead of the row.
  @inline(__always)
  func entry(_ row: Int, reading byte: UInt8) -> Int16 {
    entry(row, at: Int(placeOf[Int(byte)]))
  }

  @inline(__always)
  private func entry(_ row: Int, at place: Int) -> Int16 {
    let column = entries + place
    return column[row &* CacheLine.entries(Atomic<Int16>.self)].load(ordering: .acquiring)
  }

  func entry(_ row: Int, _ column: Int) -> Int16 { entry(row, at: place(of: column)) }

  func setEntry(_ row: Int, _ column: Int, to entry: Int16) {
    let place = place(of: column) + row * CacheLine.entries(Atomic<Int16>.self)
    entries[place].store(entry, ordering: .releasing)
  }

  private func place(of column: Int) -> Int {
    CacheLine.place(ofColumn: column, rows: rowsMax, Atomic<Int16>.self)
  }

  /// The list of a row.
  func list(of row: Int) -> UnsafeBufferPointer<GroupPart> {
    let start = Int(ends[row - 1])
    return UnsafeBufferPointer(start: parts + start, count: Int(ends[row]) - start)
  }

  /// What was noted of a row's list; `max` where it has none.
  func note(of row: Int) -> Int32 { notes[row] }

  /// What leads to a list: `nil` where there is no room for it. Under the group's lock only.
  ///
  /// - Parameter note: What to note of a new list.
  func entry(
    to list: UnsafeBufferPointer<GroupPart>, note: (UnsafeBufferPointer<GroupPart>) -> Int32
  ) -> Int16? {
    if list.isEmpty { return Self.dead }
    if rowCount.pointee * 2 > slots.pointee.count { growSlots() }
    let slot = slot(of: list)
    if slots.pointee[slot] == 0 {
      guard hasRoom(for: list.count) else {
        isFull.store(true, ordering: .releasing)
        return nil
      }
      slots.pointee[slot] = Int32(rowCount.pointee)
      (parts + Int(ends[rowCount.pointee - 1])).initialize(
        from: list.baseAddress ?? UnsafePointer(parts), count: list.count)
      addRow(list.count, note: note(list))
    }
    let row = Int16(slots.pointee[slot])
    return list.contains(where: \.isPossible) ? -row : row
  }

  /// The slot of a list's row, or a free one for it.
  private func slot(of list: UnsafeBufferPointer<GroupPart>) -> Int {
    let slots = slots.pointee
    var slot = Self.hash(list) & (slots.count - 1)
    while slots[slot] != 0, !isEqual(Int(slots[slot]), list) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func growSlots() {
    let old = slots.pointee
    slots.pointee = Self.freeSlots(2 * old.count)
    for row in old where row != 0 {
      slots.pointee[slot(of: list(of: Int(row)))] = row
    }
    old.deallocate()
  }

  private func hasRoom(for count: Int) -> Bool {
    rowCount.pointee < rowsMax && Int(ends[rowCount.pointee - 1]) + count <= partsMax
  }

  private func addRow(_ listCount: Int = 0, note: Int32 = .max) {
    let row = rowCount.pointee
    notes[row] = note
    ends[row] = (row > 0 ? ends[row - 1] : 0) + Int32(listCount)
    for column in 0..<width {
      let place = place(of: column) + row * CacheLine.entries(Atomic<Int16>.self)
      (entries + place).initialize(to: Atomic(Self.unknown))
    }
    rowCount.pointee = row + 1
  }

  private func isEqual(_ row: Int, _ list: UnsafeBufferPointer<GroupPart>) -> Bool {
    let known = self.list(of: row)
    guard known.count == list.count else { return false }
    for index in list.indices where known[index] != list[index] { return false }
    return true
  }

  /// Who fills the table with lists that fall together slows down the making of states, of which
  /// there are few.
  private static func hash(_ list: UnsafeBufferPointer<GroupPart>) -> Int {
    var hash: UInt64 = 0
    for part in list { hash = (hash ^ UInt64(part.bits)) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(hash >> 33)
  }
}
