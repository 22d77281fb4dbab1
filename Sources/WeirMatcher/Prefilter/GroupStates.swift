import Synchronization

/// The table of a ``StartGroup``: made while texts are read, and shared by all threads.
///
///     entries   rows of `width` numbers each, what comes after a row for each column:
///
///       unknown      nobody came here yet
///       0  dead      no pattern of the group can match
///       n            the row that begins there
///       −n           likewise, and some patterns became possible on the way
///
///     row 0                dead, never read
///     row 1 … starts       nothing is read yet: one for each context before a start
///     row …                states: lists of parts, see ``GroupPart``
///
///     parts     ▓▓▓│▓│▓▓│…      list after list
///     ends      3   4  6  …     for each row where its list ends
///     reaches   60  ∞  61 …     for each row how many characters may have been read to it
///     slots     open addressing by hash: rows that have a list; 0 is free. They double when half of
///               them are taken, so that a table of few rows is small
///
/// Readers take no lock: an entry is written after all that it leads to, and never again. Who comes
/// to an unknown one makes it under the group's lock. A table without room stays as it is.
struct GroupStates: ~Copyable {
  // Invariant: rows below `rowCount` are initialized, so are `ends` and `reaches`, and the parts below the
  // last end. All but `entries` and `isFull` are written under the group's lock only.
  private let entries: UnsafeMutablePointer<Atomic<Int32>>
  private let parts: UnsafeMutablePointer<GroupPart>
  private let ends: UnsafeMutablePointer<Int32>
  private let reaches: UnsafeMutablePointer<Int32>
  private let slots: UnsafeMutablePointer<UnsafeMutableBufferPointer<Int32>>
  private let rowCount: UnsafeMutablePointer<Int>
  private let width: Int
  private let rowsMax: Int
  private let partsMax: Int
  let isFull = Atomic(false)

  static let unknown = Int32.min
  static let dead: Int32 = 0
  private static let slotsLeast = 64

  /// - Parameters:
  ///   - starts: Rows that have no list.
  ///   - rowsMax: Rows in all; those of starts are there in any case.
  init(width: Int, starts: Int, rowsMax: Int, partsMax: Int) {
    self.width = width
    self.rowsMax = max(rowsMax, starts + 1)
    self.partsMax = partsMax
    entries = CacheLine.allocate(Atomic<Int32>.self, capacity: self.rowsMax * width)
    parts = .allocate(capacity: partsMax)
    ends = .allocate(capacity: self.rowsMax)
    reaches = .allocate(capacity: self.rowsMax)
    slots = .allocate(capacity: 1)
    slots.initialize(to: Self.freeSlots(Self.slotsLeast))
    rowCount = .allocate(capacity: 1)
    rowCount.initialize(to: 0)
    for _ in 0...starts { addRow() }
  }

  deinit {
    entries.deallocate()
    parts.deallocate()
    ends.deallocate()
    reaches.deallocate()
    slots.pointee.deallocate()
    slots.deallocate()
    rowCount.deallocate()
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutableBufferPointer<Int32> {
    let slots = UnsafeMutableBufferPointer<Int32>.allocate(capacity: count)
    slots.initialize(repeating: 0)
    return slots
  }

  @inline(__always)
  func entry(_ place: Int, _ column: Int) -> Int32 {
    entries[place + column].load(ordering: .acquiring)
  }

  func setEntry(_ place: Int, _ column: Int, to entry: Int32) {
    entries[place + column].store(entry, ordering: .releasing)
  }

  /// The list of the row that begins at a place.
  func list(at place: Int) -> UnsafeBufferPointer<GroupPart> {
    let row = place / width
    let start = Int(ends[row - 1])
    return UnsafeBufferPointer(start: parts + start, count: Int(ends[row]) - start)
  }

  /// How many characters may have been read to the row that begins at a place; `max` is without end.
  func reach(at place: Int) -> Int { Int(reaches[place / width]) }

  /// What leads to a list: `nil` where there is no room for it. Under the group's lock only.
  ///
  /// - Parameter reach: How many characters may have been read where a part of the list is come to.
  func entry(
    to list: UnsafeBufferPointer<GroupPart>, reach: (GroupPart) -> Int32 = { _ in .max }
  ) -> Int32? {
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
      addRow(list.count, reach: list.reduce(0) { max($0, reach($1)) })
    }
    let place = slots.pointee[slot] * Int32(width)
    return list.contains(where: \.isPossible) ? -place : place
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
      slots.pointee[slot(of: list(at: Int(row) * width))] = row
    }
    old.deallocate()
  }

  private func hasRoom(for count: Int) -> Bool {
    rowCount.pointee < rowsMax && Int(ends[rowCount.pointee - 1]) + count <= partsMax
  }

  private func addRow(_ listCount: Int = 0, reach: Int32 = .max) {
    let row = rowCount.pointee
    reaches[row] = reach
    ends[row] = (row > 0 ? ends[row - 1] : 0) + Int32(listCount)
    for column in 0..<width {
      (entries + row * width + column).initialize(to: Atomic(Self.unknown))
    }
    rowCount.pointee = row + 1
  }

  private func isEqual(_ row: Int, _ list: UnsafeBufferPointer<GroupPart>) -> Bool {
    let known = self.list(at: row * width)
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
