import WeirCrypto
import WeirEngine
import WeirProject

/// Turns decisions into what is to be written of them: counts, records, and the message itself.
///
/// It changes nothing but the `BatchRecords` it is given, so lines can be recorded on any thread.
struct Recorder: Sendable {
  let output: FilterSettings.Output
  let originals: KeyRing?
  let writer: DecisionRecord
  let audit: DecisionAudit?
  private let keepsHeld: Bool
  private let keepsRejected: Bool
  /// Policies whose failure could leave in a line what they were to take out.
  private let redacting: Set<String>

  init(_ settings: FilterSettings, _ facts: PolicyFacts, _ program: Program) {
    output = settings.output
    originals = settings.originals
    let writer = DecisionRecord(
      mask: PointerMask(facts.fieldNames, paths: facts.fieldPaths.values),
      names: RecordNames(policies: program.policyNames, patterns: program.patternNames))
    self.writer = writer
    audit = settings.audit.map { DecisionAudit($0, settings, facts, writer) }
    if case .file = settings.held { keepsHeld = true } else { keepsHeld = false }
    keepsRejected = settings.rejected != nil
    redacting = facts.redacting
  }

  /// Counts a line, writes what is to be known of it, and puts on the output what belongs there.
  func take(
    _ decision: Decision, _ line: inout JudgedLine, _ records: inout BatchRecords
  ) {
    record(decision, &line, &records)
    release(decision, &line, &records)
  }

  /// Counts a line and writes what is to be known of it before it is released.
  func record(
    _ decision: Decision, _ line: inout JudgedLine, _ records: inout BatchRecords
  ) {
    records.tally.count(decision, line.outcome, writer.mask)
    let isKept = keeps(line.outcome)
    if audit != nil || isKept { writeRecords(decision, &line, isKept: isKept, &records) }
  }

  private func writeRecords(
    _ decision: Decision, _ line: inout JudgedLine, isKept: Bool, _ records: inout BatchRecords
  ) {
    withShown(decision, &line) { line in
      if let audit {
        audit.write(decision, line, into: &records.audit)
        records.auditEnds.append(records.audit.buffer.count)
      }
      switch line.outcome {
      case .held where isKept: keep(decision, line, &records.held)
      case .denied where isKept: keep(decision, line, &records.rejected)
      case .passed, .held, .denied: break
      }
    }
  }

  /// Puts on the output what belongs there.
  func release(
    _ decision: Decision, _ line: inout JudgedLine, _ records: inout BatchRecords
  ) {
    switch output {
    case .messages:
      guard line.outcome == .passed else { return }
      if decision.isRedacted {
        decision.message.withUnsafeBufferPointer { records.output.buffer.append($0) }
      } else {
        records.output.buffer.append(line.received)
      }
      if line.hasLineEnd { records.output.endLine() }
    case .decisions:
      withShown(decision, &line) { line in
        records.output.open("{")
        writer.write(decision, line, into: &records.output)
        records.output.close("}")
        records.output.endLine()
      }
    case .shadow:
      records.output.buffer.append(line.received)
      if line.hasLineEnd { records.output.endLine() }
    }
    records.outputLines.append(line.number)
  }

  /// Hands on the line as records may show it: redacted, and not at all where it is malformed or
  /// where a redaction failed and something could still be in it. `inout`, as a line handed on
  /// otherwise would be copied.
  @inline(__always)
  private func withShown(
    _ decision: Decision, _ line: inout JudgedLine, _ body: (inout JudgedLine) -> Void
  ) {
    if decision.malformation != nil || hasFailedRedaction(decision) { return body(&line) }
    if !decision.isRedacted {
      line.shown = line.received
      return body(&line)
    }
    decision.message.withUnsafeBufferPointer { message in
      line.shown = message
      body(&line)
    }
    line.shown = nil
  }

  @inline(__always)
  private func hasFailedRedaction(_ decision: Decision) -> Bool {
    !decision.reasons.isEmpty && hasFailedRedaction(among: decision)
  }

  private func hasFailedRedaction(among decision: Decision) -> Bool {
    decision.reasons.indices.contains {
      decision.reasons[$0].isFailure && decision.reasons[$0].isEnforced
        && redacting.contains(decision.reasons[$0].policy)
    }
  }

  // MARK: - Held and rejected

  private func keeps(_ outcome: JudgedLine.Outcome) -> Bool {
    switch outcome {
    case .passed: false
    case .held: keepsHeld
    case .denied: keepsRejected
    }
  }

  private func keep(
    _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    text.open("{")
    writer.write(decision, line, into: &text)
    if output == .shadow {
      text.member("shadow", true)
    }
    if let originals {
      text.name("original")
      if line.isWhole {
        text.value(ascii: Self.encrypted(line, originals))
      } else {
        // Too long to be held in memory.
        text.null()
      }
    }
    text.close("}")
    text.endLine()
  }

  private static func encrypted(_ line: JudgedLine, _ ring: KeyRing) -> [UInt8] {
    ring.encrypt(
      Array(line.received), context: Array("weir/original/v1".utf8) + sha256(line.received),
      seconds: line.arrival.microseconds / 1_000_000)
  }
}
