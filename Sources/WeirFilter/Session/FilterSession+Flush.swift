import WeirEngine
import WeirProject

/// Why a session ended.
public enum FilterEnding: Sendable, Equatable {
  case endOfInput
  /// `linesMax` lines were judged.
  case limit
  /// It was told to stop.
  case stopped
  /// Nobody reads the output any more.
  case closedPipe
}

extension FilterSession {
  /// Writes everything that waits: first what must be known of messages, then the messages.
  mutating func flush() throws(FilterError) {
    try flushRecords()
    if output.bytes.isEmpty { return }
    let (written, error) = output.bytes.withUnsafeBytes {
      SystemCall.writeAll(streams.output, $0)
    }
    if let error {
      guard error.isClosedPipe else {
        throw .output(path: "standard output", reason: error.reason)
      }
      try notePipe(written: written)
    }
    output.clear()
    outputLines.removeAll(keepingCapacity: true)
  }

  private mutating func flushRecords() throws(FilterError) {
    try audit?.flush(syncs: settings.syncs)
    try held?.flush(syncs: settings.syncs)
    try rejected?.flush(syncs: settings.syncs)
  }

  /// Lines that were released but not taken are named in the audit. Bytes that the pipe itself took
  /// count as delivered: nobody can see further.
  private mutating func notePipe(written: Int) throws(FilterError) {
    ending = .closedPipe
    let complete = output.bytes[..<written].count { $0 == 0x0A }
    let lost = outputLines.dropFirst(complete)
    tally.undelivered += lost.count
    guard let first = lost.first, let last = lost.last else { return }
    audit?.begin(AuditAction.undelivered, kind: "event", outcome: "failure", at: arrival)
    audit?.file.text.member("weir.session", settings.session)
    audit?.file.text.name("weir.undelivered")
    audit?.file.text.open("{")
    audit?.file.text.member("first_line", first)
    audit?.file.text.member("last_line", last)
    audit?.file.text.member("count", lost.count)
    audit?.file.text.close("}")
    audit?.end()
    try audit?.flush(syncs: settings.syncs)
  }

  // MARK: - State

  /// Saves what limits and windows hold, if anything was judged since the last time.
  mutating func saveState() throws(FilterError) {
    savedAt = Stopwatch.microseconds()
    if savedLines == tally.lines && tally.lines > 0 { return }
    try state?.save(evaluator.state.encode())
    savedLines = tally.lines
  }

  /// The moment of the next save.
  var saveDue: Int64? {
    guard let every = settings.state?.everyMicroseconds, savedLines != tally.lines else {
      return nil
    }
    return savedAt + every
  }
}
