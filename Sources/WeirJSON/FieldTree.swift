import WeirText

/// The member names to look for, as a tree; path `i` fills slot `i` of a document.
///
/// A path may be a prefix of another, the empty path is the whole object, and arrays end a path.
public struct FieldTree: Sendable {
  let slotCount: Int
  private let storage: NameTables

  public init(paths: [[String]]) {
    slotCount = paths.count
    var draft = FieldDraft()
    for (slot, path) in paths.enumerated() { draft.add(path, slot: Int32(slot)) }
    storage = NameTables(draft)
  }

  /// What a reader walks; valid as long as the tree.
  var view: NameTables.View { storage.view }

  /// The folded names of a node's children, as scalars.
  func folded(of node: Int) -> [[UInt32]] { storage.folded[node] }

  /// The scalars of the longest of them.
  func foldedMost(of node: Int) -> Int { storage.foldedMost[node] }
}

/// The tree while it is built.
struct FieldDraft {
  struct Node {
    var slots: [Int32] = []
    var children: [(name: [UInt8], node: Int)] = []
  }

  private(set) var nodes = [Node()]

  mutating func add(_ path: [String], slot: Int32) {
    var node = 0
    for name in path { node = child(of: node, named: Array(name.utf8)) }
    nodes[node].slots.append(slot)
  }

  private mutating func child(of node: Int, named name: [UInt8]) -> Int {
    if let known = nodes[node].children.first(where: { $0.name == name }) { return known.node }
    nodes[node].children.append((name, nodes.count))
    nodes.append(Node())
    return nodes.count - 1
  }
}
