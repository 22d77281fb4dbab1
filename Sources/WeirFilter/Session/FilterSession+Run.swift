import WeirEngine
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a session did.
public struct FilterReport: Sendable {
  public var tally: FilterTally
  public var ending: FilterEnding

  /// 0 where every message passed, 1 where some were held or denied.
  public var exitCode: Int32 { tally.held + tally.denied > 0 ? 1 : 0 }
}

extension FilterSession {
  /// What it judges with, for whoever wants it to live on.
  public var policies: any Sendable { judging.plan }

  /// Filters until the input ends or something else does.
  public mutating func run() throws(FilterError) -> FilterReport {
    do throws(FilterError) {
      while ending == nil { try step() }
      try drain()
      try finish()
    } catch {
      // Ends the workers, so that nothing changes the state while it is saved.
      pool = nil
      say("stopped after \(Wording.plural(tally.lines, "line")); nothing behind was released")
      // What was judged was charged to limits; a crash would lose more.
      try? state?.save(judging.plan.state.encode())
      throw error
    }
    return FilterReport(tally: tally, ending: ending ?? .endOfInput)
  }

  /// Waits for one thing to happen and answers it.
  private mutating func step() throws(FilterError) {
    guard inputPlace < streams.inputs.count else {
      ending = .endOfInput
      return
    }
    let ready = wait()
    if ready.isIdle && !isBusy { judging.prepare() }
    // Nothing to read means time to write; batches end soon, so waiting for one keeps nobody.
    try writeOldest(waits: !ready.hasInput && !ready.hasCommand)
    if ready.hasCommand { try takeCommands() }
    if ready.isOutputClosed && ending == nil { ending = .closedPipe }
    if ready.hasInput && ending == nil { try readAndJudge() }
    try keepTime()
  }

  private struct Readiness {
    var hasInput = false
    var hasCommand = false
    var isOutputClosed = false

    var isIdle: Bool { !hasInput && !hasCommand && !isOutputClosed }
  }

  private func wait() -> Readiness {
    var entries = [
      pollfd(
        fd: streams.inputs[inputPlace].descriptor, events: Int16(POLLIN), revents: 0),
      // A closed pipe shows here before the next write finds it.
      pollfd(fd: streams.output, events: 0, revents: 0),
      pollfd(fd: streams.control ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&entries, nfds_t(entries.count), timeoutMilliseconds()) > 0 else {
      return Readiness()
    }
    return Readiness(
      hasInput: entries[0].revents != 0, hasCommand: entries[2].revents & Int16(POLLIN) != 0,
      isOutputClosed: entries[1].revents & Int16(POLLERR) != 0)
  }

  private func timeoutMilliseconds() -> Int32 {
    // Who has nothing to read prepares for what may come.
    if isBusy || judging.isUnprepared { return 0 }
    guard let due = [saveDue, progress.due].compactMap({ $0 }).min() else { return -1 }
    let left = due - Stopwatch.microseconds()
    return Int32(clamping: max(0, (left + 999) / 1000))
  }

  private mutating func readAndJudge() throws(FilterError) {
    let input = streams.inputs[inputPlace]
    switch buffer.fill(from: input.descriptor) {
    case .success(0):
      try drain()
      inputPlace += 1
      judgeRest(addsLineEnd: inputPlace < streams.inputs.count)
      try flush()
      if let most = settings.linesMax, linesTaken >= most { ending = ending ?? .limit }
    case .success:
      try judgeLines()
      try flush()
    case .failure(let error):
      if error.isTryAgain { return }
      try drain()
      throw .input(name: input.name, reason: error.reason)
    }
  }

  private mutating func takeCommands() throws(FilterError) {
    guard let control = streams.control else { return }
    var bytes = [UInt8](repeating: 0, count: 64)
    guard
      case .success(let count) = bytes.withUnsafeMutableBytes({ SystemCall.readOnce(control, $0) })
    else { return }
    let commands = bytes[..<count].compactMap(FilterSignal.init(rawValue:))
    if commands.contains(.reload) { try reload() }
    if commands.contains(.stop) && ending == nil {
      ending = .stopped
      if buffer.pendingCount > 0 || overlong != nil {
        say("stopped inside line \(linesTaken + 1), which was not judged")
      }
    }
  }

  private mutating func keepTime() throws(FilterError) {
    let now = Stopwatch.microseconds()
    if let due = saveDue, now >= due {
      // So that no line is counted in the state and missing from the records.
      try drain()
      try saveState()
    }
    progress.update(tally, now: now, say: streams.say)
  }

  private mutating func finish() throws(FilterError) {
    pool = nil
    recordLost()
    try audit?.flush(syncs: settings.syncs)
    try saveState()
    state?.markClosed()
    recordSession(AuditAction.sessionEnd, at: clock(), tally: tally)
    try audit?.flush(syncs: settings.syncs)
    progress.clear(say: streams.say)
    if settings.isQuiet || ending == .closedPipe { return }
    streams.say(tally.summary(microseconds: Stopwatch.microseconds() - startedAt))
    if let state = settings.state {
      let every = Wording.duration(state.everyMicroseconds)
      streams.say("  state saved to \(state.file), while running every \(every)\n")
    }
  }
}
