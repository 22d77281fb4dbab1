/// One node of a tree as trees are handed over; node 0 is the root.
public struct ForestNode: Hashable, Sendable {
  /// The feature a split looks at; −1 in a leaf.
  public let feature: Int32
  /// Left when the value, rounded to a `Float`, is at most this. Kept as the largest `Float` that is
  /// not above it, which decides the same for every `Float`.
  public let threshold: Float
  /// The children's indices, greater than the node's own; −1 in a leaf.
  public let left: Int32
  public let right: Int32
  /// Training rows that reached the node.
  public let rows: UInt32
  /// Where a value goes that is missing (NaN).
  public let isMissingLeft: Bool

  public init(
    feature: Int32, threshold: Double, left: Int32, right: Int32, rows: UInt32,
    isMissingLeft: Bool
  ) {
    self.feature = feature
    self.threshold = Self.floor(threshold)
    self.left = left
    self.right = right
    self.rows = rows
    self.isMissingLeft = isMissingLeft
  }

  public static func leaf(rows: UInt32) -> ForestNode {
    ForestNode(
      feature: -1, threshold: 0, left: -1, right: -1, rows: rows, isMissingLeft: false)
  }

  public var isLeaf: Bool { feature < 0 }

  static func floor(_ value: Double) -> Float {
    let nearest = Float(value)
    return Double(nearest) > value ? nearest.nextDown : nearest
  }
}

/// What is wrong with a forest; tree and node count from 0.
public enum ForestError: Error, Hashable, Sendable {
  case noTrees
  case tooManyTrees(Int)
  case noFeatures
  case tooManyFeatures(Int)
  case sampleSizeOutOfRange(Int)
  case emptyTree(tree: Int)
  /// More nodes than a tree of its rows can have, or than indices can count.
  case tooManyNodes(tree: Int)
  case unknownFeature(tree: Int, node: Int)
  /// A child that does not come after its parent, is not there, or has two parents.
  case misplacedChild(tree: Int, node: Int)
  /// A node that no parent leads to.
  case unreachableNode(tree: Int, node: Int)
  case thresholdNotFinite(tree: Int, node: Int)
  /// No rows, or not as many as the children have together.
  case wrongRows(tree: Int, node: Int)
  case tooDeep(tree: Int, node: Int)
  /// No average path length for leaves of so many rows.
  case missingPathLength(rows: UInt32)
  case pathLengthOutOfRange(rows: UInt32)
}
