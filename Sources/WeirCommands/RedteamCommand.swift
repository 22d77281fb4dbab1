import ArgumentParser
import WeirJSON
import WeirLab
import WeirProject

/// `weir redteam`: disguises what a policy set catches, and tells what slips through.
struct RedteamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redteam",
    abstract: "Disguise what the policies catch, and see what slips through.",
    discussion: """
      Attacks are the messages of the set's tests and of the `samples` folders beside it and its \
      packs, and the rows of corpora, as far as the policies catch them plainly written. Each is \
      sent again in every disguise and, unless --no-pairs, in every two that go together. What slips \
      through is shown as tests that fail until it is caught.

      Exit code 1 where more slipped through than --min allows, or anything without --min.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json
  }

  @OptionGroup var set: SetOptions
  @Option(
    help: ArgumentHelp(
      "JSON lines that are messages of the set or have a `text`; may be repeated.",
      valueName: "file"))
  var corpus: [String] = []
  @Option(
    help: ArgumentHelp(
      "The field that the attacker writes; rows with a `text` are put there.", valueName: "name"))
  var field: String?
  @Option(help: ArgumentHelp("Only these disguises, by commas.", valueName: "names"))
  var disguises: String?
  @Option(help: ArgumentHelp("All disguises but these, by commas.", valueName: "names"))
  var without: String?
  @Flag(help: "List the disguises.") var list = false
  @Flag(inversion: .prefixedNo, help: "Two disguises at once, too.") var pairs = true
  @Option(help: ArgumentHelp("Attacks to try; of more, an even choice.", valueName: "number"))
  var limit = 200
  @Option(
    help: ArgumentHelp("What is chosen at random depends on this alone.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The share of variants to be caught, 0 to 1.", valueName: "share"))
  var min: Double?
  @Option(help: "The mildest verdict that counts as caught.") var verdict = CaughtVerdict.review
  @Option(help: ArgumentHelp("Survivors to show.", valueName: "number")) var survivors = 10
  @Option(help: ArgumentHelp("Write all survivors as tests.", valueName: "file")) var tests: String?
  @Flag(help: "Show how far it is, about once a second.") var progress = false
  @Option(help: "How the report is written.") var format = Format.human

  enum CaughtVerdict: String, ExpressibleByArgument, CaseIterable {
    case flag, review, deny
  }

  mutating func validate() throws {
    if let min, !(0...1).contains(min) { throw ValidationError("--min is a share from 0 to 1") }
    if limit < 1 { throw ValidationError("--limit is a number from 1") }
    if survivors < 0 { throw ValidationError("--survivors is a number from 0") }
    if disguises != nil && without != nil {
      throw ValidationError("--disguises and --without don't go together; choose one")
    }
  }

  mutating func run() throws {
    let console = Console.current
    if list { return console.out(Disguise.list) }
    let report = try self.report()
    if let tests {
      let text = report.tests
      try orFail { () throws(FileError) in try AtomicFile.write(Array(text.utf8), to: tests) }
    }
    switch format {
    case .human: console.out(report.human(survivorsMax: survivors))
    case .json: console.out(report.json())
    }
    if report.total.value < min ?? 1 { throw ExitCode.findings }
  }

  private func report() throws -> RedteamReport {
    let project = try set.loadProject()
    let (source, checked) = try set.loadChecked(project)
    let runner = try orFail { () throws(TestRunError) in
      try TestRunner(source, checked, settings: project.compileSettings)
    }
    let settings = try self.settings()
    var redteam = try orFail { () throws(UnknownField) in
      try Redteam(runner, bounds: project.readerBounds, settings: settings)
    }
    var line = ProgressText(isAsked: progress)
    redteam.offerTests()
    for file in SampleFolders.files(of: source) + corpus {
      try offer(file, to: &redteam, project, &line)
    }
    guard redteam.intake.attacks > 0 else {
      throw CommandFailure(
        "nothing to disguise: none of \(Wording.plural(redteam.intake.messages, "message")) is "
          + "caught by its text; write tests, or name attacks with --corpus")
    }
    let report = redteam.run { done, all in line.show("\(done) of \(all) attacks") }
    line.clear()
    return report
  }

  private func settings() throws -> Redteam.Settings {
    var settings = Redteam.Settings()
    if let disguises { settings.disguises = try Self.named(disguises) }
    if let without {
      let names = Set(try Self.named(without).map(\.name))
      settings.disguises.removeAll { names.contains($0.name) }
    }
    guard !settings.disguises.isEmpty else { throw CommandFailure("no disguise is left to try") }
    settings.makesPairs = pairs
    settings.seed = seed
    settings.attacksMax = limit
    settings.threshold = Verdict(name: verdict.rawValue) ?? .review
    settings.field = field
    return settings
  }

  private static func named(_ list: String) throws -> [Disguise] {
    let names = list.split(separator: ",").map { name in
      String(name.filter { !$0.isWhitespace })
    }
    return try orFail { () throws(UnknownDisguise) in try Disguise.named(names) }
  }

  private func offer(
    _ file: String, to redteam: inout Redteam, _ project: Project, _ progress: inout ProgressText
  ) throws {
    var rows = try Console.current.lines(of: file, lineBytesMax: project.lineBytes)
    var number = 0
    while let row = try orFail({ () throws(FileError) in try rows.next() }) {
      number += 1
      if !row.isEmpty { redteam.offer(row: row, origin: "\(file):\(number)") }
      progress.show("\(redteam.intake.messages) messages, \(redteam.intake.attacks) attacks")
    }
  }
}
