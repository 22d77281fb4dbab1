import ArgumentParser
import WeirLab
import WeirProject

/// `weir explain`: a code's page, a function's page, or why one message was decided so.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a diagnostic, a function, or the decision on one message.",
    discussion: """
      `weir explain WEIR0312`, `weir explain unused-pattern` and `weir explain length` print a page. \
      `weir explain -p DIR --message '{…}'` judges one message with empty state and prints every \
      policy with what matched, what didn't and why; texts that redaction hides are not shown.
      """)

  @Argument(help: "A code, the name of a lint or of a function.") var topic: String?
  @Flag(help: "List all that has a page.") var list = false
  @Flag(help: "Print the pages of all diagnostics as Markdown.") var markdown = false
  @OptionGroup var set: SetOptions
  @Option(help: ArgumentHelp("A message to judge: one JSON line.", valueName: "json"))
  var message: String?
  @Option(help: ArgumentHelp("A file with the message; `-` is stdin.", valueName: "file"))
  var messageFile: String?

  mutating func run() throws {
    let console = Console.current
    if markdown { return console.out(Pages.markdown()) }
    if list { return console.out(Pages.list()) }
    if let topic { return try explain(topic) }
    guard let line = try self.line() else {
      throw CommandFailure(
        "nothing to explain: give a code, or a message with --message (see weir explain --help)")
    }
    try explain(line)
  }

  private func explain(_ topic: String) throws {
    if let page = Pages.page(topic) { return Console.current.out(page) }
    let help = EditDistance.nearest(to: topic, in: Pages.names).map { "did you mean `\($0)`?" }
    throw CommandFailure(
      "`\(topic)` has no page; \(help ?? "`weir explain --list` names all that do")")
  }

  private func line() throws -> [UInt8]? {
    if let message { return Array(message.utf8) }
    guard let messageFile else { return nil }
    var bytes =
      messageFile == "-"
      ? try Console.current.readInput(bytesMax: 64 << 20)
      : try orFail { () throws(FileError) in try Files.read(messageFile, bytesMax: 64 << 20) }
    while bytes.last == 0x0a || bytes.last == 0x0d { bytes.removeLast() }
    return bytes
  }

  private func explain(_ line: [UInt8]) throws {
    let project = try set.loadProject()
    let (source, _) = try set.loadChecked(project)
    let policies = try orFail { () throws(PolicySetError) in
      try PolicySet(source, keys: project.keys, settings: project.compileSettings)
    }
    var evaluator = Evaluator(
      policies, state: EngineState(policies.program, seed: (1, 2)))
    let (decision, trace) = evaluator.explain(line, at: .now)
    Console.current.out(TraceText(decision, trace, files: source.files).text)
  }
}
