import ArgumentParser
import WeirChecker
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

/// `weir train`: fits the models of a set to messages.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train the models of a policy set on messages.",
    discussion: """
      Reads JSON lines from stdin or --input, in the order in which they came, and writes the file \
      that each model names. The same lines give the same bytes.
      """)

  @OptionGroup var set: SetOptions
  @Argument(help: "The models to train. Default: all.") var models: [String] = []
  @Option(help: ArgumentHelp("Messages to read. Default: stdin.", valueName: "file"))
  var input: String?
  @Option(help: ArgumentHelp("Where to write, for one model.", valueName: "file"))
  var out: String?
  @Option(help: ArgumentHelp("Rows kept per model; beyond, an even sample.", valueName: "number"))
  var rows = ModelTrainer.rowsMax

  func run() throws {
    guard rows >= 1, rows <= 1 << 24 else {
      throw CommandFailure("--rows is a number from 1 to 16777216")
    }
    let project = try set.loadProject()
    let (source, checked) = try set.loadChecked(project)
    let places = try self.places(checked)
    let bounds = project.readerBounds
    var trainer = try orFail { () throws(CompileFailure) in
      do throws(CompileError) {
        return try ModelTrainer(
          checked, models: places, settings: project.compileSettings, bounds: bounds, rowsMax: rows)
      } catch { throw CompileFailure(error: error) }
    }
    try read(&trainer, project)
    let trained: [TrainedRows]
    do throws(TrainingFailure) { trained = try trainer.finish() } catch {
      tellMalformed(trainer)
      throw CommandFailure(error.description)
    }
    tellMalformed(trainer)
    for model in trained { try write(model, source) }
  }

  private func places(_ checked: CheckedSet) throws -> [ModelID] {
    guard !checked.models.isEmpty else {
      throw CommandFailure("these policies declare no `model`")
    }
    let places = try models.map { name in
      guard let place = checked.models.firstIndex(where: { $0.name == name }) else {
        let names = checked.models.map(\.name).joined(separator: ", ")
        throw CommandFailure("no model `\(name)`; the policies declare \(names)")
      }
      return place
    }
    let wanted = places.isEmpty ? Array(checked.models.indices) : places
    if out != nil && wanted.count > 1 {
      throw CommandFailure("--out takes one model; name it")
    }
    return wanted
  }

  private func read(_ trainer: inout ModelTrainer, _ project: Project) throws {
    let console = Console.current
    var source = try console.lines(of: input, lineBytesMax: project.lineBytes)
    while let line = try orFail({ () throws(FileError) in try source.next() }) {
      if !line.isEmpty { trainer.offer(line) }
      if console.isErrorTerminal, trainer.lineCount % 4096 == 0 {
        console.error("\r\(trainer.lineCount) messages")
      }
    }
    if console.isErrorTerminal { console.error("\r\(trainer.lineCount) messages\n") }
  }

  private func tellMalformed(_ trainer: borrowing ModelTrainer) {
    guard trainer.malformedCount > 0 else { return }
    let console = Console.current
    console.error("\(trainer.malformedCount) of \(trainer.lineCount) lines skipped\n")
    let ranked = trainer.malformations.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (reason, count) in ranked.prefix(10) { console.error("  \(count)  \(reason)\n") }
  }

  private func write(_ trained: TrainedRows, _ source: PolicySource) throws {
    let path = out ?? source.path(of: trained.model)
    let directory = Files.directory(of: path)
    if !Files.exists(directory) { mkdir(directory, 0o755) }
    let bytes = trained.file.encode()
    try orFail { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
    Console.current.out(trained.summary + "  written to \(path), \(bytes.count) bytes\n")
  }
}

/// Compiling failed, in words.
private struct CompileFailure: Error, CustomStringConvertible {
  var error: CompileError
  var description: String { "the policies can't be compiled: \(error)" }
}
