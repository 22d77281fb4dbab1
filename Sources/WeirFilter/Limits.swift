/// What the filter bounds, with unit and reason.
enum FilterLimits {
  /// Bytes asked of one read: large enough that system calls cost nothing per line.
  static let readBytes = 256 << 10
  /// Bytes held back from one write; a batch whose output grows beyond is written in parts.
  static let writeBytes = 1 << 20
  /// Lines that are judged and written together: enough that the system calls of one batch cost
  /// nothing per line, few enough that their decisions stay in the cache. Below `tallyReasonsMax`,
  /// so that no batch counts more kinds than the tally tells apart.
  static let batchLines = 500
  /// Bytes of lines from which a batch is full, for the same reason.
  static let batchBytes = 128 << 10
  /// Lines that go through the stages together where one thread does it all: their decisions stay in
  /// the nearest cache.
  static let batchLinesAlone = 64
  /// Batches on their way for each thread: one being judged, one that waits for its turn or is to
  /// begin. With a third, decisions fall out of the cache between two stages.
  static let batchesPerThread = 2
  /// Bytes of lines on their way, so that long ones take no more memory than they need.
  static let bytesOnTheirWay = 8 << 20
  /// Bytes of a read from which its lines are worth handing to other threads: below, waking them
  /// takes longer than judging.
  static let parallelBytes = 16 << 10
  /// Patterns that are prepared while nothing is to be read: each takes up to some dozens of
  /// kilobytes, and of larger sets most are never needed.
  static let preparedPatternsMax = 400
  /// Microseconds of that in a row: what a message may have to wait that comes in between.
  static let prepareMicroseconds: Int64 = 5_000
  /// Threads that judge, at most.
  static let threadsMax = 256
  /// Bytes looked at together when the end of a file of records is searched.
  static let mendBytes = 64 << 10
  /// Saved state: far above what a million keys per limit need.
  static let stateBytesMax = 8 << 30
  /// How often a changing policy folder is read again before a reload is given up.
  static let snapshotAttempts = 5
  /// Microseconds between two lines of progress.
  static let progressMicroseconds: Int64 = 1_000_000
  /// Microseconds before progress shows without being asked for.
  static let progressDelayMicroseconds: Int64 = 2_000_000
  /// Kinds of malformed lines that the summary lists.
  static let summaryReasonsMax = 10
  /// Kinds of malformed lines told apart; pointers come from the sender and could be any number.
  static let tallyReasonsMax = 1000
}
