import WeirJSON
import WeirSignals
import WeirSyntax

/// Applies a program to messages, one at a time.
///
/// An evaluator belongs to one thread; evaluators of several threads share one `Program` and, where
/// limits are to be shared, one `EngineState`.
public struct Evaluator: ~Copyable {
  public let program: Program
  public let state: EngineState
  var assessor: Assessor
  /// Of the line that is judged alone.
  private var staged = StagedLine()

  /// - Parameters:
  ///   - models: one for each model of the program, in its order (`Program.modelNames`).
  ///   - concealer: for `hash with` and `encrypt with`; needed where `Program.keyNames` has any.
  public init(
    _ program: Program, state: EngineState, models: [ModelScorer] = [],
    concealer: any Concealer = NoConcealer(), bounds: ReaderBounds = ReaderBounds()
  ) {
    precondition(models.count == program.models.count, "every model has a scorer")
    self.program = program
    self.state = state
    assessor = Assessor(program, models, concealer, bounds)
  }

  /// Judges one line (without its line end).
  ///
  /// - Parameter arrival: when the message came in; the engine reads no clock.
  public mutating func evaluate(_ line: [UInt8], at arrival: Timestamp) -> Decision {
    var decision = Decision()
    line.withUnsafeBufferPointer { bytes in
      judge(bytes, at: arrival, into: &decision)
      if !decision.isRedacted { decision.message = line }
    }
    return decision
  }

  /// Judges one line into a decision that is reused; see `Decision.message`.
  public mutating func judge(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, into decision: inout Decision
  ) {
    decision.reset(for: program)
    assessor.receive(line, at: arrival, &staged, &decision)
    if program.needsSurvey {
      assessor.survey(&staged, seed: state.seed)
      state.expect(&staged)
      // No pattern asks a window, so this can be done while their memory comes.
      assessor.lookForPatterns(staged)
      state.admit(&staged)
    }
    assessor.assess(&staged, seed: state.seed, &decision)
    state.expectLimits(&staged)
    assessor.redact(staged, &decision)
    state.settle(&staged)
    conclude(staged, into: &decision)
  }

  /// Reads a line and lets it move windows and the newest time, without judging it; set where it is
  /// malformed.
  mutating func feed(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp
  ) -> Malformation? {
    var spare = Decision()
    assessor.receive(line, at: arrival, &staged, &spare)
    assessor.survey(&staged, seed: state.seed)
    state.admit(&staged)
    assessor.takeWindows(staged)
    return spare.malformation
  }

  // MARK: - Stages

  /// Stage one: what the line brings to windows. See `StagedLine`.
  public mutating func survey(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, into staged: inout StagedLine
  ) {
    var spare = Decision()
    assessor.receive(line, at: arrival, &staged, &spare)
    assessor.survey(&staged, seed: state.seed)
  }

  /// Stage three: everything that the line itself decides. See `StagedLine`.
  public mutating func assess(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, _ staged: inout StagedLine,
    into decision: inout Decision
  ) {
    decision.reset(for: program)
    if program.needsSurvey {
      assessor.receiveAgain(line, at: arrival, &decision)
    } else {
      assessor.receive(line, at: arrival, &staged, &decision)
    }
    assessor.assess(&staged, seed: state.seed, &decision)
    assessor.redact(staged, &decision)
  }

  /// Stage five: the limits' answers and the verdict. See `StagedLine`.
  public func conclude(_ staged: borrowing StagedLine, into decision: inout Decision) {
    guard staged.isMessage else { return }
    decision.time = Timestamp(microseconds: staged.moment)
    for place in staged.demands.indices {
      let policy = program.limits[staged.demands[place].limit].policy
      decision.record(staged.answers[place], of: Int(policy), in: program)
    }
    decision.combine()
  }
}

extension Program {
  /// The models that an evaluator needs, in order.
  public var modelNames: [String] { models.map(\.name) }

  /// The names of all policies, in the order in which they are applied.
  public var policyNames: [String] { policies.map(\.name) }
}
