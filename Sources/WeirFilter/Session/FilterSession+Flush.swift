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
  /// Writes everything that waits.
  mutating func flush() throws(FilterError) {
    var taken = BatchRecords()
    swap(&taken, &records)
    defer {
      taken.clear()
      swap(&taken, &records)
    }
    try write(taken)
  }

  /// Writes what a run of lines left: first what must be known of messages, then the messages.
  mutating func write(_ records: borrowing BatchRecords) throws(FilterError) {
    tally.add(records.tally)
    try writeRecords(records)
    if records.output.buffer.isEmpty { return }
    // Batches that were on their way when the pipe closed are recorded like all that was judged.
    if ending == .closedPipe { return note(lost: records.outputLines[...]) }
    let (written, error) = SystemCall.writeAll(
      streams.output, UnsafeRawBufferPointer(records.output.buffer.bytes))
    guard let error else { return }
    guard error.isClosedPipe else {
      throw .output(path: "standard output", reason: error.reason)
    }
    ending = .closedPipe
    let complete = records.output.buffer.bytes[..<written].count { $0 == 0x0A }
    note(lost: records.outputLines.dropFirst(complete))
  }

  private mutating func writeRecords(_ records: borrowing BatchRecords) throws(FilterError) {
    audit?.take(records)
    try audit?.flush(syncs: settings.syncs)
    try held?.write(records.held.buffer.bytes, syncs: settings.syncs)
    try rejected?.write(records.rejected.buffer.bytes, syncs: settings.syncs)
  }

  /// Bytes that the pipe itself took count as delivered: nobody can see further.
  private mutating func note(lost lines: ArraySlice<Int>) {
    guard let first = lines.first, let last = lines.last else { return }
    tally.undelivered += lines.count
    lost = LostLines(first: lost?.first ?? first, last: last)
  }

  /// Lines that were released but not taken are named in the audit.
  mutating func recordLost() {
    guard let lost else { return }
    let (session, count) = (settings.session, tally.undelivered)
    audit?.record(AuditAction.undelivered, kind: .event, isSuccess: false, at: arrival) { text in
      text.member("weir.session", session)
      text.name("weir.undelivered")
      text.open("{")
      text.member("first_line", lost.first)
      text.member("last_line", lost.last)
      text.member("count", count)
      text.close("}")
    }
  }

  // MARK: - State

  /// Saves what limits and windows hold, if anything was judged since the last time.
  mutating func saveState() throws(FilterError) {
    savedAt = Stopwatch.microseconds()
    if savedLines == tally.lines && tally.lines > 0 { return }
    try state?.save(judging.plan.state.encode())
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

/// From the first to the last line that the reader of the output did not take.
struct LostLines {
  var first: Int
  var last: Int
}
