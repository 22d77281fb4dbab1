import Testing

@testable import WeirSignals

@Suite struct PackedForestTests {
  /// Rows on and around the thresholds, so that equality and rounding are met too.
  private func rows(
    _ forest: IsolationForest, _ random: inout RandomSource, count: Int
  ) -> [[Double]] {
    let thresholds = forest.nodes.filter { $0.feature >= 0 }.map { Double($0.threshold) } + [0.5]
    return (0..<count).map { _ in
      (0..<forest.featureCount).map { _ in
        switch random.number(in: 0...5) {
        case 0:
          random.pick([.infinity, -.infinity, 0, -0.0, 1e300, -1e300, .leastNonzeroMagnitude])
        case 1, 2: random.pick(thresholds)
        case 3: random.pick(thresholds).nextUp
        default: Double(random.number(in: -2_000...2_000)) / 1_000
        }
      }
    }
  }

  private func expectAgreement(
    _ forest: IsolationForest, _ random: inout RandomSource, isPacked: Bool = true
  ) {
    #expect((forest.packed != nil) == isPacked)
    for row in rows(forest, &random, count: 60) {
      row.withUnsafeBufferPointer { row in
        let walked = forest.walkedPathLengthSum(row)
        #expect(forest.pathLengthSum(row).bitPattern == walked.bitPattern)
        if isPacked { #expect(forest.packed?.pathLengthSum(row) == walked) }
      }
    }
  }

  @Test(arguments: [4, 7, 8, 9, 100], [1, 2, 3, 16, 200, 256])
  func `packed trees and the walk from node to node agree to the bit`(
    _ trees: Int, _ sampleSize: Int
  ) throws {
    var random = RandomSource(seed: UInt64(trees * 1_000 + sampleSize))
    let features = Int(random.number(in: 1...9))
    let values = (0..<400 * features).map { _ in Double(random.number(in: -999...999)) / 500 }
    let forest = try ForestTrainer(
      ForestParameters(trees: trees, sampleSize: sampleSize, seed: 5)
    ).train(rows: values, featureCount: features)
    expectAgreement(forest, &random)
  }

  /// A tree in which each split cuts off one row, so that it is `depth` deep.
  private func chain(_ depth: Int32) -> [ForestNode] {
    var tree: [ForestNode] = []
    for level in 0..<depth {
      tree.append(
        ForestNode(
          feature: 0, threshold: Double(level) / 16, left: level * 2 + 1, right: level * 2 + 2,
          rows: UInt32(depth - level) + 1, isMissingLeft: level % 2 == 0))
      tree.append(.leaf(rows: 1))
    }
    return tree + [.leaf(rows: 1)]
  }

  @Test(arguments: [0, 1, 5, 16, 17, 30, 64] as [Int32])
  func `a tree as deep as trees may be has the same sums`(_ depth: Int32) throws {
    var random = RandomSource(seed: 3)
    let forest = try IsolationForest(
      trees: Array(repeating: chain(depth), count: 3) + [chain(2)], featureCount: 2, sampleSize: 100
    )
    expectAgreement(forest, &random, isPacked: depth <= 17)
  }

  @Test func `few trees and many features are left to the walk`() throws {
    var random = RandomSource(seed: 4)
    let forest = try IsolationForest(
      trees: Array(repeating: chain(3), count: 4), featureCount: 300, sampleSize: 4)
    expectAgreement(forest, &random, isPacked: false)
    let few = try IsolationForest(trees: [chain(3)], featureCount: 1, sampleSize: 4)
    expectAgreement(few, &random, isPacked: false)
  }

  @Test func `a missing value goes where its node says`() throws {
    let forest = try IsolationForest(
      trees: Array(repeating: chain(4), count: 5), featureCount: 2, sampleSize: 5)
    #expect(forest.packed != nil)
    // The first split sends it left, where a leaf is.
    #expect(forest.pathLengthSum([.nan, 1]) == 5)
    #expect(forest.pathLengthSum([1, .nan]) == 20)
  }
}
