/// A feature of a model: its name and the domain its policy declares.
public struct ModelFeature: Hashable, Sendable {
  public let name: String
  /// Both finite; nil where no domain is declared.
  public let domain: ClosedRange<Double>?

  public init(name: String, domain: ClosedRange<Double>?) {
    self.name = name
    self.domain = domain
  }
}

/// A trained model with everything needed to use and to judge it.
public struct ModelFile: Sendable {
  /// Of the canonical text of the feature expressions; that it fits the policy is the caller's check.
  public let fingerprint: KeyHash
  public let features: [ModelFeature]
  /// As asked for; `forest.sampleSize` is what the rows allowed.
  public let parameters: ForestParameters
  /// Rows the model was trained on.
  public let trainingRows: Int
  public let scores: ScoreDistribution
  public let forest: IsolationForest

  public init(
    fingerprint: KeyHash, features: [ModelFeature], parameters: ForestParameters,
    trainingRows: Int, scores: ScoreDistribution, forest: IsolationForest
  ) {
    precondition(features.count == forest.featureCount, "a feature for each column")
    precondition(parameters.trees == forest.treeCount, "as many trees as asked for")
    precondition(
      features.allSatisfy {
        ($0.domain.map { $0.lowerBound.isFinite && $0.upperBound.isFinite }) ?? true
      },
      "domains have finite ends")
    self.fingerprint = fingerprint
    self.features = features
    self.parameters = parameters
    self.trainingRows = trainingRows
    self.scores = scores
    self.forest = forest
  }

  /// Trains on the rows, then scores them for the thresholds.
  ///
  /// - Parameter rows: the values row by row, a value for each feature.
  public init(
    training rows: [Double], features: [ModelFeature], fingerprint: KeyHash,
    parameters: ForestParameters
  ) throws(TrainingError) {
    let forest = try ForestTrainer(parameters).train(rows: rows, featureCount: features.count)
    let count = rows.count / features.count
    let scores = rows.withUnsafeBufferPointer { values in
      (0..<count).map { row in
        let start = row * features.count
        return forest.score(
          UnsafeBufferPointer(rebasing: values[start..<start + features.count]))
      }
    }
    self.init(
      fingerprint: fingerprint, features: features, parameters: parameters, trainingRows: count,
      scores: ScoreDistribution(scores: scores), forest: forest)
  }
}

/// What is wrong with a model file.
public enum ModelFileError: Error, Hashable, Sendable {
  case notAModel
  case unsupportedVersion(UInt32)
  case truncated
  case trailingBytes
  /// The checksum does not fit: the bytes were damaged.
  case damaged
  case parameterOutOfRange(String)
  case featureNameNotUTF8(feature: Int)
  case repeatedFeature(String)
  case domainNotARange(feature: Int)
  case scoresOutOfOrder
  case badForest(ForestError)
}
