import ArgumentParser
import WeirLab
import WeirProject

/// `weir fp`: what the policies would do to ordinary traffic.
struct FPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fp", abstract: "Count what the policies do to ordinary traffic, by rule.",
    discussion: """
      Rows are JSON lines that are messages of the set, or have a `text` that is put into a field. \
      Each is judged as if it were the first, so that no limit runs out, or with --stream one after \
      the other as they came. Texts are shown with --show alone.

      Exit code 1 where a rule speaks more often than the baseline says, or of more rows than --max \
      allows; without both, where anything was touched.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json
  }

  @OptionGroup var set: SetOptions
  @Option(
    help: ArgumentHelp("JSON lines of ordinary traffic; may be repeated.", valueName: "file"))
  var corpus: [String] = []
  @Option(help: ArgumentHelp("The field that takes the texts of rows.", valueName: "name"))
  var field: String?
  @Flag(help: "Rows are a stream: limits and windows count them.") var stream = false
  @Option(help: ArgumentHelp("Examples of each rule.", valueName: "number")) var examples = 3
  @Flag(help: "Show what was found, not only where.") var show = false
  @Option(help: ArgumentHelp("What each rule may do.", valueName: "file")) var baseline: String?
  @Flag(help: "Write the baseline instead of comparing with it.") var writeBaseline = false
  @Option(help: ArgumentHelp("The share of rows that may be touched, 0 to 1.", valueName: "share"))
  var max: Double?
  @Flag(help: "Show how far it is, about once a second.") var progress = false
  @Option(help: "How the report is written.") var format = Format.human

  mutating func validate() throws {
    if corpus.isEmpty { throw ValidationError("name ordinary traffic with --corpus FILE") }
    if let max, !(0...1).contains(max) { throw ValidationError("--max is a share from 0 to 1") }
    if examples < 0 { throw ValidationError("--examples is a number from 0") }
    if writeBaseline && baseline == nil {
      throw ValidationError("--write-baseline needs --baseline FILE to write")
    }
  }

  mutating func run() throws {
    // Read first: a baseline that can't be read is known before the work is done.
    let known = try writeBaseline ? nil : baseline.map { try Self.read($0) }
    let report = try self.report()
    guard report.rows > 0 else {
      throw CommandFailure(
        "none of \(Wording.plural(report.unfit, "row")) is a message of the set or has a `text`")
    }
    switch format {
    case .human: Console.current.out(report.human(showsText: show))
    case .json: Console.current.out(report.json(showsText: show))
    }
    if writeBaseline, let baseline { try write(report, baseline) }
    let excesses = known?.excesses(of: report) ?? []
    for excess in excesses { Console.current.error("weir: \(excess.sentence)\n") }
    if hasFindings(report, excesses) { throw ExitCode.findings }
  }

  private func hasFindings(_ report: FalseAlarmReport, _ excesses: [AlarmBaseline.Excess]) -> Bool {
    if let max, Double(report.touched) > max * Double(report.rows) { return true }
    if baseline != nil || max != nil { return !excesses.isEmpty }
    return report.touched > 0
  }

  private func report() throws -> FalseAlarmReport {
    let project = try set.loadProject()
    let (source, checked) = try set.loadChecked(project)
    let runner = try orFail { () throws(TestRunError) in
      try TestRunner(source, checked, settings: project.compileSettings)
    }
    var settings = FalseAlarms.Settings()
    settings.field = field
    settings.isStream = stream
    settings.examplesMax = examples
    var alarms = try orFail { () throws(UnknownField) in
      try FalseAlarms(runner, bounds: project.readerBounds, settings: settings)
    }
    var line = ProgressText(isAsked: progress)
    for file in corpus { try offer(file, to: &alarms, project, &line) }
    line.clear()
    return alarms.report
  }

  private func offer(
    _ file: String, to alarms: inout FalseAlarms, _ project: Project, _ progress: inout ProgressText
  ) throws {
    var rows = try Console.current.lines(of: file, lineBytesMax: project.lineBytes)
    var number = 0
    while let row = try orFail({ () throws(FileError) in try rows.next() }) {
      number += 1
      if !row.isEmpty { alarms.offer(row: row, file: file, line: number) }
      progress.show("\(alarms.report.rows) rows, \(alarms.report.touched) touched")
    }
  }

  private static func read(_ path: String) throws -> AlarmBaseline {
    let bytes = try orFail { () throws(FileError) in try Files.read(path, bytesMax: 64 << 20) }
    do throws(BaselineError) { return try AlarmBaseline(bytes: bytes) } catch {
      throw CommandFailure("\(path): \(error.description)")
    }
  }

  private func write(_ report: FalseAlarmReport, _ path: String) throws {
    let bytes = AlarmBaseline(report).bytes
    try orFail { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
  }
}
