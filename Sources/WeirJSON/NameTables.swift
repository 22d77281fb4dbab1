import WeirText

/// A field tree in four plain arrays, so that a name is found with one multiplication and a compare.
///
///     nodes     node 0 is the object itself, the others are members of the paths
///     entries   of each node with children two hash tables, one after the other: its children by
///               name, and by folded name. A table has 2ⁿ places, at least twice the children; a
///               name's home is the top n bits of (first eight bytes ⊕ length) · factor, and a run
///               ends at a vacant place (count −1).
///     names     the bytes of all names and folded names
///     slots     the slots that each node fills
///
/// The pointers stay valid and unchanged as long as this object: whoever keeps a `View` keeps it too.
final class NameTables: @unchecked Sendable {
  struct Node {
    var firstSlot: Int32 = 0
    var slotCount: Int32 = 0
    /// The places of its tables, or -1 without children.
    var byName: Int32 = -1
    var byFolded: Int32 = -1
    /// 64 − n.
    var shift: UInt64 = 63
    /// Bit `n` is set where a child's folded name has `n` bytes, bit 63 for 63 and more.
    var foldedLengths: UInt64 = 0
  }

  struct Entry {
    /// The name's first eight bytes, zero behind its end.
    var prefix: UInt64 = 0
    /// Its bytes; -1 marks a vacant place.
    var count: Int32 = -1
    /// Where `names` has it.
    var name: Int32 = 0
    /// The child's node, and its number among its siblings.
    var node: Int32 = 0
    var number: Int32 = 0
  }

  struct View: @unchecked Sendable {
    let nodes: UnsafePointer<Node>
    let entries: UnsafePointer<Entry>
    let names: UnsafePointer<UInt8>
    let slots: UnsafePointer<Int32>
  }

  let view: View
  /// By node: the folded names of its children, as scalars.
  let folded: [[[UInt32]]]
  /// By node: the scalars of the longest of them.
  let foldedMost: [Int]

  init(_ draft: FieldDraft) {
    var builder = NameTableBuilder()
    for node in draft.nodes { builder.add(node) }
    folded = builder.folded
    foldedMost = folded.map { $0.map(\.count).max() ?? 0 }
    view = View(
      nodes: Self.copy(builder.nodes), entries: Self.copy(builder.entries),
      names: Self.copy(builder.names), slots: Self.copy(builder.slots))
  }

  deinit {
    view.nodes.deallocate()
    view.entries.deallocate()
    view.names.deallocate()
    view.slots.deallocate()
  }

  private static func copy<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafePointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, array.count))
    _ = copy.initialize(from: array)
    return UnsafePointer(copy.baseAddress.unsafelyUnwrapped)
  }
}

extension NameTables.View {
  /// The child with a name, given by its first eight bytes (zero behind its end) and all of them.
  @inline(__always)
  func child(
    of node: NameTables.Node, prefix: UInt64, name: UnsafeBufferPointer<UInt8>
  ) -> NameTables.Entry? {
    find(in: Int(node.byName), node.shift, prefix, name.count) { entry in
      name.count <= 8 || isSame(entry, name) { $0 }
    }
  }

  /// Whether an ASCII name that no child has is one when its capitals are small letters.
  func isFolded(_ name: UnsafeBufferPointer<UInt8>, prefix: UInt64, of node: NameTables.Node)
    -> Bool
  {
    let prefix = NameTables.asciiFolded(prefix)
    return find(in: Int(node.byFolded), node.shift, prefix, name.count) { entry in
      name.count <= 8 || isSame(entry, name, Folding.asciiFolded)
    } != nil
  }

  @inline(__always)
  private func find(
    in table: Int, _ shift: UInt64, _ prefix: UInt64, _ count: Int,
    where isWanted: (NameTables.Entry) -> Bool
  ) -> NameTables.Entry? {
    let mask = Int(truncatingIfNeeded: UInt64.max &>> shift)
    var place = NameTables.home(prefix, count, shift)
    while true {
      let entry = entries[table &+ place]
      if entry.count < 0 { return nil }
      if entry.prefix == prefix, Int(entry.count) == count, isWanted(entry) { return entry }
      place = (place &+ 1) & mask
    }
  }

  @inline(__always)
  private func isSame(
    _ entry: NameTables.Entry, _ name: UnsafeBufferPointer<UInt8>, _ map: (UInt8) -> UInt8
  ) -> Bool {
    let known = names + Int(entry.name)
    for index in 8..<name.count where known[index] != map(name[index]) { return false }
    return true
  }
}

extension NameTables {
  @inline(__always)
  static func home(_ prefix: UInt64, _ count: Int, _ shift: UInt64) -> Int {
    let mixed = (prefix ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  @inline(__always)
  static func lengthBit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

  /// Eight ASCII bytes with small letters for capitals: the high bit rises in a byte from `A` on by
  /// the first sum, beyond `Z` by the second.
  @inline(__always)
  static func asciiFolded(_ bytes: UInt64) -> UInt64 {
    let fromA = bytes &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = bytes &+ 0x2525_2525_2525_2525
    return bytes | (fromA & ~beyondZ & 0x8080_8080_8080_8080) >> 2
  }
}

/// The arrays of `NameTables` while they grow.
private struct NameTableBuilder {
  var nodes: [NameTables.Node] = []
  var entries: [NameTables.Entry] = []
  var names: [UInt8] = []
  var slots: [Int32] = []
  var folded: [[[UInt32]]] = []

  mutating func add(_ draft: FieldDraft.Node) {
    var node = NameTables.Node()
    node.firstSlot = Int32(slots.count)
    node.slotCount = Int32(draft.slots.count)
    slots += draft.slots
    let keys = draft.children.map { $0.name.withUnsafeBufferPointer(Folding.compatibilityFolded) }
    folded.append(keys.map { String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) })
    if !keys.isEmpty {
      let bits = Int.bitWidth - (draft.children.count * 2 - 1).leadingZeroBitCount
      node.shift = UInt64(64 - bits)
      node.byName = addTable(draft.children.map { ($0.name, $0.node) }, node.shift)
      node.byFolded = addTable(zip(keys, draft.children).map { ($0, $1.node) }, node.shift)
      for key in keys { node.foldedLengths |= NameTables.lengthBit(key.count) }
    }
    nodes.append(node)
  }

  private mutating func addTable(_ named: [(name: [UInt8], node: Int)], _ shift: UInt64) -> Int32 {
    let table = entries.count
    let mask = (1 << (64 - Int(shift))) - 1
    entries += Array(repeating: NameTables.Entry(), count: mask + 1)
    for (number, child) in named.enumerated() {
      let prefix = child.name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var place = NameTables.home(prefix, child.name.count, shift)
      while entries[table + place].count >= 0 { place = (place + 1) & mask }
      entries[table + place] = NameTables.Entry(
        prefix: prefix, count: Int32(child.name.count), name: Int32(names.count),
        node: Int32(child.node), number: Int32(number))
      names += child.name
    }
    return Int32(table)
  }
}
