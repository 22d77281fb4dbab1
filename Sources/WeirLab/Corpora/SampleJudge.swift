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
    evaluator = runner.evaluator(.none, bounds: bounds)
  }

  /// The decisions on lines that come one after the other, after nothing else.
  ///
  /// - Parameter givens: what a test gives, of those of the runner's set.
  mutating func judge(_ lines: [TimedLine], _ givens: TestGivens = .none) -> [Decision] {
    if keepsState || givens != .none { forget(givens) }
    let decisions = lines.map { next($0) }
    if givens != .none { forget() }
    return decisions
  }

  /// The decision on the next line of a stream.
  mutating func next(_ line: TimedLine) -> Decision {
    evaluator.evaluate(line.bytes, at: Timestamp(microseconds: line.now))
  }

  mutating func forget(_ givens: TestGivens = .none) {
    evaluator = runner.evaluator(givens, bounds: bounds)
  }

  /// Models that have no file, and so score 0.
  var untrainedModels: [String] {
    runner.set.models.indices.filter { runner.scorers[$0] == nil }.map {
      runner.set.models[$0].name
    }
  }
}
