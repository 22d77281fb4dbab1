import WeirSyntax

@testable import WeirChecker

/// Signatures like those of the engine's builtins, enough for policies in tests.
enum StandIns {
  typealias Signature = BuiltinSignature

  static let builtins: [Signature] = [
    function("length", .int, [.text], [.anyList], [.json]), function("bytes", .int, [.text]),
    function("char_entropy", .float, [.text]), function("digit_ratio", .float, [.text]),
    function("symbol_ratio", .float, [.text]),
    function("invisible_ratio", .float, [.text]), function("has_invisible", .bool, [.text]),
    function("log1p", .float, [.float]), function("luhn", .bool, [.text]),
    function("iban", .bool, [.text]), function("entropy", .float, [.text]),
    function("as_string", .optional(.string), [.json]),
    function("as_int", .optional(.int), [.json], [.text]),
    function("as_bool", .optional(.bool), [.json]),
    function("as_float", .optional(.float), [.json]),
    function("leaves", .list(.string), [.json]), function("lower", .string, [.text]),
    function("hour", .int, [.time]),
  ]

  private static func function(
    _ name: String, _ result: ValueType, _ forms: [BuiltinSignature.Parameter]...
  ) -> Signature {
    Signature(name, forms.map { .init($0, result) }, "stands in", examples: [])
  }

  /// Packs under the names that the design's example uses, and some for mistakes.
  static let packs: [(name: String, text: String)] = [
    (
      "pii",
      """
      pattern email = /[a-z0-9]+@[a-z0-9]+\\.[a-z]{2,8}/
      pattern card { match /\\b[0-9]{13,16}\\b/; where luhn(match) }
      pattern iban { match /\\b[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}\\b/; where iban(match) }
      pattern phone = /\\+[0-9]{8,15}\\b/
      """
    ),
    (
      "secrets",
      """
      pattern key = /\\bkey-[0-9a-f]{32}\\b/
      redact keys { key -> remove }
      """
    ),
    (
      "injection",
      """
      pattern override = /ignore all previous/
      pattern persona = /pretend you/
      """
    ),
    ("circular_a", "use circular_b"), ("circular_b", "use circular_a"),
    (
      "needs_text",
      """
      message { text: string }
      let is_empty = text == ""
      validate filled { deny if is_empty and count(last 1m) > 3 }
      """
    ),
    (
      "needs_more",
      """
      use pii
      message { text: string, user: string?, tool: { name: string }? }
      let by_root = (user ?? "") == "root"
      pattern own = /own/
      validate own_rule { deny if by_root and text matches own and text matches pii }
      """
    ),
  ]
}

/// Parses and checks texts as files of one set.
struct Checking {
  var report: CheckReport
  var syntax: [Diagnostic]
  var sources: [SourceFile]

  init(
    _ texts: [String], lists: [String: ListContents] = [:], now: Int64 = 1_767_225_600_000_000,
    packs: [(name: String, text: String)] = StandIns.packs
  ) {
    sources = texts.enumerated().map { SourceFile(name: "\($0).weir", text: $1) }
    sources += packs.map { SourceFile(name: "\($0.name).weir", text: $0.text) }
    let parsed = sources.enumerated().map { Parser.parse($1, index: $0) }
    syntax = parsed.flatMap(\.diagnostics)
    let trees = parsed.map(\.tree)
    var files: [SourceSpan: ListContents] = [:]
    for case .list(let list) in trees.flatMap(\.declarations) {
      if case .file(let name) = list.origin { files[name.span] = lists[name.value] }
    }
    report = check(
      CheckInput(
        sources: sources, trees: Array(trees.prefix(texts.count)),
        packs: zip(packs, trees.dropFirst(texts.count)).map {
          PackInput(name: $0.name, trees: [$1])
        },
        builtins: StandIns.builtins, listFiles: files, now: now,
        syntaxErrors: syntax.filter { $0.code.severity == .error }.map(\.primary.span)))
  }

  init(_ text: String, lists: [String: ListContents] = [:], now: Int64 = 1_767_225_600_000_000) {
    self.init([text], lists: lists, now: now)
  }

  var all: [Diagnostic] { syntax + report.diagnostics }
  var errors: [Diagnostic] { all.filter { $0.code.severity == .error } }
  var ids: [String] { all.map(\.code.id) }

  func pointedAt(_ diagnostic: Diagnostic) -> String {
    let span = diagnostic.primary.span
    return String(decoding: sources[span.file].bytes[span.start..<span.end], as: UTF8.self)
  }

  /// One line for each diagnostic, for reading a failure.
  var summary: String {
    all.map {
      "\($0.code.id) \($0.message) [\(pointedAt($0))] \($0.primary.text) — \($0.help ?? "")"
    }
    .joined(separator: "\n")
  }
}
