import ArgumentParser
import WeirLab
import WeirProject

/// `weir test`: runs the `test` blocks of policy files.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests in policy files.",
    discussion: "Exit code 1 where a test failed.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json, junit
  }

  @OptionGroup var set: SetOptions
  @Option(help: ArgumentHelp("Only tests whose title holds this text.", valueName: "text"))
  var filter: String?
  @Option(help: "How results are written.") var format = Format.human

  func run() throws {
    let project = try set.loadProject()
    let (source, checked) = try set.loadChecked(project)
    let runner = try orFail { () throws(TestRunError) in
      try TestRunner(
        source, checked, settings: project.compileSettings, stopwatch: Stopwatch.nanoseconds)
    }
    let tests = runner.tests.filter { test in filter.map { test.title.contains($0) } ?? true }
    let report = TestReport(tests.map { runner.run($0) })
    let console = Console.current
    switch format {
    case .human: console.out(report.human(colour: console.hasColour))
    case .json: console.out(report.json())
    case .junit: console.out(report.junit())
    }
    if report.failedCount > 0 { throw ExitCode.findings }
  }
}
