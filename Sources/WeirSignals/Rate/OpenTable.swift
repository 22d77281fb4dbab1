import CIntrinsics

/// Something an `OpenTable` can hold.
protocol OpenTableEntry: BitwiseCopyable {
  var hash: KeyHash { get }
  var isVacant: Bool { get }
  static var vacant: Self { get }
}

/// A place in an `OpenTable`: where an entry is, or where it would go.
struct TableSeat {
  let index: Int
  let isKnown: Bool
}

/// A hash table with linear probing in one block of memory: no pointer, no tombstone, no key bytes.
///
/// The home of an entry is its hash scaled to the capacity, so any capacity will do, memory follows
/// the number of keys closely, and a rebuilding reads and writes in one direction. Invariant: between
/// the home of an entry and the entry no place is vacant (removal shifts followers back). At most
/// three quarters are occupied. A value: a copy shares the places until one of both changes.
struct OpenTable<Entry: OpenTableEntry> {
  private var places: TablePlaces<Entry>
  // `places.base` and `places.count` once more, so that a probe does not go through the object.
  private var base: UnsafeMutablePointer<Entry>
  private(set) var capacity: Int
  private(set) var count = 0
  /// Where the owner's sweep continues.
  private(set) var cursor = 0
  /// Where an entry was last found or put: a key that is checked is charged next.
  private var latest = 0

  init(capacity: Int = 16) {
    places = TablePlaces(count: max(capacity, 4))
    base = places.base
    self.capacity = places.count
  }

  var isCrowded: Bool { (count + 1) * 4 > capacity * 3 }
  /// Too full to go on with for long after everything idle was swept out.
  var isStillFull: Bool {
    capacity < Self.roomyCapacity ? count * 4 > capacity : count * 16 > capacity * 9
  }
  var isSparse: Bool { capacity > Self.roomyCapacity && count * 8 < capacity }

  /// Below it a table has room for four times its entries, so that most searches end where they
  /// begin; above it memory counts.
  private static var roomyCapacity: Int { 2_048 }

  /// Room for `count` entries and a third as many again, but hardly more than `keysMax` need.
  static func capacity(for count: Int, keysMax: Int) -> Int {
    let needed = (count + 1) * 4 / 3 + 2
    let comfortable = max(min(count * 4, roomyCapacity), count * 7 / 4) + 16
    return max(needed, min(comfortable, keysMax * 4 / 3 + 8))
  }

  subscript(index: Int) -> Entry {
    @inline(__always)
    _read { yield base[index] }
    @inline(__always)
    _modify {
      ensureUnique()
      yield &base[index]
    }
  }

  /// Where an entry is, to change it in place; good until the next change of the table.
  @inline(__always)
  mutating func pointer(at index: Int) -> UnsafeMutablePointer<Entry> {
    ensureUnique()
    return base + index
  }

  /// Asks for the memory in which the search for a hash begins.
  @inline(__always)
  mutating func expect(_ hash: KeyHash) {
    let entry = UnsafeRawPointer(base + home(of: hash))
    weir_prefetch(entry)
    // It may lie across two cache lines.
    weir_prefetch(entry + (MemoryLayout<Entry>.size - 1))
  }

  /// The same of the entries behind it, over which the search goes on where a table is rather full.
  @inline(__always)
  mutating func expectSearch(_ hash: KeyHash) {
    let entry = UnsafeRawPointer(base + home(of: hash))
    weir_prefetch(entry)
    weir_prefetch(entry + 64)
    weir_prefetch(entry + 128)
  }

  @inline(__always)
  func find(_ hash: KeyHash) -> Int? {
    var index = home(of: hash)
    while true {
      if base[index].isVacant { return nil }
      if base[index].hash == hash { return index }
      index = following(index)
    }
  }

  /// `find`, without a search where the same entry was found or put before.
  @inline(__always)
  mutating func findAgain(_ hash: KeyHash) -> Int? {
    if base[latest].hash == hash, !base[latest].isVacant { return latest }
    guard let index = find(hash) else { return nil }
    latest = index
    return index
  }

  /// Where the entry of a hash is or, if there is none, a place that it can take: the first on the
  /// way whose entry `isIdle`, else the vacant one at which the search ends. Good until the next
  /// change.
  @inline(__always)
  func seat(of hash: KeyHash, isIdle: (Entry) -> Bool) -> TableSeat {
    var index = home(of: hash)
    var idle: Int?
    while true {
      let entry = base[index]
      if entry.isVacant { return TableSeat(index: idle ?? index, isKnown: false) }
      if entry.hash == hash { return TableSeat(index: index, isKnown: true) }
      if idle == nil, isIdle(entry) { idle = index }
      index = following(index)
    }
  }

  /// Puts an entry into the vacant place that `seat` found for it.
  @inline(__always)
  mutating func fill(_ seat: TableSeat, with entry: Entry) {
    precondition(base[seat.index].isVacant && !isCrowded, "a place that is to be filled")
    ensureUnique()
    base[seat.index] = entry
    count += 1
  }

  /// Adds an entry whose hash is not in the table yet and returns where it is.
  mutating func insert(_ entry: Entry) -> Int {
    precondition(!isCrowded, "the owner makes room before it inserts")
    ensureUnique()
    latest = put(entry)
    count += 1
    return latest
  }

  private func put(_ entry: Entry) -> Int {
    var index = home(of: entry.hash)
    while !base[index].isVacant { index = following(index) }
    base[index] = entry
    return index
  }

  /// Removes the entry; a follower may take its place.
  mutating func remove(at index: Int) {
    ensureUnique()
    var hole = index
    var next = following(index)
    while !base[next].isVacant {
      if distance(from: home(of: base[next].hash), to: next) >= distance(from: hole, to: next) {
        base[hole] = base[next]
        hole = next
      }
      next = following(next)
    }
    base[hole] = .vacant
    count -= 1
  }

  mutating func rebuild(capacity: Int) {
    precondition(count * 4 <= capacity * 3, "a new size has room for all entries")
    let old = self
    let newest = OpenTable(capacity: capacity)
    (places, base, self.capacity) = (newest.places, newest.base, newest.capacity)
    cursor = 0
    latest = 0
    withExtendedLifetime(old.places) {
      for index in 0..<old.capacity where !old.base[index].isVacant { _ = put(old.base[index]) }
    }
  }

  @inline(__always)
  private mutating func ensureUnique() {
    if isKnownUniquelyReferenced(&places) { return }
    places = places.copy()
    base = places.base
  }

  mutating func advanceCursor() { cursor = following(cursor) }

  private func home(of hash: KeyHash) -> Int {
    Int(truncatingIfNeeded: hash.high.multipliedFullWidth(by: UInt64(capacity)).high)
  }

  private func following(_ index: Int) -> Int {
    index &+ 1 == capacity ? 0 : index &+ 1
  }

  private func distance(from start: Int, to end: Int) -> Int {
    end >= start ? end - start : end - start + capacity
  }
}

// The places are changed only through the one value that holds them (`ensureUnique`).
extension OpenTable: @unchecked Sendable where Entry: Sendable {}

/// Memory for entries that begins at a cache line, so that one of 32 bytes never lies across two.
/// Owned: the pointer is good for `count` entries as long as the object.
private final class TablePlaces<Entry: OpenTableEntry> {
  let base: UnsafeMutablePointer<Entry>
  let count: Int

  convenience init(count: Int) {
    self.init(uninitialized: count)
    base.initialize(repeating: .vacant, count: count)
  }

  private init(uninitialized count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Entry>.stride, alignment: 64
    ).bindMemory(to: Entry.self, capacity: count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  func copy() -> TablePlaces {
    let copy = TablePlaces(uninitialized: count)
    copy.base.initialize(from: base, count: count)
    return copy
  }
}
