import WeirEngine

extension FilterSession {
  /// Judges every complete line in the buffer.
  mutating func judgeLines() throws(FilterError) {
    let now = clock()
    if now > arrival { arrival = now }
    while ending == nil {
      if tally.lines >= settings.linesMax ?? .max {
        ending = .limit
        return
      }
      if overlong != nil {
        guard continueOverlong() else { return }
      } else if let line = buffer.nextLine() {
        judge(line, hasLineEnd: true)
      } else {
        if buffer.pendingCount > settings.lineBytes { beginOverlong() }
        if overlong == nil { return }
      }
      if output.bytes.count >= FilterLimits.writeBytes { try flush() }
    }
  }

  /// Judges what the end of the input leaves without a line end.
  mutating func judgeRest(addsLineEnd: Bool) {
    if tally.lines >= settings.linesMax ?? .max { return }
    if overlong != nil {
      endOverlong(hasLineEnd: addsLineEnd)
    } else if buffer.pendingCount > 0 {
      judge(buffer.takePending(), hasLineEnd: addsLineEnd)
    }
  }

  private mutating func judge(_ line: UnsafeBufferPointer<UInt8>, hasLineEnd: Bool) {
    // Taken out and put back, so that its arrays are neither copied nor shared.
    var current = Decision()
    swap(&current, &decision)
    evaluator.judge(line, at: arrival, into: &current)
    let judged = JudgedLine(
      number: tally.lines + 1, received: line, length: line.count,
      outcome: JudgedLine.Outcome(current.verdict))
    settle(current, judged)
    release(current, judged, hasLineEnd: hasLineEnd)
    swap(&current, &decision)
  }

  // MARK: - Longer than the bound

  /// Judges by the beginning, which is all that counts: the line is too long whatever follows.
  private mutating func beginOverlong() {
    var current = Decision()
    evaluator.judge(buffer.pending, at: arrival, into: &current)
    let outcome = JudgedLine.Outcome(current.verdict)
    let passesOn =
      switch settings.output {
      case .messages: outcome == .passed
      case .decisions: false
      case .shadow: true
      }
    if passesOn {
      // The record comes before the bytes, so it can't know the length.
      settle(
        current,
        JudgedLine(
          number: tally.lines + 1, received: buffer.pending, length: nil, isWhole: false,
          outcome: outcome))
      outputLines.append(tally.lines)
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
    if overlong?.passesOn == true { output.bytes.append(contentsOf: piece) }
  }

  private mutating func endOverlong(hasLineEnd: Bool) {
    guard let line = overlong else { return }
    overlong = nil
    if line.passesOn {
      if hasLineEnd { output.endLine() }
      return
    }
    let judged = JudgedLine(
      number: tally.lines + 1, received: UnsafeBufferPointer(start: nil, count: 0),
      length: line.length, digest: line.digest, isWhole: false,
      outcome: JudgedLine.Outcome(line.decision.verdict))
    settle(line.decision, judged)
    release(line.decision, judged, hasLineEnd: hasLineEnd)
  }
}
