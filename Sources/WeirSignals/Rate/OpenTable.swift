/// Something an `OpenTable` can hold.
protocol OpenTableEntry {
  var hash: KeyHash { get }
  var isVacant: Bool { get }
  static var vacant: Self { get }
}

/// A hash table with linear probing over one array: no pointer, no tombstone, no key bytes.
///
/// The home of an entry is its hash scaled to the capacity, so any capacity will do and memory
/// follows the number of keys closely. Invariant: between the home of an entry and the entry no
/// place is vacant (removal shifts followers back). At most three quarters are occupied.
struct OpenTable<Entry: OpenTableEntry> {
  private var entries: [Entry]
  private(set) var count = 0
  /// Where the owner's sweep continues.
  private(set) var cursor = 0
  /// Where an entry was last found or put: a key that is checked is charged next.
  private var latest = 0

  init(capacity: Int = 16) {
    entries = [Entry](repeating: .vacant, count: max(capacity, 4))
  }

  var capacity: Int { entries.count }
  var isCrowded: Bool { (count + 1) * 4 > capacity * 3 }
  /// Too full to go on with for long after everything idle was swept out.
  var isStillFull: Bool { count * 16 > capacity * 9 }
  var isSparse: Bool { capacity > 1_024 && count * 8 < capacity }

  /// Room for `count` entries and a third as many again, but hardly more than `keysMax` need.
  static func capacity(for count: Int, keysMax: Int) -> Int {
    let needed = (count + 1) * 4 / 3 + 2
    return max(needed, min(count * 7 / 4 + 16, keysMax * 4 / 3 + 8))
  }

  subscript(index: Int) -> Entry {
    get { entries[index] }
    set { entries[index] = newValue }
  }

  func find(_ hash: KeyHash) -> Int? {
    var index = home(of: hash)
    while !entries[index].isVacant {
      if entries[index].hash == hash { return index }
      index = following(index)
    }
    return nil
  }

  /// `find`, without a search where the same entry was found or put before.
  mutating func findAgain(_ hash: KeyHash) -> Int? {
    if latest < entries.count, entries[latest].hash == hash, !entries[latest].isVacant {
      return latest
    }
    guard let index = find(hash) else { return nil }
    latest = index
    return index
  }

  /// Adds an entry whose hash is not in the table yet and returns where it is.
  mutating func insert(_ entry: Entry) -> Int {
    precondition(!isCrowded, "the owner makes room before it inserts")
    var index = home(of: entry.hash)
    while !entries[index].isVacant { index = following(index) }
    entries[index] = entry
    count += 1
    latest = index
    return index
  }

  /// Removes the entry; a follower may take its place.
  mutating func remove(at index: Int) {
    var hole = index
    var next = following(index)
    while !entries[next].isVacant {
      if distance(from: home(of: entries[next].hash), to: next) >= distance(from: hole, to: next) {
        entries[hole] = entries[next]
        hole = next
      }
      next = following(next)
    }
    entries[hole] = .vacant
    count -= 1
  }

  mutating func rebuild(capacity: Int) {
    let old = entries
    entries = [Entry](repeating: .vacant, count: capacity)
    count = 0
    cursor = 0
    for entry in old where !entry.isVacant { _ = insert(entry) }
  }

  mutating func advanceCursor() { cursor = following(cursor) }

  private func home(of hash: KeyHash) -> Int {
    Int(truncatingIfNeeded: hash.high.multipliedFullWidth(by: UInt64(entries.count)).high)
  }

  private func following(_ index: Int) -> Int {
    index + 1 == entries.count ? 0 : index + 1
  }

  private func distance(from start: Int, to end: Int) -> Int {
    end >= start ? end - start : end - start + entries.count
  }
}

extension OpenTable: Sendable where Entry: Sendable {}
