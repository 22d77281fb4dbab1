import WeirText

/// The member names to look for, as a tree; path `i` fills slot `i` of a document.
///
/// A path may be a prefix of another, the empty path is the whole object, and arrays end a path.
public struct FieldTree: Sendable {
  struct Node: Sendable {
    var slots: [Int] = []
    var children: [Child] = []
    /// Bit `n` is set where a child's folded name has `n` bytes, bit 63 for 63 and more.
    var foldedLengths: UInt64 = 0
  }

  struct Child: Sendable {
    var name: [UInt8]
    var folded: [UInt8]
    /// The name's first eight bytes, zero behind its end, as `NameKey.prefix`.
    var prefix: UInt64
    var node: Int
  }

  private(set) var nodes = [Node()]
  let slotCount: Int

  public init(paths: [[String]]) {
    slotCount = paths.count
    for (slot, path) in paths.enumerated() {
      var node = 0
      for name in path { node = child(of: node, named: Array(name.utf8)) }
      nodes[node].slots.append(slot)
    }
  }

  private mutating func child(of node: Int, named name: [UInt8]) -> Int {
    if let known = nodes[node].children.first(where: { $0.name == name }) { return known.node }
    let folded = name.withUnsafeBufferPointer(Folding.compatibilityFolded)
    let prefix = name.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    nodes[node].children.append(
      Child(name: name, folded: folded, prefix: prefix, node: nodes.count))
    nodes[node].foldedLengths |= Self.lengthBit(folded.count)
    nodes.append(Node())
    return nodes.count - 1
  }

  @inline(__always)
  static func lengthBit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}
