/// The member names of the objects that are open, to tell a repeated one.
///
/// The first few names of an object are compared by hash in a row, behind a 64-bit filter; a large
/// object moves to one table shared by all objects of the line. The hash is keyed with the
/// process's seed, so that no line can be crafted to take quadratic time; the seed never shows in
/// what is found, since equal hashes are confirmed on the bytes.
struct NameRegistry: Sendable {
  struct Entry: Sendable {
    var hash: UInt64
    var name: JSONValue
  }

  /// What an open object keeps: where its names begin, and which hash bits they have.
  struct Scope: Sendable {
    var first: Int
    var filter: UInt64 = 0
    var isTabled = false
    var serial: UInt64
  }

  /// Per process, and the same for every reader.
  static let seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  private var entries: [Entry] = []
  private var table: [TableEntry] = []
  private var tableCount = 0
  private var serial: UInt64 = 0

  /// 16 bytes, since a hostile line can fill a million.
  private struct TableEntry {
    /// Hash and object together: no two objects of a line give one name the same key, since the
    /// serial's odd multiples differ in more than the lowest bit. 0 marks an empty place.
    var key: UInt64 = 0
    private var start: Int32 = 0
    /// Negated where the name has escapes.
    private var end: Int32 = 0

    init() {}

    init(key: UInt64, name: JSONValue) {
      self.key = key
      start = name.start32
      end = name.hasEscapes ? -name.end32 : name.end32
    }

    var name: JSONValue {
      JSONValue(kind: .string, start: Int(start), end: Int(end.magnitude), hasEscapes: end < 0)
    }
  }

  mutating func reset() {
    entries.removeAll(keepingCapacity: true)
    guard tableCount > 0 else { return }
    tableCount = 0
    table = table.count > NameLimits.retainedEntries ? [] : table.map { _ in TableEntry() }
  }

  mutating func open() -> Scope {
    serial &+= 1
    return Scope(first: entries.count, serial: serial)
  }

  mutating func close(_ scope: Scope) { entries.removeLast(entries.count - scope.first) }

  /// Adds a name to the innermost open object; false where the object has it already.
  @inline(__always)
  mutating func add(
    _ name: JSONValue, hash: UInt64, to scope: inout Scope, in line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if scope.isTabled { return addToTable(name, hash, scope.serial, line) }
    let bit: UInt64 = 1 &<< (hash & 63)
    if scope.filter & bit != 0 {
      for entry in entries[scope.first...] where entry.hash == hash {
        if NameRegistry.isSame(entry.name, name, in: line) { return false }
      }
    }
    scope.filter |= bit
    entries.append(Entry(hash: hash, name: name))
    if entries.count &- scope.first == NameLimits.linearCount { moveToTable(&scope, line) }
    return true
  }

  private mutating func moveToTable(
    _ scope: inout Scope, _ line: UnsafeBufferPointer<UInt8>
  ) {
    scope.isTabled = true
    for entry in entries[scope.first...] {
      _ = addToTable(entry.name, entry.hash, scope.serial, line)
    }
  }

  private mutating func addToTable(
    _ name: JSONValue, _ hash: UInt64, _ serial: UInt64, _ line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if tableCount &* 4 >= table.count &* 3 { grow() }
    let key = (hash ^ serial &* 0x9E37_79B9_7F4A_7C15) | 1
    let mask = table.count &- 1
    var place = Int(truncatingIfNeeded: key >> 20) & mask
    while table[place].key != 0 {
      let other = table[place]
      if other.key == key, NameRegistry.isSame(other.name, name, in: line) { return false }
      place = (place &+ 1) & mask
    }
    table[place] = TableEntry(key: key, name: name)
    tableCount &+= 1
    return true
  }

  private mutating func grow() {
    let old = table
    table = Array(repeating: TableEntry(), count: max(64, old.count * 2))
    let mask = table.count &- 1
    for entry in old where entry.key != 0 {
      var place = Int(truncatingIfNeeded: entry.key >> 20) & mask
      while table[place].key != 0 { place = (place &+ 1) & mask }
      table[place] = entry
    }
  }

  /// Whether two strings are equal once unescaped.
  static func isSame(
    _ a: JSONValue, _ b: JSONValue, in line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if !a.hasEscapes, !b.hasEscapes {
      return line[a.content].elementsEqual(line[b.content])
    }
    var left = DecodedBytes(a, in: line)
    var right = DecodedBytes(b, in: line)
    while let byte = left.next() {
      if right.next() != byte { return false }
    }
    return right.next() == nil
  }
}
