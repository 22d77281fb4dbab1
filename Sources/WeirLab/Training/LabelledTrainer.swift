import WeirChecker
import WeirJSON
import WeirProject
import WeirSignals

/// Which members of a training line say what it is.
public struct LabelMembers: Sendable {
  /// The label's member at the top of the line, and its two values.
  public var label = "label"
  public var positive = "attack"
  public var negative = "benign"
  /// Where the text comes from, up to the first colon (`corpus:part` belongs to `corpus`).
  public var source = "source"

  public init() {}
}

/// Trains the linear models of a set on labelled messages.
///
/// A training line is a message of the set with its label beside it. The same lines give the same
/// bytes.
public struct LabelledTrainer: ~Copyable {
  private var evaluator: Evaluator
  private let set: CheckedSet
  private let models: [ModelID]
  private let members: LabelMembers
  private var reader: JSONReader
  private var document = Document()
  private var trainers: [LinearTrainer]
  /// By model, for naming what was learned, and the lines they came from.
  private var texts: [[[UInt8]]]
  private var lines: [[Int]]
  private var failedCounts: [Int]

  public private(set) var lineCount = 0
  public private(set) var malformed = MalformedTally()

  /// - Parameter models: places of linear models in `set.models`.
  public init(
    _ set: CheckedSet, models: [ModelID], members: LabelMembers, penalty: Double,
    settings: CompileSettings, bounds: ReaderBounds
  ) throws(CompileError) {
    let program = try compile(set, settings: settings)
    self.set = set
    self.models = models
    self.members = members
    evaluator = Evaluator(
      program, state: EngineState(program, seed: (1, 2)),
      models: set.models.map { _ in .pinned(0) }, concealer: UnusedConcealer(), bounds: bounds)
    reader = JSONReader(
      tree: FieldTree(paths: [[members.label], [members.source]]), bounds: bounds)
    trainers = models.map { model in
      let linear = set.models[model].linear ?? .usual
      return LinearTrainer(linear.shape(seed: set.models[model].seed), penalty: penalty)
    }
    texts = models.map { _ in [] }
    lines = models.map { _ in [] }
    failedCounts = models.map { _ in 0 }
  }

  /// Takes one line into account.
  public mutating func offer(_ line: [UInt8]) throws(LabelledTrainingFailure) {
    lineCount += 1
    let rows = line.withUnsafeBufferPointer {
      evaluator.featureRows($0, at: Timestamp(microseconds: TestClock.start))
    }
    switch rows {
    case .malformed(let malformation): malformed.note(malformation)
    case .rows(let rows):
      let (isPositive, source) = try label(line)
      for (place, model) in models.enumerated() {
        guard case .text(let text) = rows[model] else {
          failedCounts[place] += 1
          continue
        }
        try add(text, to: place, isPositive, source)
      }
    }
  }

  private mutating func add(
    _ text: [UInt8], to place: Int, _ isPositive: Bool, _ source: String
  ) throws(LabelledTrainingFailure) {
    texts[place].append(text)
    lines[place].append(lineCount)
    let added = text.withUnsafeBufferPointer { text -> LinearTrainingError? in
      do throws(LinearTrainingError) {
        try trainers[place].add(text, isPositive: isPositive, source: source)
        return nil
      } catch { return error }
    }
    if let added { throw .training(set.models[models[place]].name, added) }
  }

  private mutating func label(
    _ line: [UInt8]
  ) throws(LabelledTrainingFailure) -> (isPositive: Bool, source: String) {
    let (label, source) = line.withUnsafeBufferPointer { line -> (String?, String?) in
      // The line was read as a message before.
      guard reader.read(line, into: &document) == nil else { return (nil, nil) }
      let texts = document.slots.map { $0.kind == .string ? $0.string(in: line) : nil }
      return (texts[0], texts[1])
    }
    guard let label else { throw .noLabel(line: lineCount, member: members.label) }
    guard label == members.positive || label == members.negative else {
      throw .unknownLabel(line: lineCount, member: members.label, value: label, members)
    }
    let origin = source?.prefix { $0 != ":" } ?? ""
    return (label == members.positive, String(origin))
  }

  /// The trained models, in the order asked for.
  ///
  /// - Parameter progress: called now and then with the model's name and what is done of it, 0…1.
  public func finish(
    progress: (String, Double) -> Void
  ) throws(LabelledTrainingFailure) -> [TrainedTexts] {
    var trained: [TrainedTexts] = []
    for (place, id) in models.enumerated() {
      let model = set.models[id]
      do throws(LinearTrainingError) {
        let training = try trainers[place].train { progress(model.name, $0) }
        trained.append(
          TrainedTexts(
            model: model, trainer: trainers[place], training: training, texts: texts[place],
            lines: lines[place], failedCount: failedCounts[place], members: members))
      } catch { throw .training(model.name, error) }
    }
    return trained
  }
}

/// Why linear models were not trained.
public enum LabelledTrainingFailure: Error, CustomStringConvertible {
  case noLabel(line: Int, member: String)
  case unknownLabel(line: Int, member: String, value: String, LabelMembers)
  case training(String, LinearTrainingError)

  public var description: String {
    switch self {
    case .noLabel(let line, let member):
      "message \(line) has no text `\(member)`; training a linear model needs labelled messages"
    case .unknownLabel(let line, let member, let value, let members):
      "message \(line): `\(member)` is \(JSONTree.quoted(value)), neither "
        + "\(JSONTree.quoted(members.positive)) nor \(JSONTree.quoted(members.negative))"
    case .training(let model, let error): "model `\(model)`: \(Self.words(error))"
    }
  }

  private static func words(_ error: LinearTrainingError) -> String {
    switch error {
    case .noTexts: "no labelled messages came in"
    case .onlyPositive: "every message has the positive label; it takes both to tell them apart"
    case .onlyNegative: "no message has the positive label; it takes both to tell them apart"
    case .tooMuchText:
      "more than \(SignalLimits.trainingTextBytesMax >> 20) MiB of text are more than can be trained on"
    }
  }
}
