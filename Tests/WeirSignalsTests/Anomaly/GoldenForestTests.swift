import Testing

@testable import WeirSignals

@Suite(.enabled(if: SharedData.isPresent, "skipped: ../shared/golden is not there"))
struct GoldenForestTests {
  @Test(arguments: GoldenForest.cases)
  func `scores are scikit-learn's, path sums to the bit`(_ name: String) throws {
    let golden = try SharedData.decode(GoldenForest.self, name + ".json")
    let forest = try golden.load()
    #expect(forest.treeCount == golden.forest.nTrees)
    let threshold = -golden.forest.offset
    for (index, row) in golden.rows.values.enumerated() {
      let score = forest.score(row)
      #expect(forest.pathLengthSum(row) == golden.expected.pathLengthSum[index])
      #expect(abs(-score - golden.expected.scoreSamples[index]) <= 1e-14)
      #expect(abs(threshold - score - golden.expected.decisionFunction[index]) <= 1e-14)
      #expect((score > threshold ? -1 : 1) == golden.expected.predict[index])
    }
  }

  @Test(arguments: GoldenForest.cases)
  func `a forest comes back from its trees and from a file`(_ name: String) throws {
    let golden = try SharedData.decode(GoldenForest.self, name + ".json")
    let forest = try golden.load()
    let file = ModelFile(
      fingerprint: KeyHash(high: 1, low: 2),
      features: golden.forest.featureNames.map { ModelFeature(name: $0, domain: nil) },
      parameters: ForestParameters(
        trees: forest.treeCount, sampleSize: forest.sampleSize, seed: 0),
      trainingRows: forest.sampleSize,
      scores: ScoreDistribution(scores: [Double](repeating: 0.5, count: forest.sampleSize)),
      forest: forest)
    let read = try ModelFile(decoding: file.encode())
    #expect(read.forest.trees == forest.trees)
    for row in golden.rows.values {
      #expect(read.forest.pathLengthSum(row) == forest.pathLengthSum(row))
    }
  }

  @Test func `a share of the training scores gives scikit-learn's offset`() throws {
    let golden = try SharedData.decode(GoldenForest.self, "contamination-half.json")
    let forest = try golden.load()
    let rows = try #require(golden.trainRows).values
    let scores = ScoreDistribution(scores: rows.map { forest.score($0) })
    #expect(abs(scores.threshold(share: 0.5) + golden.forest.offset) <= 1e-14)
  }

  private struct Explanations: Decodable {
    let rowIndex: [Int]
    let baseValue: Double
    let meanPathLength: [Double]
    let pathContribution: [[Double]]
  }

  @Test(arguments: ["eight-features", "message-like"])
  func `contributions are those of the golden explanations`(_ name: String) throws {
    let golden = try SharedData.decode(GoldenForest.self, name + ".json")
    let expected = try SharedData.decode(Explanations.self, "explain-\(name).json")
    let forest = try golden.load()
    for (index, row) in expected.rowIndex.enumerated() {
      let explanation = forest.explain(golden.rows.values[row])
      #expect(abs(explanation.basePathLength - expected.baseValue) <= 1e-9)
      #expect(abs(explanation.pathLength - expected.meanPathLength[index]) <= 1e-9)
      for (ours, theirs) in zip(explanation.contributions, expected.pathContribution[index]) {
        #expect(abs(ours - theirs) <= 1e-9)
      }
    }
  }
}
