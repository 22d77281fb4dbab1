/// An isolation forest, immutable: rows of numbers in, a score 0…1 out, high is odd.
///
/// Liu, Ting and Zhou, "Isolation forest" (2008); every step and its order follow scikit-learn
/// (`score_samples` negated), so that sums of path lengths agree with it to the bit.
///
///     row        each value rounded to Float; NaN means missing
///     walk       value ≤ threshold goes left; missing goes where the node says
///     leaf       (depth, the root's is 1, + c(rows)) − 1, added up tree by tree
///     score      2^(−sum / (trees · c(rows a tree was given)))
///
/// Trees lie one after another in one array of 16-byte nodes, parents first:
///
///     threshold 4 · feature 4 · left 4 · right 4
///
/// In a leaf `feature` is −1 and `left` is the index of its term in `leafTerms`. Scores come from
/// `PackedForest` where the trees fit it; the two agree to the bit.
public struct IsolationForest: Sendable {
  struct Node: Sendable {
    let threshold: Float
    let feature: Int32
    let left: UInt32
    let right: UInt32
  }

  public let featureCount: Int
  public let treeCount: Int
  /// Rows each tree was given in training; the divisor of a score.
  public let sampleSize: Int
  public let pathLengths: PathLengths
  let nodes: [Node]
  let roots: [UInt32]
  let leafTerms: [Double]
  /// Training rows and where missing goes, for files and explanations.
  let rows: [UInt32]
  let missingLeft: [Bool]
  /// trees · c(sampleSize)
  let divisor: Double
  /// The same trees for the walk alone; nil where they do not fit that layout.
  private(set) var packed: PackedForest?

  /// The sum of path lengths over all trees. Does not allocate; takes steps for each tree's depth.
  public func pathLengthSum(_ row: UnsafeBufferPointer<Double>) -> Double {
    precondition(row.count == featureCount, "a row has a value for each feature")
    return packed?.pathLengthSum(row) ?? walkedPathLengthSum(row)
  }

  /// The same sum from node to node, where values may be missing.
  func walkedPathLengthSum(_ row: UnsafeBufferPointer<Double>) -> Double {
    nodes.withUnsafeBufferPointer { nodes in
      var sum = 0.0
      for root in roots { sum += leafTerms[Int(leaf(from: root, row, nodes))] }
      return sum
    }
  }

  mutating func pack() { packed = PackedForest(self) }

  /// How odd the row is, 0…1.
  public func score(_ row: UnsafeBufferPointer<Double>) -> Double {
    score(pathLengthSum: pathLengthSum(row))
  }

  public func score(_ row: [Double]) -> Double {
    row.withUnsafeBufferPointer { score($0) }
  }

  public func pathLengthSum(_ row: [Double]) -> Double {
    row.withUnsafeBufferPointer { pathLengthSum($0) }
  }

  /// 2^(−sum / divisor); ½ where the divisor is 0, since trees of one row tell nothing.
  func score(pathLengthSum sum: Double) -> Double {
    PortableMath.powerOfTwo(divisor == 0 ? -1 : -(sum / divisor))
  }

  /// The term index of the leaf that the row ends in.
  private func leaf(
    from root: UInt32, _ row: UnsafeBufferPointer<Double>, _ nodes: UnsafeBufferPointer<Node>
  ) -> UInt32 {
    var index = Int(root)
    while true {
      let node = nodes[index]
      guard node.feature >= 0 else { return node.left }
      index = Int(child(of: node, at: index, value: row[Int(node.feature)]))
    }
  }

  @inline(__always)
  func child(of node: Node, at index: Int, value: Double) -> UInt32 {
    let rounded = Float(value)
    if rounded.isNaN { return missingLeft[index] ? node.left : node.right }
    return rounded <= node.threshold ? node.left : node.right
  }
}

/// The thresholds of scikit-learn.
extension IsolationForest {
  /// The threshold of contamination='auto': anomalous is a score above it.
  public static let automaticThreshold = 0.5
}
