import WeirChecker
import WeirJSON
import WeirProject

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
    evaluator = runner.evaluator(pins: [:], bounds: bounds)
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
    evaluator = runner.evaluator(pins: pins, bounds: bounds)
  }

  /// Models that have no file, and so score 0.
  var untrainedModels: [String] {
    runner.set.models.indices.filter { runner.scorers[$0] == nil }.map {
      runner.set.models[$0].name
    }
  }
}
