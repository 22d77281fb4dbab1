/// A trained linear model with everything needed to use and to judge it. It holds weights of
/// buckets, none of the texts and none of their grams.
public struct LinearModelFile: Sendable {
  /// Of the canonical text of the declaration; that it fits the policy is the caller's check.
  public let fingerprint: KeyHash
  /// Texts the model was trained on, and how many of them were positive.
  public let textCount: Int
  public let positiveCount: Int
  /// Scores of the texts that were not positive, each by a model trained without its source: what
  /// `above share` looks up.
  public let scores: ScoreDistribution
  public let scorer: LinearScorer

  /// The score that `above auto` means. Training sees to it that at most one in a hundred of the
  /// texts that were not positive had a higher one while their source was left out.
  public static let automaticThreshold = 0.5

  init(
    fingerprint: KeyHash, textCount: Int, positiveCount: Int, scores: ScoreDistribution,
    scorer: LinearScorer
  ) {
    self.fingerprint = fingerprint
    self.textCount = textCount
    self.positiveCount = positiveCount
    self.scores = scores
    self.scorer = scorer
  }

  public init(_ training: LinearTraining, labels: [Bool], fingerprint: KeyHash) {
    precondition(labels.count == training.heldOut.count, "a label for each text")
    let negative = zip(training.heldOut, labels).filter { !$0.1 }.map(\.0)
    self.init(
      fingerprint: fingerprint, textCount: labels.count,
      positiveCount: labels.count - negative.count, scores: ScoreDistribution(scores: negative),
      scorer: training.scorer)
  }
}
