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
    decision.reset()
    frame.begin(line)
    if let fault = read(line) {
      return judgeMalformed(fault, at: arrival, into: &decision)
    }
    guard let now = admit(at: arrival, into: &decision) else { return }
    decision.time = Timestamp(microseconds: now)
    readWindows(now: now)
    var judge = Judge(program: program, arrival: arrival.microseconds)
    judge.applyPolicies(&frame, &decision)
    applyLimits(&judge, now: now, &decision)
    decision.recordScores(frame)
    redactor.redact(&frame, judge.activeRedactions, concealer, now: now, &decision)
    decision.combine()
  }

  mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> Malformation? {
    if let failure = reader.read(line, into: &frame.document) {
      return Malformation(
        reason: .json(failure.reason), field: failure.field(in: line), offset: failure.offset)
    }
    return frame.fit()
  }

  /// The moment by which the message is judged: its arrival or its own clock, never before the
  /// newest seen. Nil (and malformed) where its clock runs ahead; that moves nothing.
  mutating func admit(at arrival: Timestamp, into decision: inout Decision) -> Int64? {
    var time = arrival.microseconds
    if let clock = program.message.clock, case .int(let own) = frame.values[clock] {
      let (latest, overflow) = time.addingReportingOverflow(program.limits.clockAheadMax)
      if !overflow && own > latest {
        let value = frame.document.slots[clock]
        let fault = Malformation(
          reason: .future, field: JSONPointer.to(value, in: frame.line), offset: value.start)
        judgeMalformed(fault, at: arrival, into: &decision)
        return nil
      }
      time = own
    }
    return state.tables.withLock { tables in
      tables.newest = max(tables.newest, time)
      return tables.newest
    }
  }

  mutating func judgeMalformed(
    _ fault: Malformation, at arrival: Timestamp, into decision: inout Decision
  ) {
    decision.malformation = fault
    decision.time = arrival
    decision.verdict = program.message.malformed
    decision.observedVerdict = program.message.malformed
    state.countMalformed(program, at: arrival.microseconds)
  }

  // MARK: - State

  /// Feeds every window once, before anything is read, and keeps the answers for this message.
  mutating func readWindows(now: Int64) {
    if program.windows.isEmpty { return }
    for place in program.windows.indices {
      let entry = frame.windowEntry(place, seed: state.seed)
      frame.windows[place] = state.tables.withLock { tables in
        entry.apply(to: &tables.windows[place], now: now)
      }
    }
  }

  /// Checks all limits first; then a message that none refuses is charged to all.
  private mutating func applyLimits(
    _ judge: inout Judge, now: Int64, _ decision: inout Decision
  ) {
    if judge.activeLimits.isEmpty { return }
    var demands: [LimitDemand] = []
    for policy in judge.activeLimits {
      if let demand = frame.demand(of: policy, seed: state.seed, places: state.limitPlaces) {
        demands.append(demand)
      } else {
        decision.fail(program.policies[policy], clause: 0)
      }
    }
    let answers = state.tables.withLock { tables in
      LimitDemand.settle(demands, in: &tables.limits, now: now)
    }
    for (demand, answer) in zip(demands, answers) {
      decision.record(program.policies[demand.policy], answer)
    }
  }
}

extension Program {
  /// The models that an evaluator needs, in order.
  public var modelNames: [String] { models.map(\.name) }
}
