import Foundation
import Testing

@testable import WeirSignals

@Suite struct TrainingTests {
  private func rows(_ count: Int, features: Int, seed: UInt64 = 1) -> [Double] {
    var random = RandomSource(seed: seed)
    return (0..<count * features).map { _ in random.nextUnit() + random.nextUnit() }
  }

  private func train(
    _ rows: [Double], features: Int, trees: Int = 20, sampleSize: Int = 64, seed: UInt64 = 7
  ) throws -> IsolationForest {
    try ForestTrainer(ForestParameters(trees: trees, sampleSize: sampleSize, seed: seed))
      .train(rows: rows, featureCount: features)
  }

  @Test func `the same rows and seed give the same forest, another seed another`() throws {
    let rows = rows(300, features: 3)
    let one = try train(rows, features: 3).trees
    #expect(try train(rows, features: 3).trees == one)
    let other = try train(rows, features: 3, seed: 8).trees
    #expect(Set(other).isDisjoint(with: Set(one)))
  }

  @Test func `a tree depends on its number and not on the trees before it`() throws {
    let rows = rows(300, features: 3)
    let few = try train(rows, features: 3, trees: 5).trees
    #expect(Array(try train(rows, features: 3, trees: 9).trees.prefix(5)) == few)
  }

  /// A change here changes every model that is trained again: it needs a new file version.
  @Test func `a small forest has the shape it always had`() throws {
    let forest = try train([0, 1, 2, 3, 10], features: 1, trees: 2, sampleSize: 4, seed: 1)
    var hasher = Fingerprinter(seed: (0, 0))
    for node in forest.trees.joined() {
      hasher.add(integer: Int64(node.feature))
      hasher.add(real: Double(node.threshold))
      hasher.add(integer: Int64(node.left))
      hasher.add(integer: Int64(node.rows))
    }
    #expect(
      hasher.finalize() == KeyHash(high: 9_612_552_403_273_817_820, low: 5_405_992_080_587_044_380))
  }

  @Test func `trees keep to the depth limit and split until rows are alone`() throws {
    for sampleSize in [1, 2, 3, 4, 5, 64, 100] {
      let forest = try train(rows(200, features: 2), features: 2, sampleSize: sampleSize)
      let limit = Int(log2(Double(max(sampleSize, 2))).rounded(.up))
      for tree in forest.trees {
        var depths = [0: 0]
        for (index, node) in tree.enumerated() {
          let depth = try #require(depths[index])
          #expect(depth <= limit)
          if node.isLeaf {
            #expect(node.rows == 1 || depth == limit)
          } else {
            depths[Int(node.left)] = depth + 1
            depths[Int(node.right)] = depth + 1
          }
        }
        #expect(tree[0].rows == UInt32(sampleSize))
      }
    }
  }

  @Test func `what is far out scores higher`() throws {
    var rows = rows(400, features: 2)
    rows += [9, 9]
    let forest = try train(rows, features: 2, trees: 50)
    #expect(forest.score([9, 9]) > 0.7)
    #expect(forest.score([1, 1]) < 0.5)
    let explanation = forest.explain([1, 9])
    #expect(explanation.reasons.first == 1)
    let sum = explanation.basePathLength + explanation.contributions.reduce(0, +)
    #expect(abs(sum - explanation.pathLength) < 1e-9)
  }

  @Test func `rows that are all the same score one half`() throws {
    let forest = try train([Double](repeating: 3, count: 90), features: 3)
    #expect(abs(forest.score([3, 3, 3]) - 0.5) < 1e-14)
    #expect(forest.trees.allSatisfy { $0.count == 1 })
  }

  @Test func `neighbouring numbers are split without an empty side`() throws {
    let rows = (0..<64).map { Double(Float(1).nextUp) + Double($0 % 2) * 0x1p-23 }
    let forest = try train(rows.map { $0 * 1e6 }, features: 1, trees: 40)
    #expect(forest.trees.joined().allSatisfy { $0.rows > 0 })
  }

  @Test func `values that are not finite are refused by place`() throws {
    for bad in [Double.nan, .infinity, -.infinity, 1e39] {
      var rows = rows(10, features: 3)
      rows[3 * 4 + 2] = bad
      #expect(throws: TrainingError.valueNotFinite(row: 4, feature: 2)) {
        try train(rows, features: 3)
      }
    }
  }

  @Test func `parameters out of range are refused`() {
    #expect(throws: TrainingError.noRows) { try train([], features: 1) }
    #expect(throws: TrainingError.unevenRows) { try train([1, 2, 3], features: 2) }
    #expect(throws: TrainingError.featuresOutOfRange(0)) { try train([1], features: 0) }
    #expect(throws: TrainingError.treesOutOfRange(0)) { try train([1], features: 1, trees: 0) }
    #expect(throws: TrainingError.sampleSizeOutOfRange(-1)) {
      try train([1], features: 1, sampleSize: -1)
    }
  }

  private struct Golden: Decodable {
    struct Parameters: Decodable {
      let nTrees: Int
      let maxSamples: Int
    }
    let params: Parameters
    let seeds: Double
    let offsetMean: Double
    let offsetStd: Double
    let meanScore: [Double]
    let stdScore: [Double]
    let trainRows: [[Double]]
    let rows: [[Double]]
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: ../shared/golden is not there"),
    arguments: ["gaussian", "message-like", "small-duplicates"])
  func `scores are distributed as scikit-learn's`(_ name: String) throws {
    let golden = try SharedData.decode(Golden.self, "training-\(name).json")
    let fits = 8.0
    var sums = [Double](repeating: 0, count: golden.rows.count)
    var offset = 0.0
    for fit in 0..<UInt64(fits) {
      let model = try ModelFile(
        training: golden.trainRows.flatMap { $0 },
        features: golden.trainRows[0].indices.map { ModelFeature(name: "f\($0)", domain: nil) },
        fingerprint: KeyHash(high: 0, low: 0),
        parameters: ForestParameters(
          trees: golden.params.nTrees, sampleSize: golden.params.maxSamples, seed: fit))
      for index in sums.indices { sums[index] -= model.forest.score(golden.rows[index]) }
      offset -= model.scores.threshold(share: 0.05)
    }
    let factor = 4 * (1 / fits + 1 / golden.seeds).squareRoot()
    let accepted = sums.indices.filter {
      abs(sums[$0] / fits - golden.meanScore[$0]) <= factor * golden.stdScore[$0] + 0.001
    }
    #expect(Double(accepted.count) >= 0.99 * Double(sums.count))
    #expect(abs(offset / fits - golden.offsetMean) <= factor * golden.offsetStd + 0.001)
  }
}
