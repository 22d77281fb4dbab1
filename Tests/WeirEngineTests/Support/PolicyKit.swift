import WeirChecker
import WeirSignals
import WeirSyntax

@testable import WeirEngine

/// Policies from texts, for tests.
enum PolicyKit {
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// Parses and checks; files in the order given.
  static func report(
    _ files: [String], packs: [String: String] = [:], lists: [String: [String]] = [:]
  ) -> CheckReport {
    var sources: [SourceFile] = []
    var errors: [SourceSpan] = []
    var parsing: [Diagnostic] = []
    func tree(_ name: String, _ text: String) -> PolicyTree {
      let source = SourceFile(name: name, text: text)
      let (tree, diagnostics) = Parser.parse(source, index: sources.count)
      sources.append(source)
      parsing += diagnostics
      errors += diagnostics.filter { $0.code.severity == .error }.map(\.primary.span)
      return tree
    }
    let trees = files.enumerated().map { tree("\($0.offset).weir", $0.element) }
    let inputs = packs.sorted { $0.key < $1.key }.map {
      PackInput(name: $0.key, trees: [tree("\($0.key)/pack.weir", $0.value)])
    }
    var contents: [SourceSpan: ListContents] = [:]
    for case .list(let list) in (trees + inputs.flatMap(\.trees)).flatMap(\.declarations) {
      guard case .file(let file) = list.origin, let entries = lists[file.value] else { continue }
      contents[file.span] = .entries(entries)
    }
    var report = check(
      CheckInput(
        sources: sources, trees: trees, packs: inputs, builtins: builtinSignatures,
        listFiles: contents, now: 0, syntaxErrors: errors))
    report.diagnostics = parsing + report.diagnostics
    return report
  }

  static func set(
    _ files: [String], packs: [String: String] = [:], lists: [String: [String]] = [:]
  ) throws -> CheckedSet {
    let report = report(files, packs: packs, lists: lists)
    guard let set = report.set else { throw Problem(description: errors(of: report)) }
    return set
  }

  static func errors(of report: CheckReport) -> String {
    report.diagnostics.filter { $0.code.severity == .error }
      .map { "\($0.code.id) \($0.message) at \($0.primary.span)" }.joined(separator: "\n")
  }

  static func program(
    _ text: String, packs: [String: String] = [:], _ settings: CompileSettings = CompileSettings()
  ) throws -> Program {
    try compile(try set([text], packs: packs), settings: settings)
  }
}

/// An evaluator with everything around it fixed: seed, keys, scores.
struct Bench: ~Copyable {
  let program: Program
  var evaluator: Evaluator
  /// Arrival of the next message.
  var now = Timestamp(seconds: 1_767_225_600)

  init(_ program: Program, score: Double = 0, state: EngineState? = nil) {
    self.program = program
    evaluator = Evaluator(
      program, state: state ?? EngineState(program, seed: (1, 2)),
      models: program.modelNames.map { _ in .pinned(score) },
      concealer: FakeConcealer(program))
  }

  init(
    _ text: String, packs: [String: String] = [:], score: Double = 0,
    settings: CompileSettings = CompileSettings()
  ) throws {
    self.init(try PolicyKit.program(text, packs: packs, settings), score: score)
  }

  /// Judges a line at `now`, which then moves on.
  mutating func judge(_ line: String, after seconds: Double = 0) -> Decision {
    judge(Array(line.utf8), after: seconds)
  }

  mutating func judge(_ line: [UInt8], after seconds: Double = 0) -> Decision {
    now.microseconds += Int64(seconds * 1_000_000)
    return evaluator.evaluate(line, at: now)
  }
}

extension Decision {
  var text: String { String(decoding: message, as: UTF8.self) }

  /// `policy:clause verdict`, failures marked with `!`, unenforced with `~`.
  var effects: [String] {
    reasons.map { "\($0.rule) \($0.verdict)\($0.isFailure ? "!" : "")\($0.isEnforced ? "" : "~")" }
  }

  /// `pattern field start..<end`, kept ones marked with `k`.
  var spans: [String] {
    findings.map { finding in
      var kept = ""
      if case .redaction(_, isKept: true) = finding.use { kept = " k" }
      return "\(finding.pattern) \(finding.field) \(finding.start)..<\(finding.end)\(kept)"
    }
  }
}

/// Tokens that show what they were made of.
struct FakeConcealer: Concealer {
  let keyNames: [String]

  init(_ program: Program) { keyNames = program.keyNames }
  init(keyNames: [String]) { self.keyNames = keyNames }

  static func fingerprint(_ bytes: some Sequence<UInt8>) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 36)
  }

  func hash(_ value: UnsafeBufferPointer<UInt8>, key: Int) -> [UInt8] {
    Array("h(\(keyNames[key]):\(Self.fingerprint(value)))".utf8)
  }

  func encrypt(
    _ value: UnsafeBufferPointer<UInt8>, key: Int, line: UnsafeBufferPointer<UInt8>,
    span: Range<Int>, at time: Timestamp
  ) -> [UInt8] {
    let value = Self.fingerprint(value)
    let place = "\(Self.fingerprint(line)):\(span.lowerBound)-\(span.upperBound)"
    return Array("e(\(keyNames[key]):\(value):\(place):\(time.microseconds))".utf8)
  }
}
