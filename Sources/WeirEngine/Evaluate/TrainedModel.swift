import WeirChecker
import WeirSignals

/// A model file that fits its declaration, ready to score.
public final class TrainedModel: Sendable {
  public let file: ModelFile

  /// Why a model file does not belong to the model that a policy declares.
  public enum Mismatch: Error, Sendable, Equatable {
    /// The features' names differ.
    case features(declared: [String], trained: [String])
    /// The features are computed in another way than when the model was trained.
    case expressions
  }

  /// Checks that the file was trained on just these features.
  public init(_ file: ModelFile, for model: CheckedModel) throws(Mismatch) {
    let declared = model.features.map(\.name)
    let trained = file.features.map(\.name)
    guard declared == trained else { throw .features(declared: declared, trained: trained) }
    guard file.fingerprint == model.fingerprint else { throw .expressions }
    self.file = file
  }

  func score(_ row: UnsafeBufferPointer<Double>) -> Double { file.forest.score(row) }
}

extension CheckedModel {
  /// Tells whether a model file was trained on these very features: a hash of their canonical text.
  public var fingerprint: KeyHash {
    var hasher = Fingerprinter(seed: (0x5745_4952_4d4f_4445, 0x4c46_494e_4745_5250))
    hasher.add(text: canonicalText)
    return hasher.finalize()
  }
}

extension ModelScorer {
  /// The score above which a threshold speaks.
  func bound(_ kind: CheckedThreshold.Kind) -> Double {
    switch (kind, self) {
    case (.score(let bound), _): bound
    case (.automatic, _): IsolationForest.automaticThreshold
    case (.share(let share), .trained(let trained)): trained.file.scores.threshold(share: share)
    // A pinned score has no training scores: the same as `auto`.
    case (.share, .pinned): IsolationForest.automaticThreshold
    }
  }
}

extension Frame {
  /// The features that made this message odd, most of all first, three at most.
  mutating func oddFeatures(of model: ModelID) -> [String] {
    guard case .trained(let trained) = models[model], fillFeatures(of: model) else { return [] }
    return trained.file.forest.explain(Array(features(of: model))).reasons.prefix(3).map {
      program.models[model].featureNames[$0]
    }
  }
}
