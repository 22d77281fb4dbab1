import WeirEngine
import WeirJSON
import WeirProject

/// One run of the filter: reads lines, judges them, and lets pass what may pass.
///
/// A line that passes untouched goes from the reading buffer to the writing buffer and nowhere else.
/// Everything is decided between two system calls, here or by a pool of threads that judges whole
/// batches, so a signal or a reload never falls into the middle of a line.
public struct FilterSession: ~Copyable {
  public typealias Load = @Sendable () throws(PolicySetError) -> PolicySet

  let settings: FilterSettings
  let streams: FilterStreams
  let clock: @Sendable () -> Timestamp
  let load: Load

  // What judges. Replaced together at a reload.
  var facts: PolicyFacts
  var judging: Judging
  /// Lines that are judged here.
  var alone = Batch()
  /// Begins with the first read that is worth it.
  var pool: WorkerPool?

  // What is read.
  var buffer: LineBuffer
  var inputPlace = 0
  var overlong: OverlongLine?
  var decision = Decision()
  var arrival: Timestamp
  /// Lines that were given their number.
  var linesTaken = 0
  /// Lines whose records were handed over.
  var tally = FilterTally()
  /// Lines that were released when nobody read the output any more.
  var lost: LostLines?
  var ending: FilterEnding?

  // What is written, in this order.
  var audit: AuditLog?
  var held: OutputFile?
  var rejected: OutputFile?
  /// What was judged and is still to be written.
  var records = BatchRecords()

  var state: StateFile?
  var stateDigest: String?
  var savedAt: Int64
  var savedLines = 0
  let startedAt: Int64
  var progress: ProgressLine

  /// Loads the policies and opens everything that is needed before the first message.
  ///
  /// - Parameters:
  ///   - clock: the wall clock; messages of one read share one arrival.
  ///   - load: reads the policies; called again for each reload.
  public static func start(
    _ settings: FilterSettings, _ streams: FilterStreams,
    clock: @escaping @Sendable () -> Timestamp = { .now }, load: @escaping Load
  ) throws(FilterError) -> FilterSession {
    let parts = try FilterParts(settings, at: clock(), load)
    var session = FilterSession(settings, streams, clock, load, parts)
    try session.begin(parts)
    return session
  }

  private init(
    _ settings: FilterSettings, _ streams: FilterStreams,
    _ clock: @escaping @Sendable () -> Timestamp, _ load: @escaping Load, _ parts: FilterParts
  ) {
    self.settings = settings
    self.streams = streams
    self.clock = clock
    self.load = load
    facts = parts.facts
    judging = Judging(
      JudgingPlan(parts.set, parts.restored.state, parts.facts, settings))
    buffer = LineBuffer(lineBytesMax: settings.lineBytes)
    arrival = parts.time
    audit = parts.audit
    held = parts.held
    rejected = parts.rejected
    state = parts.stateFile
    stateDigest = parts.restored.digest
    startedAt = Stopwatch.microseconds()
    savedAt = startedAt
    progress = ProgressLine(settings.progress, now: startedAt)
  }
}
