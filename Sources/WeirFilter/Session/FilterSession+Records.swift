import WeirCrypto
import WeirEngine
import WeirProject

extension FilterSession {
  /// Counts a line and writes what is to be known of it before it is released.
  mutating func settle(_ decision: Decision, _ judged: JudgedLine) {
    tally.count(decision, judged.outcome, writer.mask)
    let place = place(of: judged.outcome)
    if audit == nil && place == nil { return }
    withShown(decision, judged) { session, judged in
      session.audit?.record(
        decision, judged, session.facts, session.writer, session: session.settings.session,
        isShadow: session.settings.output == .shadow, at: session.arrival)
      if let place { session.write(decision, judged, into: &place.text) }
    }
  }

  /// Puts on the output what belongs there.
  mutating func release(_ decision: Decision, _ judged: JudgedLine, hasLineEnd: Bool) {
    switch settings.output {
    case .messages:
      guard judged.outcome == .passed else { return }
      if decision.isRedacted {
        output.bytes.append(contentsOf: decision.message)
      } else {
        output.bytes.append(contentsOf: judged.received)
      }
      if hasLineEnd { output.endLine() }
    case .decisions:
      withShown(decision, judged) { session, judged in
        session.output.open("{")
        session.writer.write(decision, judged, into: &session.output)
        session.output.close("}")
        session.output.endLine()
      }
    case .shadow:
      output.bytes.append(contentsOf: judged.received)
      if hasLineEnd { output.endLine() }
    }
    outputLines.append(judged.number)
  }

  /// Hands on the line as records may show it: redacted, and not at all where it is malformed or
  /// where a redaction failed and something could still be in it.
  private mutating func withShown(
    _ decision: Decision, _ judged: JudgedLine,
    _ body: (inout FilterSession, JudgedLine) -> Void
  ) {
    var judged = judged
    if decision.malformation != nil || hasFailedRedaction(decision) { return body(&self, judged) }
    if !decision.isRedacted {
      judged.shown = judged.received
      return body(&self, judged)
    }
    decision.message.withUnsafeBufferPointer { message in
      judged.shown = message
      body(&self, judged)
    }
  }

  private func hasFailedRedaction(_ decision: Decision) -> Bool {
    decision.reasons.contains {
      $0.isFailure && $0.isEnforced && facts.redacting.contains($0.policy)
    }
  }

  // MARK: - Held and rejected

  private func place(of outcome: JudgedLine.Outcome) -> OutputFile? {
    switch outcome {
    case .passed: nil
    case .held: held
    case .denied: rejected
    }
  }

  private func write(_ decision: Decision, _ judged: JudgedLine, into text: inout JSONBytes) {
    text.open("{")
    writer.write(decision, judged, into: &text)
    if settings.output == .shadow {
      text.member("shadow", true)
    }
    if let ring = settings.originals {
      text.name("original")
      if judged.isWhole {
        text.value(ascii: encrypted(judged.received, ring))
      } else {
        // Too long to be held in memory.
        text.null()
      }
    }
    text.close("}")
    text.endLine()
  }

  private func encrypted(_ line: UnsafeBufferPointer<UInt8>, _ ring: KeyRing) -> [UInt8] {
    ring.encrypt(
      Array(line), context: Array("weir/original/v1".utf8) + sha256(line),
      seconds: arrival.microseconds / 1_000_000)
  }
}
