import WeirChecker
import WeirSignals

/// Why a model file does not belong to the model that a policy declares.
public enum ModelMismatch: Error, Sendable, Equatable {
  /// The features' names differ.
  case features(declared: [String], trained: [String])
  /// The features, or the text of a linear model and its grams, are computed in another way than
  /// when the model was trained.
  case expressions
}

/// The file of a forest that fits its declaration, ready to score.
public final class TrainedForest: Sendable {
  public let file: ModelFile

  /// Checks that the file was trained on just these features.
  public init(_ file: ModelFile, for model: CheckedModel) throws(ModelMismatch) {
    let declared = model.features.map(\.name)
    let trained = file.features.map(\.name)
    guard declared == trained else { throw .features(declared: declared, trained: trained) }
    guard file.fingerprint == model.fingerprint else { throw .expressions }
    self.file = file
  }

  func score(_ row: UnsafeBufferPointer<Double>) -> Double { file.forest.score(row) }
}

/// The file of a linear model that fits its declaration, ready to score.
public final class TrainedLinear: Sendable {
  public let file: LinearModelFile

  /// Checks that the file was trained on just this text and these grams.
  public init(_ file: LinearModelFile, for model: CheckedModel) throws(ModelMismatch) {
    guard model.linear != nil, file.fingerprint == model.fingerprint else { throw .expressions }
    self.file = file
  }

  func score(_ text: TextBytes) -> Double { file.scorer.score(text) }
}

/// Where a model's scores come from.
public enum ModelScorer: Sendable {
  case forest(TrainedForest)
  case linear(TrainedLinear)
  /// Tests pin scores.
  case pinned(Double)
}

extension CheckedModel {
  /// Tells whether a model file was trained on these very features: a hash of their canonical text.
  public var fingerprint: KeyHash {
    var hasher = Fingerprinter(seed: (0x5745_4952_4d4f_4445, 0x4c46_494e_4745_5250))
    hasher.add(text: canonicalText)
    return hasher.finalize()
  }
}

extension CheckedLinear {
  /// The grams that the model looks at.
  public func shape(seed: UInt64) -> GramShape {
    GramShape(characters: characters, words: words, buckets: buckets, seed: seed)
  }
}

extension ModelScorer {
  /// The score above which a threshold speaks.
  func bound(_ kind: CheckedThreshold.Kind) -> Double {
    switch (kind, self) {
    case (.score(let bound), _): bound
    case (.automatic, .linear): LinearModelFile.automaticThreshold
    case (.automatic, _): IsolationForest.automaticThreshold
    case (.share(let share), .forest(let trained)): trained.file.scores.threshold(share: share)
    case (.share(let share), .linear(let trained)): trained.file.scores.threshold(share: share)
    // A pinned score has no training scores: the same as `auto`.
    case (.share, .pinned): IsolationForest.automaticThreshold
    }
  }
}

extension Frame {
  /// The features that made this message odd, most of all first, three at most. None for a linear
  /// model: what it saw are pieces of the text, and a decision holds none of that.
  mutating func oddFeatures(of model: ModelID) -> [String] {
    switch models[model] {
    case .linear, .pinned: return []
    case .forest(let trained):
      guard fillFeatures(of: model) else { return [] }
      return trained.file.forest.explain(Array(features(of: model))).reasons.prefix(3).map {
        program.models[model].featureNames[$0]
      }
    }
  }
}
