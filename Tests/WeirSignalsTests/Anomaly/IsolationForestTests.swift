import Testing

@testable import WeirSignals

@Suite struct IsolationForestTests {
  private func split(
    _ feature: Int32, _ threshold: Double, _ left: Int32, _ right: Int32, rows: UInt32,
    missingLeft: Bool = false
  ) -> ForestNode {
    ForestNode(
      feature: feature, threshold: threshold, left: left, right: right, rows: rows,
      isMissingLeft: missingLeft)
  }

  private func forest(_ trees: [[ForestNode]], features: Int = 2) throws -> IsolationForest {
    try IsolationForest(trees: trees, featureCount: features, sampleSize: 4)
  }

  private var small: [ForestNode] {
    [
      split(0, 0.1, 1, 2, rows: 4, missingLeft: true), .leaf(rows: 1),
      split(1, 5, 3, 4, rows: 3), .leaf(rows: 2), .leaf(rows: 1),
    ]
  }

  @Test func `paths are depth and usual rest, equality goes left, missing where told`() throws {
    let forest = try forest([small])
    #expect(forest.pathLengthSum([0, 9]) == 1)
    #expect(forest.pathLengthSum([1, 5]) == 3)
    #expect(forest.pathLengthSum([1, 5.1]) == 2)
    #expect(forest.pathLengthSum([.nan, 9]) == 1)
    #expect(forest.pathLengthSum([1, .nan]) == 2)
    #expect(forest.pathLengthSum([.infinity, -.infinity]) == 3)
    #expect(forest.trees == [small])
  }

  @Test func `values are rounded to a float before they are compared and thresholds are not`()
    throws
  {
    let forest = try forest([small])
    // 0.1 lies below its nearest Float, so that Float is above the threshold.
    #expect(Double(Float(0.1)) > 0.1)
    #expect(forest.pathLengthSum([0.1, 9]) == 2)
    #expect(forest.pathLengthSum([Double(Float(0.1).nextDown), 9]) == 1)
  }

  @Test func `trees of one row say one half`() throws {
    let forest = try IsolationForest(trees: [[.leaf(rows: 1)]], featureCount: 1, sampleSize: 1)
    #expect(forest.score([5]) == 0.5)
  }

  @Test func `what is wrong with a tree is named`() {
    func expect(_ error: ForestError, _ tree: [ForestNode]) {
      #expect(throws: error) { try forest([[.leaf(rows: 4)], tree]) }
    }
    let leaf = ForestNode.leaf(rows: 2)
    expect(.emptyTree(tree: 1), [])
    expect(.misplacedChild(tree: 1, node: 0), [split(0, 1, 0, 1, rows: 4), leaf])
    expect(.misplacedChild(tree: 1, node: 0), [split(0, 1, 1, 1, rows: 4), leaf])
    expect(.misplacedChild(tree: 1, node: 0), [split(0, 1, 1, 3, rows: 4), leaf, leaf])
    expect(.misplacedChild(tree: 1, node: 0), [split(0, 1, -1, 2, rows: 4), leaf, leaf])
    expect(.unreachableNode(tree: 1, node: 3), [split(0, 1, 1, 2, rows: 4), leaf, leaf, leaf])
    expect(.unknownFeature(tree: 1, node: 0), [split(2, 1, 1, 2, rows: 4), leaf, leaf])
    expect(.wrongRows(tree: 1, node: 0), [split(0, 1, 1, 2, rows: 5), leaf, leaf])
    expect(.wrongRows(tree: 1, node: 0), [.leaf(rows: 0)])
    for threshold in [Double.nan, .infinity, -.infinity] {
      expect(
        .thresholdNotFinite(tree: 1, node: 0), [split(0, threshold, 1, 2, rows: 4), leaf, leaf])
    }
    #expect(throws: ForestError.noTrees) { try forest([]) }
    #expect(throws: ForestError.noFeatures) { try forest([small], features: 0) }
  }

  @Test func `a chain that is too deep is refused`() {
    let depth: Int32 = 80
    var tree: [ForestNode] = []
    for level in 0..<depth {
      tree.append(
        split(0, 1, level * 2 + 1, level * 2 + 2, rows: UInt32(depth - level) + 1))
      tree.append(.leaf(rows: 1))
    }
    tree.append(.leaf(rows: 1))
    // Splits at even places, each followed by its leaf.
    #expect(throws: ForestError.tooDeep(tree: 0, node: 128)) { try forest([tree]) }
  }
}
