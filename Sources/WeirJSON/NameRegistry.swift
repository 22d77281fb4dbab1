/// The member names of the objects that are open, to tell a repeated one; declared names are not
/// among them, `JSONReader` keeps a bit for each.
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
    var filter: UInt64 = 0
    var first: Int32 = 0
    var serial: UInt32 = 0
    var isTabled = false
  }

  /// Per process, and the same for every reader.
  static let seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  private var entries: [Entry] = []
  private var table: [TableEntry] = []
  private var tableCount = 0
  /// Large objects that are open.
  private var tabledCount = 0
  /// What marks a place of the table as taken. It moves on when the last large object is closed,
  /// which empties the table in one step.
  private var epoch: UInt32 = 1
  private var serial: UInt32 = 0

  /// 16 bytes, since a hostile line can fill a million.
  private struct TableEntry {
    /// Hash and object together: no two objects of a line give one name the same key, since the
    /// serial's odd multiples differ.
    var key: UInt64 = 0
    /// Where the name's opening quote stands.
    var start: Int32 = 0
    var epoch: UInt32 = 0
  }

  mutating func reset() {
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
    serial = 0
    tabledCount = 0
    if tableCount > 0 { emptyTable() }
    if table.count > NameLimits.retainedEntries { table = [] }
  }

  private mutating func emptyTable() {
    tableCount = 0
    epoch &+= 1
    guard epoch == 0 else { return }
    for place in table.indices { table[place] = TableEntry() }
    epoch = 1
  }

  @inline(__always)
  mutating func open() -> Scope {
    serial &+= 1
    return Scope(first: Int32(truncatingIfNeeded: entries.count), serial: serial)
  }

  @inline(__always)
  mutating func close(_ scope: Scope) {
    if scope.isTabled { closeTabled() }
    let count = entries.count &- Int(scope.first)
    if count > 0 { entries.removeLast(count) }
  }

  private mutating func closeTabled() {
    tabledCount &-= 1
    if tabledCount == 0 { emptyTable() }
  }

  /// Adds a name to the innermost open object; false where the object has it already.
  mutating func add(
    _ name: JSONValue, hash: UInt64, to scope: inout Scope, in line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if scope.isTabled { return addToTable(name, hash, scope.serial, line) }
    let bit: UInt64 = 1 &<< (hash & 63)
    if scope.filter & bit != 0, isListed(name, hash, Int(scope.first), line) { return false }
    scope.filter |= bit
    entries.append(Entry(hash: hash, name: name))
    if entries.count &- Int(scope.first) == NameLimits.linearCount { moveToTable(&scope, line) }
    return true
  }

  private func isListed(
    _ name: JSONValue, _ hash: UInt64, _ first: Int, _ line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for place in first..<entries.count where entries[place].hash == hash {
      if NameRegistry.isSame(entries[place].name, name, in: line) { return true }
    }
    return false
  }

  private mutating func moveToTable(
    _ scope: inout Scope, _ line: UnsafeBufferPointer<UInt8>
  ) {
    scope.isTabled = true
    tabledCount &+= 1
    for place in Int(scope.first)..<entries.count {
      _ = addToTable(entries[place].name, entries[place].hash, scope.serial, line)
    }
  }

  private mutating func addToTable(
    _ name: JSONValue, _ hash: UInt64, _ serial: UInt32, _ line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if tableCount &* 4 >= table.count &* 3 { grow() }
    let key = hash ^ UInt64(serial) &* 0x9E37_79B9_7F4A_7C15
    let mask = table.count &- 1
    var place = Int(truncatingIfNeeded: key &>> 20) & mask
    while table[place].epoch == epoch {
      if table[place].key == key, isSame(Int(table[place].start), name, line) { return false }
      place = (place &+ 1) & mask
    }
    table[place] = TableEntry(key: key, start: name.start32, epoch: epoch)
    tableCount &+= 1
    return true
  }

  /// Equal keys are equal names but for a chance in 2⁶⁴, so the end may be looked for again.
  private func isSame(
    _ start: Int, _ name: JSONValue, _ line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let (end, hasEscapes) = StringScan.skipValid(from: start, in: line)
    let known = JSONValue(kind: .string, start: start, end: end, hasEscapes: hasEscapes)
    return NameRegistry.isSame(known, name, in: line)
  }

  private mutating func grow() {
    let old = table
    table = Array(repeating: TableEntry(), count: max(64, old.count * 4))
    let mask = table.count &- 1
    for entry in old where entry.epoch == epoch {
      var place = Int(truncatingIfNeeded: entry.key &>> 20) & mask
      while table[place].epoch == epoch { place = (place &+ 1) & mask }
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
