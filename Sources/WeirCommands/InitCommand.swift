import ArgumentParser
import WeirJSON
import WeirLab
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `weir init`: a small project that works.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a small project that works.",
    discussion: """
      Writes weir.yaml, policies with tests, sample messages and a model trained on them. With \
      --from, the schema is inferred from JSON lines of your own, and the model is trained on those. \
      Nothing that is there already is overwritten.
      """)

  @Argument(help: "The project's folder.") var directory = "."
  @Option(help: ArgumentHelp("JSON lines to infer the schema from.", valueName: "file"))
  var from: String?

  func run() throws {
    let project = try starter()
    for file in project.files {
      let path = Files.joined(directory, file.path)
      if Files.exists(path) {
        throw CommandFailure("\(path) is there already; weir init overwrites nothing")
      }
    }
    for file in project.files {
      try write(Array(file.text.utf8), to: Files.joined(directory, file.path))
    }
    try train()
    Console.current.out(
      "\nnext:\(directory == "." ? "" : " cd \(directory),") weir check, weir test, "
        + "weir filter < \(from == nil ? StarterProject.messages : "your messages")\n")
  }

  private func starter() throws -> StarterProject {
    guard let from else { return StarterProject() }
    var inference = SchemaInference()
    var lines = try Console.current.lines(of: from, lineBytesMax: ReaderBounds().lineBytes)
    while let line = try orFail({ () throws(FileError) in try lines.next() }) {
      if !line.isEmpty { inference.observe(line) }
    }
    if inference.malformedCount > 0 {
      Console.current.error(
        "\(inference.malformedCount) lines of \(from) are no JSON object and were left out\n")
    }
    guard let schema = inference.schema() else {
      throw CommandFailure("\(from): no line is a JSON object, nothing to infer a schema from")
    }
    if !schema.hasClock {
      Console.current.error(
        "\(from): no member is a time in every message, so limits run on arrival: a recorded file "
          + "counts as sent all at once\n")
    }
    return StarterProject(schema)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try makeFolders(for: path)
    try orFail { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
    Console.current.out("wrote \(path)\n")
  }

  private func makeFolders(for path: String) throws {
    let folder = Files.directory(of: path)
    if folder == "." || folder == "/" || Files.isDirectory(folder) { return }
    try makeFolders(for: folder)
    if mkdir(folder, 0o755) != 0 && errno != EEXIST {
      throw CommandFailure(FileError(path: folder, number: errno).description)
    }
  }

  /// Trains the model on the sample messages or on the traffic, so that the filter starts.
  private func train() throws {
    let policies = Files.joined(directory, StarterProject.policies)
    let source = try orFail { () throws(FileError) in try PolicySource(paths: [policies]) }
    guard let checked = source.checked else {
      let renderer = DiagnosticRenderer(files: source.files)
      Console.current.error(renderer.human(source.diagnostics))
      throw CommandFailure("the schema needs a hand: correct it, then run weir check")
    }
    guard !checked.models.isEmpty else { return }
    let command = try TrainCommand.parse([
      "-p", policies, "--input", from ?? Files.joined(directory, StarterProject.messages),
    ])
    try command.run()
  }
}
