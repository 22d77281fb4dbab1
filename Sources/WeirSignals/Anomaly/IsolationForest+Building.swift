/// Building a forest out of trees nobody vouches for.
extension IsolationForest {
  /// - Parameters:
  ///   - trees: each a list of nodes, parents before children, node 0 the root.
  ///   - sampleSize: rows each tree was given.
  ///   - pathLengths: c(n) as a file recorded it; left out, computed.
  public init(
    trees: [[ForestNode]], featureCount: Int, sampleSize: Int, pathLengths: PathLengths? = nil
  ) throws(ForestError) {
    try Self.checkSizes(trees: trees.count, featureCount: featureCount, sampleSize: sampleSize)
    var building = ForestBuilding(
      featureCount: featureCount,
      pathLengths: pathLengths ?? Self.neededPathLengths(of: trees, sampleSize: sampleSize))
    for (index, tree) in trees.enumerated() { try building.append(tree, number: index) }
    guard let usual = building.pathLengths.length(rows: UInt32(sampleSize)) else {
      throw .missingPathLength(rows: UInt32(sampleSize))
    }
    self.featureCount = featureCount
    self.sampleSize = sampleSize
    self.pathLengths = building.pathLengths
    treeCount = trees.count
    nodes = building.nodes
    roots = building.roots
    leafTerms = building.leafTerms
    rows = building.rows
    missingLeft = building.missingLeft
    divisor = Double(trees.count) * usual
    pack()
  }

  private static func checkSizes(
    trees: Int, featureCount: Int, sampleSize: Int
  ) throws(ForestError) {
    guard trees > 0 else { throw .noTrees }
    guard trees <= SignalLimits.treesMax else { throw .tooManyTrees(trees) }
    guard featureCount > 0 else { throw .noFeatures }
    guard featureCount <= SignalLimits.featuresMax else { throw .tooManyFeatures(featureCount) }
    guard (1...SignalLimits.sampleSizeMax).contains(sampleSize) else {
      throw .sampleSizeOutOfRange(sampleSize)
    }
  }

  private static func neededPathLengths(
    of trees: [[ForestNode]], sampleSize: Int
  ) -> PathLengths {
    var needed: Set<UInt32> = [UInt32(sampleSize)]
    for tree in trees {
      for node in tree where node.isLeaf { needed.insert(node.rows) }
    }
    return PathLengths(rows: needed)
  }

  /// The trees as they were handed over.
  public var trees: [[ForestNode]] {
    roots.indices.map { tree in
      let start = Int(roots[tree])
      let end = tree + 1 < roots.count ? Int(roots[tree + 1]) : nodes.count
      return (start..<end).map { node(at: $0, root: start) }
    }
  }

  private func node(at index: Int, root: Int) -> ForestNode {
    let node = nodes[index]
    guard node.feature >= 0 else { return .leaf(rows: rows[index]) }
    return ForestNode(
      feature: node.feature, threshold: Double(node.threshold),
      left: Int32(Int(node.left) - root), right: Int32(Int(node.right) - root),
      rows: rows[index], isMissingLeft: missingLeft[index])
  }
}

/// The arrays of a forest while trees are checked and appended.
private struct ForestBuilding {
  let featureCount: Int
  let pathLengths: PathLengths
  var nodes: [IsolationForest.Node] = []
  var roots: [UInt32] = []
  var leafTerms: [Double] = []
  var rows: [UInt32] = []
  var missingLeft: [Bool] = []

  init(featureCount: Int, pathLengths: PathLengths) {
    self.featureCount = featureCount
    self.pathLengths = pathLengths
  }

  mutating func append(_ tree: [ForestNode], number: Int) throws(ForestError) {
    guard !tree.isEmpty else { throw .emptyTree(tree: number) }
    guard tree.count <= Int(Int32.max) - nodes.count else { throw .tooManyNodes(tree: number) }
    // The root is 1; 0 marks a node that no parent has led to yet.
    var depths = [Int](repeating: 0, count: tree.count)
    depths[0] = 1
    let root = nodes.count
    roots.append(UInt32(root))
    for index in tree.indices {
      guard depths[index] > 0 else { throw .unreachableNode(tree: number, node: index) }
      rows.append(tree[index].rows)
      missingLeft.append(tree[index].isMissingLeft)
      if tree[index].isLeaf {
        try appendLeaf(tree[index], depth: depths[index], tree: number, node: index)
      } else {
        try check(tree, index, &depths, number: number)
        appendSplit(tree[index], root: root)
      }
    }
  }

  private mutating func appendLeaf(
    _ leaf: ForestNode, depth: Int, tree: Int, node: Int
  ) throws(ForestError) {
    guard leaf.rows > 0 else { throw .wrongRows(tree: tree, node: node) }
    guard let length = pathLengths.length(rows: leaf.rows) else {
      throw .missingPathLength(rows: leaf.rows)
    }
    nodes.append(
      IsolationForest.Node(
        threshold: 0, feature: -1, left: UInt32(leafTerms.count), right: 0))
    leafTerms.append((Double(depth) + length) - 1.0)
  }

  private mutating func appendSplit(_ split: ForestNode, root: Int) {
    nodes.append(
      IsolationForest.Node(
        threshold: split.threshold, feature: split.feature,
        left: UInt32(root + Int(split.left)), right: UInt32(root + Int(split.right))))
  }

  private func check(
    _ tree: [ForestNode], _ index: Int, _ depths: inout [Int], number: Int
  ) throws(ForestError) {
    let node = tree[index]
    guard node.feature < featureCount else {
      throw .unknownFeature(tree: number, node: index)
    }
    guard node.threshold.isFinite else { throw .thresholdNotFinite(tree: number, node: index) }
    guard depths[index] <= SignalLimits.depthMax else {
      throw .tooDeep(tree: number, node: index)
    }
    var rows: UInt64 = 0
    for child in [Int(node.left), Int(node.right)] {
      guard child > index, child < tree.count, depths[child] == 0 else {
        throw .misplacedChild(tree: number, node: index)
      }
      depths[child] = depths[index] + 1
      rows += UInt64(tree[child].rows)
    }
    guard rows == UInt64(node.rows) else { throw .wrongRows(tree: number, node: index) }
  }
}
