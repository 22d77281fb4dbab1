import WeirEngine
import WeirSyntax

extension FilterSession {
  /// Judges every complete line in the buffer.
  mutating func judgeLines() throws(FilterError) {
    let now = clock()
    if now > arrival { arrival = now }
    if wantsBatches, try submitLines() {
      guard buffer.pendingCount > settings.lineBytes else { return }
      try drain()
    }
    while ending == nil {
      if linesTaken >= settings.linesMax ?? .max {
        ending = .limit
        return
      }
      if overlong != nil {
        guard continueOverlong() else { return }
      } else if !judgeBatch() {
        if buffer.pendingCount > settings.lineBytes { beginOverlong() }
        if overlong == nil { return }
      }
      if records.isFull { try flush() }
    }
  }

  /// Judges what the end of the input leaves without a line end.
  mutating func judgeRest(addsLineEnd: Bool) {
    if linesTaken >= settings.linesMax ?? .max { return }
    if overlong != nil {
      endOverlong(hasLineEnd: addsLineEnd)
    } else if buffer.pendingCount > 0 {
      judge(buffer.takePending(), hasLineEnd: addsLineEnd)
    }
  }

  /// Judges one line by itself.
  private mutating func judge(_ line: UnsafeBufferPointer<UInt8>, hasLineEnd: Bool) {
    judging.evaluator.judge(line, at: arrival, into: &decision)
    var judged = nextLine(line, decision.verdict)
    judged.length = line.count
    judged.hasLineEnd = hasLineEnd
    judging.recorder.take(decision, &judged, &records)
  }

  /// Gives a line its number, and its record a place in the decision log.
  private mutating func nextLine(
    _ received: UnsafeBufferPointer<UInt8>, _ verdict: Verdict
  ) -> JudgedLine {
    let record = nextRecord
    linesTaken += 1
    return JudgedLine(
      number: linesTaken, received: received, arrival: arrival, record: record,
      outcome: JudgedLine.Outcome(verdict))
  }

  /// The place that the record of the next line will have in the decision log: each line has one
  /// record, and nothing else is recorded while lines wait to be written.
  var nextRecord: Int64 { (audit?.sequence ?? 0) + Int64(linesTaken - tally.lines) + 1 }

  // MARK: - Longer than the bound

  /// Judges by the beginning, which is all that counts: the line is too long whatever follows.
  private mutating func beginOverlong() {
    var current = Decision()
    judging.evaluator.judge(buffer.pending, at: arrival, into: &current)
    let outcome = JudgedLine.Outcome(current.verdict)
    let passesOn =
      switch settings.output {
      case .messages: outcome == .passed
      case .decisions: false
      case .shadow: true
      }
    if passesOn {
      // The record comes before the bytes, so it can't know the length.
      var judged = nextLine(buffer.pending, current.verdict)
      judged.isWhole = false
      judging.recorder.record(current, &judged, &records)
      records.outputLines.append(judged.number)
    }
    overlong = OverlongLine(current, passesOn: passesOn)
  }

  /// Takes what the buffer has of an overlong line; false where its end is still to come.
  private mutating func continueOverlong() -> Bool {
    if let line = buffer.nextLine() {
      takeOverlong(line)
      endOverlong(hasLineEnd: true)
      return true
    }
    takeOverlong(buffer.takePending())
    return false
  }

  private mutating func takeOverlong(_ piece: UnsafeBufferPointer<UInt8>) {
    overlong?.take(piece)
    if overlong?.passesOn == true { records.output.buffer.append(piece) }
  }

  private mutating func endOverlong(hasLineEnd: Bool) {
    guard let line = overlong else { return }
    overlong = nil
    if line.passesOn {
      if hasLineEnd { records.output.endLine() }
      return
    }
    var judged = nextLine(UnsafeBufferPointer(start: nil, count: 0), line.decision.verdict)
    judged.length = line.length
    judged.digest = line.digest
    judged.isWhole = false
    judged.hasLineEnd = hasLineEnd
    judging.recorder.take(line.decision, &judged, &records)
  }
}
