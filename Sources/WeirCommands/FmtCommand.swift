import ArgumentParser
import WeirLab
import WeirProject

/// `weir fmt`: one canonical form.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Write policy files in their one canonical form.",
    discussion: "With --check, exit code 1 where a file would change.")

  @Argument(help: "Policy files, or folders with all in them. Default: `policies` of weir.yaml.")
  var paths: [String] = []
  @Flag(help: "Change nothing; name the files that would change.") var check = false
  @Flag(help: "Change nothing; show what would change.") var diff = false
  @Flag(help: "Format stdin to stdout.") var stdin = false
  @Option(help: ArgumentHelp("The project file. Default: weir.yaml, if there.", valueName: "file"))
  var project: String?

  mutating func run() throws {
    if stdin { return try formatInput() }
    var refused = 0
    var changed = 0
    for path in try files() {
      switch try format(path) {
      case .refused: refused += 1
      case .changed: changed += 1
      case .same: break
      }
    }
    if refused > 0 {
      throw CommandFailure(
        "\(refused) \(refused == 1 ? "file" : "files") with errors left as "
          + (refused == 1 ? "it is" : "they are"))
    }
    if check && changed > 0 { throw ExitCode.findings }
  }

  private enum Outcome { case same, changed, refused }

  private func format(_ path: String) throws -> Outcome {
    let bytes = try orFail { () throws(FileError) in
      try Files.read(path, bytesMax: ProjectLimits.policyBytesMax)
    }
    guard let text = formatted(SourceFile(name: path, bytes: bytes)) else { return .refused }
    if Array(text.utf8) == bytes { return .same }
    let console = Console.current
    if diff {
      console.out(LineDiff.unified(String(decoding: bytes, as: UTF8.self), text, name: path))
    } else {
      console.out(path + "\n")
    }
    if !check && !diff {
      try orFail { () throws(FileError) in try AtomicFile.write(Array(text.utf8), to: path) }
    }
    return .changed
  }

  /// Nil where the text has errors, which are shown.
  private func formatted(_ source: SourceFile) -> String? {
    do throws(Formatter.Refusal) {
      return try Formatter.format(source)
    } catch {
      let renderer = DiagnosticRenderer(files: [source], colour: Console.current.hasErrorColour)
      Console.current.error(
        renderer.human(error.diagnostics.filter { $0.code.severity == .error }))
      return nil
    }
  }

  private func formatInput() throws {
    let bytes = try Console.current.readInput(bytesMax: ProjectLimits.policyBytesMax)
    guard let text = formatted(SourceFile(name: "stdin", bytes: bytes)) else {
      throw CommandFailure("stdin has errors and is not formatted")
    }
    if check {
      if Array(text.utf8) != bytes { throw ExitCode.findings }
    } else {
      Console.current.out(text)
    }
  }

  private func files() throws -> [String] {
    var roots = paths
    if roots.isEmpty {
      let file = project
      roots = try orFail { () throws(ProjectError) in try Project.load(file) }.policies
    }
    guard !roots.isEmpty else {
      throw CommandFailure("no files named: give files or folders, or --stdin")
    }
    return try roots.flatMap { root in
      let found = try orFail { () throws(FileError) in try Self.policyFiles(in: root) }
      if found.isEmpty { throw CommandFailure("\(root): holds no `.weir` file") }
      return found
    }
  }

  /// All policy files of a folder and of the folders inside.
  private static func policyFiles(in root: String) throws(FileError) -> [String] {
    guard Files.isDirectory(root) else { return [root] }
    var found: [String] = []
    for name in try Files.names(in: root) {
      let path = Files.joined(root, name)
      if Files.isDirectory(path) {
        found += try policyFiles(in: path)
      } else if name.hasSuffix(".weir") {
        found.append(path)
      }
    }
    return found
  }
}
