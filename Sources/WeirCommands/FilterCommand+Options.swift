import ArgumentParser
import WeirCrypto
import WeirFilter
import WeirProject
import WeirSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The flags of `weir filter`.
struct FilterOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .long],
    help: ArgumentHelp(
      "Policy files or folders (default: those of weir.yaml).", valueName: "path"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("The project file (default: weir.yaml).", valueName: "file"))
  var project: String?

  @Option(help: ArgumentHelp("Folders that hold packs.", valueName: "dir"))
  var packs: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Read messages from files, one after the other, instead of standard input.",
      valueName: "file"))
  var input: [String] = []

  @Flag(help: "Write one JSON object with the decision for each input line instead of messages.")
  var decisions = false

  @Flag(help: "Pass every line as it came in; only log what enforcement would have done.")
  var shadow = false

  @Option(help: ArgumentHelp("Append denied messages, with the decision.", valueName: "file"))
  var rejected: String?

  @Option(
    help: ArgumentHelp(
      "Append messages held for review, with the decision; `discard` drops them.",
      valueName: "file|discard"))
  var held: String?

  @Option(
    help: ArgumentHelp(
      "Also keep the received line there, encrypted with this key.", valueName: "key"))
  var originals: String?

  @Option(help: ArgumentHelp("Append a decision log that shows tampering.", valueName: "file"))
  var audit: String?

  @Option(help: ArgumentHelp("The key of the audit log (default: audit).", valueName: "name"))
  var auditKey: String?

  @Option(
    help: ArgumentHelp(
      "Keep limits and windows in this file from run to run.", valueName: "file"))
  var state: String?

  @Option(help: ArgumentHelp("Judge at most this many lines.", valueName: "n"))
  var limitTo: Int?

  @Option(
    help: ArgumentHelp(
      "Take this as the arrival time of every message, to repeat a run: RFC 3339 or seconds.",
      valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "Threads that judge (default: 1); the output is the same for any number.",
      valueName: "n"))
  var threads: Int?

  @Flag(help: "Show how far it is, about once a second.")
  var progress = false

  @Flag(help: "Say nothing at the end.")
  var quiet = false

  @Flag(help: "Exit with 0 where messages were held or denied.")
  var exitZero = false

  @Flag(help: "Wait until records are on disk before a message is released.")
  var fsync = false

  // MARK: - As the filter takes them

  func settings(_ project: Project) throws -> FilterSettings {
    var settings = FilterSettings()
    settings.output = decisions ? .decisions : shadow ? .shadow : .messages
    // In shadow nothing is withheld, so only files that were asked for here get records.
    settings.held =
      held.map { $0 == "discard" ? .discard : .file($0) }
      ?? (shadow ? nil : project.held)
    settings.rejected = rejected ?? (shadow ? nil : project.rejected)
    settings.originals = try originals.map { try project.keys.ring($0) }
    settings.audit = try auditSettings(project)
    if let file = state ?? project.state?.file {
      settings.state = FilterSettings.State(file: file)
      if let every = project.state?.everyMicroseconds {
        settings.state?.everyMicroseconds = every
      }
    }
    settings.threads = threads ?? project.threads ?? FilterSettings.threadsDefault
    settings.linesMax = limitTo
    settings.isQuiet = quiet
    settings.progress = progressKind
    settings.syncs = fsync
    settings.levels = project.compileSettings
    settings.lineBytes = project.lineBytes
    settings.depth = project.depth
    settings.session = Self.sessionName()
    return settings
  }

  private func auditSettings(_ project: Project) throws -> FilterSettings.Audit? {
    guard let file = audit ?? project.audit?.file else { return nil }
    let key = auditKey ?? project.audit?.key ?? Project.Audit.keyDefault
    return FilterSettings.Audit(
      file: file, ring: try project.keys.ring(key), fields: project.audit?.fields ?? [])
  }

  private var progressKind: FilterSettings.Progress {
    let isTerminal = isatty(STDERR_FILENO) == 1
    if progress { return isTerminal ? .terminal : .lines }
    // Where messages are typed or shown on the same terminal, a moving line would be in the way.
    let isInTheWay = isatty(STDOUT_FILENO) == 1 || isatty(STDIN_FILENO) == 1
    return isTerminal && !isInTheWay && !quiet ? .terminal : .off
  }

  private static func sessionName() -> String {
    var random = SystemRandomNumberGenerator()
    return hexText((0..<8).map { _ in UInt8.random(in: .min ... .max, using: &random) })
  }

  /// Reads the policies, as often as it is called.
  func loader(_ project: Project) throws -> FilterSession.Load {
    let paths = policies.isEmpty ? project.policies : policies
    if paths.isEmpty {
      throw ValidationError(
        "no policies: name a file or folder with `-p PATH`, or set `policies` in weir.yaml")
    }
    let search = PackSearch(named: packs + project.packs)
    return { () throws(PolicySetError) in
      try PolicySet(
        paths: paths, packs: search, keys: project.keys, settings: project.compileSettings)
    }
  }

  func inputs() throws -> [FilterStreams.Input] {
    if input.isEmpty {
      return [FilterStreams.Input(descriptor: STDIN_FILENO, name: "standard input")]
    }
    return try input.map { path in
      if path == "-" {
        return FilterStreams.Input(descriptor: STDIN_FILENO, name: "standard input")
      }
      return FilterStreams.Input(descriptor: try Files.openToRead(path), name: path)
    }
  }

  func fixedTime() throws -> Timestamp? {
    guard let at else { return nil }
    if let seconds = Int64(at) { return Timestamp(seconds: seconds) }
    // As policies write times.
    let lexed = Lexer.lex(SourceFile(name: "", text: at), index: 0)
    guard lexed.diagnostics.isEmpty, case .literal(.time(let time)) = lexed.tokens.first?.kind
    else {
      throw ValidationError("--at takes a time such as 2026-01-01T00:00:00Z, not `\(at)`")
    }
    return Timestamp(microseconds: time)
  }
}
