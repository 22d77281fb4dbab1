import WeirChecker
import WeirJSON
import WeirProject
import WeirSignals
import WeirSyntax

/// Trains the forests of a set on messages, in the order in which they came.
///
/// Windows count as they would while judging: by the schema's clock field, or, without one, as if a
/// message came every second. Scores are 0 while training. The same lines give the same bytes.
public struct ModelTrainer: ~Copyable {
  private var evaluator: Evaluator
  private let set: CheckedSet
  private let models: [ModelID]
  private var samplers: [ReservoirSampler]
  private let hasClock: Bool
  private var arrival: Int64 = TestClock.start

  public private(set) var lineCount = 0
  public private(set) var malformed = MalformedTally()
  /// Rows that a failing feature made useless, by model.
  private var failedCounts: [Int]

  /// Rows kept per model by default: beyond it an even sample is kept.
  public static let rowsMax = 100_000

  /// - Parameter models: places of forests in `set.models`.
  public init(
    _ set: CheckedSet, models: [ModelID], settings: CompileSettings, bounds: ReaderBounds,
    rowsMax: Int = ModelTrainer.rowsMax
  ) throws(CompileError) {
    let program = try compile(set, settings: settings)
    self.set = set
    self.models = models
    evaluator = Evaluator(
      program, state: EngineState(program, seed: (1, 2)),
      models: set.models.map { _ in .pinned(0) }, concealer: UnusedConcealer(), bounds: bounds)
    samplers = models.map {
      ReservoirSampler(
        capacity: rowsMax, featureCount: set.models[$0].features.count, seed: set.models[$0].seed)
    }
    failedCounts = models.map { _ in 0 }
    hasClock = set.message.clock != nil
    // Nothing is younger than its arrival here: yesterday's messages are all there already.
    if hasClock { arrival = Self.endOfTime }
  }

  /// 9999-12-31T23:59:59Z
  static let endOfTime: Int64 = 253_402_300_799_000_000

  /// Takes one line into account.
  public mutating func offer(_ line: [UInt8]) {
    lineCount += 1
    if !hasClock { arrival += 1_000_000 }
    let rows = line.withUnsafeBufferPointer {
      evaluator.featureRows($0, at: Timestamp(microseconds: arrival))
    }
    switch rows {
    case .malformed(let malformation):
      malformed.note(malformation)
    case .rows(let rows):
      for (place, model) in models.enumerated() {
        switch rows[model] {
        case .features(let row): samplers[place].offer(row)
        case .text, nil: failedCounts[place] += 1
        }
      }
    }
  }

  /// The trained models, in the order asked for.
  public func finish() throws(TrainingFailure) -> [TrainedRows] {
    var trained: [TrainedRows] = []
    for (place, id) in models.enumerated() {
      let model = set.models[id]
      do throws(TrainingError) {
        let file = try ModelFile(
          training: samplers[place].rows, features: model.features.map(\.declared),
          fingerprint: model.fingerprint,
          parameters: ForestParameters(
            trees: model.trees, sampleSize: model.rows, seed: model.seed))
        trained.append(
          TrainedRows(
            model: model, file: file, offeredCount: samplers[place].offeredCount,
            failedCount: failedCounts[place]))
      } catch {
        throw TrainingFailure(model: model.name, error: error, lineCount: lineCount)
      }
    }
    return trained
  }
}

/// A model that was just trained.
public struct TrainedRows: Sendable {
  public var model: CheckedModel
  public var file: ModelFile
  /// Messages that gave a row; `file.trainingRows` of them were kept.
  public var offeredCount: Int
  /// Messages for which a feature failed.
  public var failedCount: Int

  /// What a person wants to know before the model is used.
  public var summary: String {
    let scores = file.scores
    var out = "model \(model.name): \(file.trainingRows) rows"
    if offeredCount > file.trainingRows { out += " (an even sample of \(offeredCount))" }
    if failedCount > 0 { out += ", \(failedCount) left out because a feature failed" }
    out += "\n  scores above: half \(rounded(scores, 0.5)), one in ten \(rounded(scores, 0.1)), "
    out += "one in a hundred \(rounded(scores, 0.01)), highest \(rounded(scores, 0))\n"
    let odd = scores.shareAbove(IsolationForest.automaticThreshold) * 100
    return out + "  `above auto` would hold \(DecisionText.rounded(odd)) % of these messages\n"
  }

  private func rounded(_ scores: ScoreDistribution, _ share: Double) -> String {
    DecisionText.rounded(scores.threshold(share: share))
  }
}

/// Why a model was not trained.
public struct TrainingFailure: Error, CustomStringConvertible {
  public var model: String
  public var error: TrainingError
  public var lineCount: Int

  public var description: String {
    "model `\(model)`: " + words
  }

  private var words: String {
    switch error {
    case .noRows:
      lineCount == 0
        ? "no messages came in" : "none of \(lineCount) lines is a message with all its features"
    case .tooManyRows(let count): "\(count) rows are more than can be trained on"
    case .treesOutOfRange(let count): "\(count) trees are out of range"
    case .sampleSizeOutOfRange(let count): "\(count) rows for a tree are out of range"
    case .featuresOutOfRange(let count): "\(count) features are out of range"
    case .unevenRows: "rows of different length"
    case .valueNotFinite(let row, let feature):
      "feature \(feature + 1) of row \(row + 1) is too large for a forest; bound it with `in`"
    }
  }
}

extension CheckedFeature {
  fileprivate var declared: ModelFeature {
    var domain: ClosedRange<Double>?
    if let low, let high, low <= high { domain = low...high }
    return ModelFeature(name: name, domain: domain)
  }
}

/// Training edits nothing.
struct UnusedConcealer: Concealer {
  func hash(_ value: UnsafeBufferPointer<UInt8>, key: Int) -> [UInt8] { [] }

  func encrypt(
    _ value: UnsafeBufferPointer<UInt8>, key: Int, line: UnsafeBufferPointer<UInt8>,
    span: Range<Int>, at time: Timestamp
  ) -> [UInt8] { [] }
}
