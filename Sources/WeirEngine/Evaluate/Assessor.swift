import WeirJSON
import WeirSyntax

/// What one thread needs to judge lines, apart from the state that lines share: everything that the
/// stages of `StagedLine` do in any order.
struct Assessor: ~Copyable {
  let program: Program
  let concealer: any Concealer
  var frame: Frame
  private var reader: JSONReader
  private var redactor: Redactor
  private var judge: Judge
  /// Whether windows are read that no rule asks for this message, as a trace shows them.
  var readsAllWindows = false

  init(
    _ program: Program, _ models: [ModelScorer], _ concealer: any Concealer,
    _ bounds: ReaderBounds
  ) {
    self.program = program
    self.concealer = concealer
    frame = Frame(program, models: models)
    reader = JSONReader(
      tree: program.tree, bounds: bounds, collectsLeaves: program.redaction.readsWholeLine)
    redactor = Redactor(program.redaction)
    judge = Judge(program: program)
  }

  /// Reads a line for the first time.
  mutating func receive(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, _ staged: inout StagedLine,
    _ decision: inout Decision
  ) {
    staged.reset(arrival: arrival)
    guard read(line, at: arrival, into: &decision) else { return }
    staged.isMessage = true
    staged.moment = frame.ownMoment ?? arrival.microseconds
  }

  /// Reads a line that has been surveyed: its moment is settled.
  mutating func receiveAgain(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, _ decision: inout Decision
  ) {
    _ = read(line, at: arrival, into: &decision)
  }

  /// Reads a line and fits it to the schema; false where it is malformed.
  private mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp, into decision: inout Decision
  ) -> Bool {
    frame.begin(line)
    if let failure = reader.read(line, into: &frame.document) {
      decision.refuse(
        Malformation(
          reason: .json(failure.reason), field: failure.field(in: line), offset: failure.offset),
        at: arrival, verdict: program.message.malformed)
      return false
    }
    frame.isUsed = true
    if let fault = frame.fit() ?? frame.clockFault(arrival) {
      decision.refuse(fault, at: arrival, verdict: program.message.malformed)
      return false
    }
    return true
  }

  /// Stage one: what the line brings to windows.
  mutating func survey(_ staged: inout StagedLine, seed: (UInt64, UInt64)) {
    staged.isSurveyed = true
    guard staged.isMessage else { return }
    for window in program.windows.indices {
      staged.entries.append(frame.windowEntry(window, seed: seed, readsAll: readsAllWindows))
    }
  }

  /// Does the part of stage three that asks no window.
  mutating func lookForPatterns(_ staged: borrowing StagedLine) {
    if staged.isMessage { frame.lookForPatterns() }
  }

  @inline(__always)
  mutating func takeWindows(_ staged: borrowing StagedLine) {
    for window in staged.windows.indices { frame.windows[window] = staged.windows[window] }
  }

  /// Stage three: policies and what the line asks of limits; then ``redact(_:_:)``.
  mutating func assess(
    _ staged: inout StagedLine, seed: (UInt64, UInt64), _ decision: inout Decision
  ) {
    guard staged.isMessage else { return }
    takeWindows(staged)
    frame.lookForPatterns()
    judge.arrival = staged.arrival
    judge.applyPolicies(&frame, &decision)
    for place in judge.activeLimits.indices {
      let limit = judge.activeLimits[place]
      if let demand = frame.demand(of: limit, seed: seed) {
        staged.demands.append(demand)
      } else {
        decision.fail(program.policies[Int(program.limits[limit].policy)], clause: 0)
      }
    }
    decision.recordScores(&frame)
  }

  /// The last part of stage three.
  mutating func redact(_ staged: borrowing StagedLine, _ decision: inout Decision) {
    guard staged.isMessage else { return }
    redactor.redact(&frame, judge.activeRedactions, concealer, now: staged.moment, &decision)
  }
}

extension Frame {
  /// The moment that the message names itself.
  @inline(__always)
  var ownMoment: Int64? {
    guard let clock = program.message.clock, case .int(let own) = values[clock] else { return nil }
    return own
  }

  /// Set where the message's clock runs ahead of its arrival. Changes nothing, but would be lent a
  /// copy of the frame if it said so.
  @inline(__always)
  mutating func clockFault(_ arrival: Timestamp) -> Malformation? {
    guard let own = ownMoment, let clock = program.message.clock else { return nil }
    let (latest, overflow) = arrival.microseconds.addingReportingOverflow(
      program.bounds.clockAheadMax)
    if overflow || own <= latest { return nil }
    return futureClock(clock)
  }

  private mutating func futureClock(_ clock: Int) -> Malformation {
    let value = document.slots[clock]
    return Malformation(
      reason: .future, field: JSONPointer.to(value, in: line), offset: value.start)
  }
}
