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
  let concealer: any Concealer
  var frame: Frame
  var reader: JSONReader
  var redactor: Redactor
  private var judge: Judge
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
    self.concealer = concealer
    frame = Frame(program, models: models)
    reader = JSONReader(
      tree: program.tree, bounds: bounds, collectsLeaves: program.redaction.readsWholeLine)
    redactor = Redactor(program.redaction)
    judge = Judge(program: program)
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
    // Taken out and put back, as a method can't change what it is handed of itself.
    var staged = StagedLine()
    swap(&staged, &self.staged)
    defer { swap(&staged, &self.staged) }
    decision.reset()
    staged.reset(arrival: arrival)
    receive(line, at: arrival, &staged, &decision)
    if program.needsSurvey {
      survey(&staged)
      state.admit(&staged)
    }
    assess(&staged, &decision)
    state.settle(&staged)
    conclude(staged, into: &decision)
  }

  // MARK: - Stages

  /// Stage one: what the line brings to windows. See `StagedLine`.
  public mutating func survey(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, into staged: inout StagedLine
  ) {
    var spare = Decision()
    staged.reset(arrival: arrival)
    receive(line, at: arrival, &staged, &spare)
    survey(&staged)
  }

  /// Stage three: everything that the line itself decides. See `StagedLine`.
  public mutating func assess(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, _ staged: inout StagedLine,
    into decision: inout Decision
  ) {
    decision.reset()
    if !staged.isSurveyed { staged.reset(arrival: arrival) }
    let moment = staged.moment
    receive(line, at: arrival, &staged, &decision)
    if staged.isSurveyed { staged.moment = moment }
    assess(&staged, &decision)
  }

  /// Stage five: the limits' answers and the verdict. See `StagedLine`.
  public func conclude(_ staged: StagedLine, into decision: inout Decision) {
    guard staged.isMessage else { return }
    decision.time = Timestamp(microseconds: staged.moment)
    for place in staged.demands.indices {
      decision.record(program.policies[staged.demands[place].policy], staged.answers[place])
    }
    decision.combine()
  }

  /// Reads a line and fits it to the schema: its own moment, nil where it is malformed.
  private mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, into decision: inout Decision
  ) -> Int64? {
    frame.begin(line)
    if let failure = reader.read(line, into: &frame.document) {
      decision.refuse(
        Malformation(
          reason: .json(failure.reason), field: failure.field(in: line), offset: failure.offset),
        at: arrival, verdict: program.message.malformed)
      return nil
    }
    if let fault = frame.fit() ?? frame.clockFault(arrival) {
      decision.refuse(fault, at: arrival, verdict: program.message.malformed)
      return nil
    }
    return frame.ownMoment ?? arrival.microseconds
  }

  private mutating func receive(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, _ staged: inout StagedLine,
    _ decision: inout Decision
  ) {
    guard let moment = read(line, at: arrival, into: &decision) else { return }
    staged.isMessage = true
    staged.moment = moment
  }

  private mutating func survey(_ staged: inout StagedLine) {
    staged.isSurveyed = true
    guard staged.isMessage else { return }
    for window in program.windows.indices {
      staged.entries.append(frame.windowEntry(window, seed: state.seed))
    }
  }

  private mutating func assess(_ staged: inout StagedLine, _ decision: inout Decision) {
    guard staged.isMessage else { return }
    for window in staged.windows.indices { frame.windows[window] = staged.windows[window] }
    frame.lookForPatterns()
    judge.arrival = staged.arrival
    judge.applyPolicies(&frame, &decision)
    for policy in judge.activeLimits {
      if let demand = frame.demand(of: policy, seed: state.seed, places: state.limitPlaces) {
        staged.demands.append(demand)
      } else {
        decision.fail(program.policies[policy], clause: 0)
      }
    }
    decision.recordScores(frame)
    redactor.redact(&frame, judge.activeRedactions, concealer, now: staged.moment, &decision)
  }

  /// The line's place in time and what the windows say to it, for `Evaluator.featureRows`.
  mutating func receive(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp
  ) -> Malformation? {
    var staged = StagedLine()
    var spare = Decision()
    staged.reset(arrival: arrival)
    receive(line, at: arrival, &staged, &spare)
    survey(&staged)
    state.admit(&staged)
    for window in staged.windows.indices { frame.windows[window] = staged.windows[window] }
    return spare.malformation
  }
}

extension Frame {
  /// The moment that the message names itself.
  var ownMoment: Int64? {
    guard let clock = program.message.clock, case .int(let own) = values[clock] else { return nil }
    return own
  }

  /// Set where the message's clock runs ahead of its arrival.
  func clockFault(_ arrival: Timestamp) -> Malformation? {
    guard let own = ownMoment, let clock = program.message.clock else { return nil }
    let (latest, overflow) = arrival.microseconds.addingReportingOverflow(
      program.limits.clockAheadMax)
    if overflow || own <= latest { return nil }
    let value = document.slots[clock]
    return Malformation(
      reason: .future, field: JSONPointer.to(value, in: line), offset: value.start)
  }
}

extension Program {
  /// The models that an evaluator needs, in order.
  public var modelNames: [String] { models.map(\.name) }

  /// The names of all policies, in the order in which they are applied.
  public var policyNames: [String] { policies.map(\.name) }
}
