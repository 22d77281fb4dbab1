import WeirEngine
import WeirJSON
import WeirProject

/// Everything that lines are judged with; replaced as a whole when policies are loaded again.
final class JudgingPlan: Sendable {
  let set: PolicySet
  let state: EngineState
  let recorder: Recorder
  private let bounds: ReaderBounds

  init(_ set: PolicySet, _ state: EngineState, _ facts: PolicyFacts, _ settings: FilterSettings) {
    self.set = set
    self.state = state
    recorder = Recorder(settings, facts, set.program)
    var bounds = ReaderBounds()
    bounds.lineBytes = settings.lineBytes
    bounds.depth = settings.depth
    self.bounds = bounds
  }

  /// An evaluator for one thread.
  func evaluator() -> Evaluator {
    Evaluator(
      set.program, state: state, models: set.models, concealer: RingConcealer(set.rings),
      bounds: bounds)
  }
}

/// A plan with what one thread needs to carry it out.
struct Judging: ~Copyable {
  let plan: JudgingPlan
  let recorder: Recorder
  var evaluator: Evaluator
  var faults = TinyFaults()
  /// Patterns that were prepared.
  private var prepared = 0

  init(_ plan: JudgingPlan) {
    self.plan = plan
    recorder = plan.recorder
    evaluator = plan.evaluator()
  }

  /// Whether there is work left that the first messages would do otherwise.
  var isUnprepared: Bool {
    prepared < min(plan.set.program.patternCount, FilterLimits.preparedPatternsMax)
  }

  /// Does some of it. A piece at a time would hold up as many messages as there are pieces where they
  /// follow each other closely.
  mutating func prepare() {
    let end = Stopwatch.microseconds() + FilterLimits.prepareMicroseconds
    while isUnprepared, Stopwatch.microseconds() < end {
      plan.set.program.prepare(pattern: prepared)
      prepared += 1
    }
  }
}
