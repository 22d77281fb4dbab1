import WeirChecker
import WeirJSON
import WeirProject

/// A line and when it arrives, in microseconds since 1970.
struct TimedLine: Sendable {
  var bytes: [UInt8]
  var now: Int64
}

/// Judges lines as tests do: with fixed keys, and with models that score 0 where they have no file.
struct SampleJudge: ~Copyable {
  let runner: TestRunner
  let bounds: ReaderBounds
  /// Whether what came before changes a decision.
  let keepsState: Bool
  private var evaluator: Evaluator

  init(_ runner: TestRunner, bounds: ReaderBounds) {
    self.runner = runner
    self.bounds = bounds
    keepsState = !runner.set.windows.isEmpty || runner.set.policies.contains { $0.kind == .limit }
    evaluator = Self.evaluator(runner, bounds, pins: [:])
  }

  /// The decisions on lines that come one after the other, after nothing else.
  ///
  /// - Parameter pins: scores that are given, by model.
  mutating func judge(_ lines: [TimedLine], pins: [Int: Double] = [:]) -> [Decision] {
    if keepsState || !pins.isEmpty { forget(pins: pins) }
    let decisions = lines.map { next($0) }
    if !pins.isEmpty { forget() }
    return decisions
  }

  /// The decision on the next line of a stream.
  mutating func next(_ line: TimedLine) -> Decision {
    evaluator.evaluate(line.bytes, at: Timestamp(microseconds: line.now))
  }

  mutating func forget(pins: [Int: Double] = [:]) {
    evaluator = Self.evaluator(runner, bounds, pins: pins)
  }

  private static func evaluator(
    _ runner: TestRunner, _ bounds: ReaderBounds, pins: [Int: Double]
  ) -> Evaluator {
    Evaluator(
      runner.program, state: EngineState(runner.program, seed: (1, 2)),
      models: runner.scorers.enumerated().map { place, scorer in
        pins[place].map { .pinned($0) } ?? scorer ?? .pinned(0)
      },
      concealer: runner.concealer, bounds: bounds)
  }

  /// Models that have no file, and so score 0.
  var untrainedModels: [String] {
    runner.set.models.indices.filter { runner.scorers[$0] == nil }.map {
      runner.set.models[$0].name
    }
  }
}
