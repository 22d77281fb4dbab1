/// Trains a linear scorer on labelled texts: the same texts in the same order give the same bytes.
///
/// Texts of one source weigh as much together as those of another with the same label, and both
/// labels weigh the same, so that the model does not lean towards whoever wrote most.
public struct LinearTrainer: Sendable {
  public let shape: GramShape
  public let penalty: Double
  private let walk: GramWalk
  private var rows = GramRows()
  public private(set) var labels: [Bool] = []
  /// By text: the place of its source in `sourceNames`.
  public private(set) var sources: [Int] = []
  public private(set) var sourceNames: [String] = []
  private var sourcePlaces: [String: Int] = [:]
  private var byteCount = 0

  /// Parts that texts are put into to be scored by a model that was trained on the others.
  public static let foldCount = 5

  public static let usualPenalty = 0.003

  /// - Parameter penalty: on the squares of the weights, above 0 and at most 1: more where attacks
  ///   of other origin matter, less where the texts to come are like those at hand.
  public init(_ shape: GramShape, penalty: Double = LinearTrainer.usualPenalty) {
    precondition(penalty > 0 && penalty <= 1, "a penalty shrinks weights and leaves some")
    self.shape = shape
    self.penalty = penalty
    walk = GramWalk(shape)
  }

  public var count: Int { labels.count }
  public var positiveCount: Int { labels.count { $0 } }

  /// Takes a text in its folded reading.
  public mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, isPositive: Bool, source: String
  ) throws(LinearTrainingError) {
    byteCount += text.count
    guard byteCount <= SignalLimits.trainingTextBytesMax else { throw .tooMuchText }
    rows.append(text, walk)
    labels.append(isPositive)
    sources.append(place(of: source))
  }

  private mutating func place(of source: String) -> Int {
    if let known = sourcePlaces[source] { return known }
    sourcePlaces[source] = sourceNames.count
    sourceNames.append(source)
    return sourceNames.count - 1
  }

  /// Trains on all texts, and once without each fold to score that.
  ///
  /// - Parameter progress: called before each of these trainings with what is done, 0…1.
  public func train(
    progress: (Double) -> Void = { _ in }
  ) throws(LinearTrainingError) -> LinearTraining {
    if count == 0 { throw .noTexts }
    if positiveCount == 0 { throw .onlyNegative }
    if positiveCount == count { throw .onlyPositive }
    let (folds, bySource) = folds()
    // z of each text by a model trained without its fold.
    var heldOut = [Double](repeating: 0, count: count)
    for fold in 0..<Self.foldCount where folds.contains(fold) {
      progress(Double(fold) / Double(Self.foldCount + 1))
      let scorer = scorer(trainedOn: labels.indices.filter { folds[$0] != fold })
      for place in labels.indices where folds[place] == fold {
        heldOut[place] = scorer.z(rows, place)
      }
    }
    progress(Double(Self.foldCount) / Double(Self.foldCount + 1))
    var scorer = scorer(trainedOn: Array(labels.indices))
    let shift = usualHighest(heldOut)
    scorer.bias -= shift
    return LinearTraining(
      scorer: scorer, heldOut: heldOut.map { PortableMath.logistic($0 - shift) },
      isHeldOutBySource: bySource)
  }

  /// The z that one in a hundred of the negative texts is above, at least 0: what is taken off, so
  /// that 0.5 means the same of all models.
  private func usualHighest(_ z: [Double]) -> Double {
    let negative = labels.indices.filter { !labels[$0] }.map { z[$0] }.sorted(by: >)
    return max(0, negative[(negative.count - 1) / 100])
  }

  private func scorer(trainedOn places: [Int]) -> LinearScorer {
    let weights = textWeights(places)
    let factors = GramFactors(
      rows, places, labels: labels, weights: weights, buckets: shape.buckets)
    let descent = GramDescent(
      penalty: penalty, rows: rows, labels: labels, weights: weights, factors: factors)
    return LinearScorer(shape: shape, rounding: descent.fit(places, seed: shape.seed))
  }

  /// By text; those of each label sum up to half of all, those of its sources to equal shares.
  private func textWeights(_ places: [Int]) -> [Double] {
    var counts = [Double](repeating: 0, count: sourceNames.count * 2)
    for place in places { counts[group(of: place)] += 1 }
    let groups = (0..<2).map { label in
      Double(stride(from: label, to: counts.count, by: 2).count { counts[$0] > 0 })
    }
    var weights = [Double](repeating: 0, count: count)
    for place in places {
      let share = counts[group(of: place)] * groups[labels[place] ? 1 : 0]
      weights[place] = Double(places.count) / 2 / share
    }
    return weights
  }

  private func group(of place: Int) -> Int { sources[place] * 2 + (labels[place] ? 1 : 0) }

  // MARK: Folds

  /// By text its fold: whole sources, or, where that would leave a fold's others with one label
  /// alone, texts by turns.
  private func folds() -> (folds: [Int], bySource: Bool) {
    let bySource = sourceFolds()
    let folds = sources.map { bySource[$0] }
    if (0..<Self.foldCount).allSatisfy({ hasBothLabels(outside: $0, folds) }) {
      return (folds, true)
    }
    var turns = (0, 0)
    let byTurns = labels.map { isPositive in
      if isPositive { turns.1 += 1 } else { turns.0 += 1 }
      return (isPositive ? turns.1 : turns.0) % Self.foldCount
    }
    return (byTurns, false)
  }

  private func hasBothLabels(outside fold: Int, _ folds: [Int]) -> Bool {
    var seen = (false, false)
    for place in labels.indices where folds[place] != fold {
      if labels[place] { seen.1 = true } else { seen.0 = true }
    }
    return seen.0 && seen.1
  }

  /// Each source, the largest first, goes where least is yet.
  private func sourceFolds() -> [Int] {
    var counts = [Int](repeating: 0, count: sourceNames.count)
    for source in sources { counts[source] += 1 }
    var folds = [Int](repeating: 0, count: counts.count)
    var loads = [Int](repeating: 0, count: Self.foldCount)
    for source in counts.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) {
      let fold = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      folds[source] = fold
      loads[fold] += counts[source]
    }
    return folds
  }
}

/// What training gave.
public struct LinearTraining: Sendable {
  public let scorer: LinearScorer
  /// By text, in the order given: the score by a model that was trained without its fold.
  public let heldOut: [Double]
  /// Whether folds are whole sources.
  public let isHeldOutBySource: Bool
}

/// Why a linear model can't be trained.
public enum LinearTrainingError: Error, Hashable, Sendable {
  case noTexts
  case onlyPositive
  case onlyNegative
  /// More than `SignalLimits.trainingTextBytesMax`.
  case tooMuchText
}

extension LinearScorer {
  /// The largest weight becomes 32,767. In one byte a weight would be too coarse: few are large, and
  /// the many small ones count too.
  init(shape: GramShape, rounding fit: GramDescent.Fit) {
    let largest = fit.weights.reduce(0) { max($0, abs($1)) }
    let scale = largest > 0 ? largest / 32_767 : 1
    self.init(
      shape: shape, weights: fit.weights.map { Int16(($0 / scale).rounded(.toNearestOrEven)) },
      scale: scale, bias: fit.bias)
  }

  /// The highest z of a text whose grams are known.
  func z(_ rows: GramRows, _ place: Int) -> Double {
    var best = -Double.infinity
    for window in rows.windows(of: place) {
      var sum = GramSum()
      for gram in rows.characters(in: window) {
        sum.characters += Int(weights[Int(rows.characters[gram])])
      }
      for gram in rows.words(in: window) { sum.words += Int(weights[Int(rows.words[gram])]) }
      sum.characterCount = rows.characters(in: window).count
      sum.wordCount = rows.words(in: window).count
      best = max(best, sum.value(scale: scale, bias: bias))
    }
    return best
  }
}
