import ArgumentParser
import WeirChecker
import WeirJSON
import WeirLab
import WeirProject
import WeirSignals

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

      A forest learns from ordinary messages. A linear model learns from labelled ones: each line \
      is a message of the set that also has a member with its label (--label, --positive, \
      --negative) and may name where it comes from (--source): sources weigh alike, and the report \
      tells what was found in sources that the model had not seen.
      """)

  @OptionGroup var set: SetOptions
  @Argument(help: "The models to train. Default: all of the set's own, where they are of one kind.")
  var models: [String] = []
  @Option(help: ArgumentHelp("Messages to read. Default: stdin.", valueName: "file"))
  var input: String?
  @Option(help: ArgumentHelp("Where to write, for one model.", valueName: "file"))
  var out: String?
  @Option(
    help: ArgumentHelp("Rows kept per forest; beyond, an even sample.", valueName: "number"))
  var rows = ModelTrainer.rowsMax
  @Option(help: ArgumentHelp("The member that holds a line's label.", valueName: "name"))
  var label = LabelMembers().label
  @Option(help: ArgumentHelp("The label of what scores high.", valueName: "value"))
  var positive = LabelMembers().positive
  @Option(help: ArgumentHelp("The label of what scores low.", valueName: "value"))
  var negative = LabelMembers().negative
  @Option(
    help: ArgumentHelp(
      "The member that holds a line's source; what follows a colon is a part of it.",
      valueName: "name"))
  var source = LabelMembers().source
  @Option(
    help: ArgumentHelp(
      "How much a linear model is held back from learning its texts by heart.",
      valueName: "number"))
  var penalty = LinearTrainer.usualPenalty

  @Option(
    help: ArgumentHelp(
      "Where to write the score of each line by a linear model trained without its source.",
      valueName: "file"))
  var scores: String?

  func run() throws {
    guard rows >= 1, rows <= 1 << 24 else {
      throw CommandFailure("--rows is a number from 1 to 16777216")
    }
    guard penalty > 0, penalty <= 1 else {
      throw CommandFailure("--penalty is a number above 0 and at most 1")
    }
    let project = try set.loadProject()
    let (source, checked) = try set.loadChecked(project)
    let places = try self.places(checked)
    if checked.models[places[0]].linear == nil {
      try trainForests(checked, places, project, source)
    } else {
      try trainLinear(checked, places, project, source)
    }
  }

  private func trainForests(
    _ checked: CheckedSet, _ places: [ModelID], _ project: Project, _ source: PolicySource
  ) throws {
    var trainer = try compiled { () throws(CompileError) in
      try ModelTrainer(
        checked, models: places, settings: project.compileSettings, bounds: project.readerBounds,
        rowsMax: rows)
    }
    try read(project) { trainer.offer($0) }
    let trained: [TrainedRows]
    do throws(TrainingFailure) { trained = try trainer.finish() } catch {
      tell(trainer.malformed, of: trainer.lineCount)
      throw CommandFailure(error.description)
    }
    tell(trainer.malformed, of: trainer.lineCount)
    for model in trained { try write(model.file.encode(), model.model, model.summary, source) }
  }

  private func trainLinear(
    _ checked: CheckedSet, _ places: [ModelID], _ project: Project, _ source: PolicySource
  ) throws {
    var members = LabelMembers()
    (members.label, members.source) = (label, self.source)
    (members.positive, members.negative) = (positive, negative)
    var trainer = try compiled { () throws(CompileError) in
      try LabelledTrainer(
        checked, models: places, members: members, penalty: penalty,
        settings: project.compileSettings, bounds: project.readerBounds)
    }
    let trained: [TrainedTexts]
    do {
      try read(project) { try trainer.offer($0) }
      trained = try trainer.finish(progress: tellProgress)
    } catch let error as LabelledTrainingFailure {
      tell(trainer.malformed, of: trainer.lineCount)
      throw CommandFailure(error.description)
    }
    tell(trainer.malformed, of: trainer.lineCount)
    for model in trained { try write(model.file.encode(), model.model, model.summary, source) }
    if let scores, trained.count == 1 {
      try orFail { () throws(FileError) in
        try AtomicFile.write(trained[0].heldOutScores, to: scores)
      }
    }
  }

  private func compiled<Trainer: ~Copyable>(
    _ body: () throws(CompileError) -> Trainer
  ) throws -> Trainer {
    do throws(CompileError) { return try body() } catch {
      throw CommandFailure("the policies can't be compiled: \(error)")
    }
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
    let wanted = places.isEmpty ? try own(checked.models) : places
    if wanted.count > 1, let option = out != nil ? "--out" : scores != nil ? "--scores" : nil {
      throw CommandFailure("\(option) takes one model; name it")
    }
    try refuseBothKinds(wanted.map { checked.models[$0] })
    return wanted
  }

  /// The models of packs come trained, and have their pack's name before their own.
  private func own(_ models: [CheckedModel]) throws -> [ModelID] {
    let own = models.indices.filter { !models[$0].name.contains(".") }
    if own.isEmpty {
      let names = models.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        "only packs declare models here, and theirs come trained; name one of \(names)")
    }
    return own
  }

  private func refuseBothKinds(_ models: [CheckedModel]) throws {
    let linear = models.filter { $0.linear != nil }.map(\.name)
    let forests = models.filter { $0.linear == nil }.map(\.name)
    guard !linear.isEmpty && !forests.isEmpty else { return }
    throw CommandFailure(
      "\(forests.joined(separator: ", ")) learn from ordinary messages, "
        + "\(linear.joined(separator: ", ")) from labelled ones; name those of one kind")
  }

  private func read(_ project: Project, _ offer: ([UInt8]) throws -> Void) throws {
    let console = Console.current
    var source = try console.lines(of: input, lineBytesMax: project.lineBytes)
    var count = 0
    while let line = try orFail({ () throws(FileError) in try source.next() }) {
      if line.isEmpty { continue }
      try offer(line)
      count += 1
      if console.isErrorTerminal, count % 4096 == 0 { console.error("\r\(count) messages") }
    }
    if console.isErrorTerminal { console.error("\r\(count) messages\n") }
  }

  private func tellProgress(_ model: String, _ done: Double) {
    let console = Console.current
    guard console.isErrorTerminal else { return }
    console.error("\rtraining \(model): \(Int(done * 100)) %")
  }

  private func tell(_ malformed: MalformedTally, of lineCount: Int) {
    guard malformed.count > 0 else { return }
    let console = Console.current
    console.error("\(malformed.count) of \(lineCount) lines skipped\n")
    let ranked = malformed.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (reason, count) in ranked.prefix(10) { console.error("  \(count)  \(reason)\n") }
  }

  private func write(
    _ bytes: [UInt8], _ model: CheckedModel, _ summary: String, _ source: PolicySource
  ) throws {
    let path = out ?? source.path(of: model)
    let directory = Files.directory(of: path)
    if !Files.exists(directory) { mkdir(directory, 0o755) }
    try orFail { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
    Console.current.out(summary + "  written to \(path), \(bytes.count) bytes\n")
  }
}
