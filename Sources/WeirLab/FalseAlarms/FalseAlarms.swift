import WeirJSON
import WeirProject

/// Counts what a set does to ordinary traffic, by rule.
public struct FalseAlarms: ~Copyable {
  public struct Settings: Sendable {
    /// The field that takes the texts of rows that are no messages.
    public var field: String?
    /// Whether rows come one after the other, so that limits and windows count; otherwise each is
    /// judged as if it were the first.
    public var isStream = false
    public var examplesMax = 3

    public init() {}
  }

  public private(set) var report = FalseAlarmReport()
  private let settings: Settings
  private let fitter: RowFitter
  private let names: RuleNames
  private let hasClock: Bool
  private var judge: SampleJudge
  /// Another one, so that asking whether a row is a message leaves no trace.
  private var fitting: SampleJudge

  public init(
    _ runner: TestRunner, bounds: ReaderBounds, settings: Settings
  ) throws(UnknownField) {
    self.settings = settings
    fitter = try RowFitter(runner.source, runner.set, field: settings.field)
    names = RuleNames(runner.set)
    hasClock = runner.set.message.clock != nil
    judge = SampleJudge(runner, bounds: bounds)
    fitting = SampleJudge(runner, bounds: bounds)
    report.untrainedModels = judge.untrainedModels
  }

  /// Takes a row of a corpus.
  ///
  /// - Parameter line: from 1.
  public mutating func offer(row: [UInt8], file: String, line: Int) {
    guard let message = fitter.message(row, &fitting) else {
      report.unfit += 1
      return
    }
    let sent = TimedLine(bytes: Array(message.compact.utf8), now: now)
    let decision = settings.isStream ? judge.next(sent) : judge.judge([sent])[0]
    report.count(
      decision, sent.bytes, names, at: (file, line), examplesMax: settings.examplesMax)
  }

  /// Without a clock of their own, rows of a stream come a second after one another.
  private var now: Int64 {
    hasClock || !settings.isStream ? fitter.now : fitter.now + Int64(report.rows) * 1_000_000
  }
}
