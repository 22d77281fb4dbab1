/// A forest once more, laid out for the walk alone: complete trees, eight side by side.
///
/// Every tree is filled up to one depth, so that a child's place follows from its parent's and all
/// walks take as many steps: no branch, and eight chains of loads that do not wait for each other.
///
///     node        8 bytes   threshold 4 · feature 4
///     tree        node 1 is the root, the children of i are 2i (value ≤ threshold) and 2i + 1
///     nodes       of each group of eight trees:  node 1 of a b c d e f g h, node 2 of a … h, …
///     leaves      2 bytes each, likewise: which of `terms` the path in a, b … h ends with
///     terms       the different path lengths of leaves
///
/// A leaf above the bottom is filled up with nodes whose paths all end with its term. A last group
/// that is not full has trees whose term is 0.
///
/// Rows with a missing value (NaN) take the walk of `IsolationForest`, as do forests that are too
/// small to gain, too deep for their number of nodes, or have too many features or path lengths.
struct PackedForest: Sendable {
  struct Node: Sendable {
    var threshold: Float = 0
    var feature: UInt32 = 0
  }

  static let width = 8
  let depth: Int
  private(set) var nodes: [Node]
  private(set) var leaves: [UInt16]
  private(set) var terms: [Double] = [0]
  private var termPlaces: [UInt64: UInt16] = [:]

  /// Room for so many nodes is always given; beyond, a complete tree may take four times the nodes.
  private static let nodesFree = 1 << 20
  /// The row is kept on the stack as long as it is no larger than this.
  private static let featuresMax = 256
  /// Fewer are walked one by one as fast.
  private static let treesMin = 4

  init?(_ forest: IsolationForest) {
    let depth = Self.depth(of: forest)
    let places = (forest.treeCount + Self.width - 1) / Self.width * Self.width
    guard forest.treeCount >= Self.treesMin, forest.featureCount <= Self.featuresMax, depth < 24,
      places << depth <= max(Self.nodesFree, forest.nodes.count * 4)
    else { return nil }
    self.depth = depth
    nodes = Array(repeating: Node(), count: places << depth)
    leaves = Array(repeating: 0, count: places << depth)
    for (tree, root) in forest.roots.enumerated() {
      guard fill(tree, from: Int(root), of: forest) else { return nil }
    }
    termPlaces = [:]
  }

  /// Splits on the longest way from a root to a leaf.
  private static func depth(of forest: IsolationForest) -> Int {
    var depths = [UInt8](repeating: 0, count: forest.nodes.count)
    for (index, node) in forest.nodes.enumerated() where node.feature >= 0 {
      depths[Int(node.left)] = depths[index] + 1
      depths[Int(node.right)] = depths[index] + 1
    }
    return Int(depths.max() ?? 0)
  }

  /// False where there are more different terms than two bytes can tell apart.
  private mutating func fill(_ tree: Int, from root: Int, of forest: IsolationForest) -> Bool {
    let group = tree / Self.width * Self.width << depth
    var tasks = [(node: root, place: 1, level: 0)]
    while let task = tasks.popLast() {
      let node = forest.nodes[task.node]
      if node.feature < 0 {
        guard let term = place(of: forest.leafTerms[Int(node.left)]) else { return false }
        let first = (task.place << (depth - task.level)) - 1 << depth
        for path in first..<first + 1 << (depth - task.level) {
          leaves[group + path * Self.width + tree % Self.width] = term
        }
      } else {
        nodes[group + task.place * Self.width + tree % Self.width] = Node(
          threshold: node.threshold, feature: UInt32(node.feature))
        tasks.append((Int(node.left), task.place * 2, task.level + 1))
        tasks.append((Int(node.right), task.place * 2 + 1, task.level + 1))
      }
    }
    return true
  }

  private mutating func place(of term: Double) -> UInt16? {
    if let known = termPlaces[term.bitPattern] { return known }
    guard let place = UInt16(exactly: terms.count) else { return nil }
    terms.append(term)
    termPlaces[term.bitPattern] = place
    return place
  }
}
