@testable import WeirSignals

/// A case of the golden forests (`iforest-golden/1`).
struct GoldenForest: Decodable {
  struct Forest: Decodable {
    let featureNames: [String]
    let nTrees: Int
    let maxSamples: Int
    let offset: Double
    let trees: [Tree]
  }

  struct Tree: Decodable {
    let feature: [Int32]
    let threshold: [GoldenNumber]
    let left: [Int32]
    let right: [Int32]
    let n: [UInt32]
    let nanLeft: [Int]

    var nodes: [ForestNode] {
      feature.indices.map {
        ForestNode(
          feature: feature[$0], threshold: threshold[$0].value, left: left[$0], right: right[$0],
          rows: n[$0], isMissingLeft: nanLeft[$0] == 1)
      }
    }
  }

  struct Expected: Decodable {
    let pathLengthSum: [Double]
    let scoreSamples: [Double]
    let decisionFunction: [Double]
    let predict: [Int]
  }

  let forest: Forest
  let rows: [[GoldenNumber]]
  let trainRows: [[GoldenNumber]]?
  let expected: Expected

  func load() throws(ForestError) -> IsolationForest {
    try IsolationForest(
      trees: forest.trees.map(\.nodes), featureCount: forest.featureNames.count,
      sampleSize: forest.maxSamples)
  }

  static let cases = [
    "all-constant", "bootstrap", "constant-columns", "contamination-float", "contamination-half",
    "duplicates", "eight-features", "equal-to-threshold", "feature-subsets", "float32-edges",
    "forty-rows", "message-like", "missing-only-in-scoring", "missing-or-constant",
    "missing-values", "one-feature", "one-row", "three-rows", "two-rows", "warm-start",
  ]
}
