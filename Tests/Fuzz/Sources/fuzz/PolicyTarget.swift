import FuzzDriver
import WeirChecker
import WeirEngine
import WeirSyntax

/// Any bytes as a policy file: parsed, formatted, checked, compiled, and run on a few lines.
enum PolicyTarget {
  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    let source = SourceFile(name: "a.weir", bytes: Array(bytes))
    let (tree, found) = Parser.parse(source, index: 0)
    if found.isEmpty { format(tree, source) }
    let sources = [source, SourceFile(name: "pii/pii.weir", text: pack)]
    let report = check(
      CheckInput(
        sources: sources, trees: [tree],
        packs: [PackInput(name: "pii", trees: [Parser.parse(sources[1], index: 1).tree])],
        builtins: builtinSignatures, now: 1_767_225_600_000_000,
        syntaxErrors: found.filter { $0.code.severity == .error }.map(\.primary.span)))
    let all = found + report.diagnostics
    let hasErrors = all.contains { $0.code.severity == .error }
    claim((report.set == nil) == hasErrors, "there is a set exactly where nothing is an error")
    render(all, sources)
    if let set = report.set { run(set) }
  }

  private static let pack = #"""
    pattern email = /[a-z0-9.]{1,40}@[a-z]{1,30}\.[a-z]{2,6}/
    pattern card { match /\b(?:[0-9]{4}[ -]?){3}[0-9]{4}\b/; where luhn(match) }
    """#

  /// The canonical form means the same, keeps every comment and is its own canonical form.
  private static func format(_ tree: PolicyTree, _ source: SourceFile) {
    let formatted = Formatter.format(tree, source)
    let again = SourceFile(name: "b.weir", text: formatted)
    let (reread, more) = Parser.parse(again, index: 0)
    claim(more.isEmpty, "the canonical form parses: \(more.map(\.message)) in \(formatted)")
    claim(
      TreeDump.text(of: reread) == TreeDump.text(of: tree), "the same tree again: \(formatted)")
    claim(reread.comments.map(\.text) == tree.comments.map(\.text), "the same comments")
    let twice = Formatter.format(reread, again)
    claim(Array(twice.utf8) == Array(formatted.utf8), "stable: \(formatted) then \(twice)")
  }

  private static func render(_ diagnostics: [Diagnostic], _ sources: [SourceFile]) {
    for diagnostic in diagnostics {
      let span = diagnostic.primary.span
      let isInside =
        sources.indices.contains(span.file) && span.start >= 0 && span.start <= span.end
        && span.end <= sources[span.file].bytes.count
      claim(isInside, "a diagnostic points into its file: \(diagnostic)")
    }
    let renderer = DiagnosticRenderer(files: sources, colour: true)
    _ = renderer.human(diagnostics)
    _ = renderer.json(diagnostics)
    _ = renderer.sarif(diagnostics, toolVersion: "1")
    _ = renderer.github(diagnostics)
  }

  private static let lines = [
    #"{"id":"m1","at":"2026-01-01T08:00:00Z","user":"ana","role":"user","text":"card 4111 1111 "#
      + #"1111 1111 \u00e9","n":3,"tags":["vip","x"],"tool":{"name":"shell","args":{"a":[1,"b"]}}}"#,
    #"{"id":1,"at":1767225600,"user":"bo","role":"tool","text":"ana@example.org","x":2.5}"#,
    #"{"text":""}"#, "[1]", "",
  ]

  private static func run(_ set: CheckedSet) {
    guard let program = try? compile(set) else { return }
    _ = program.listing
    var bench = Bench(program, score: 0.5)
    for (place, line) in lines.enumerated() {
      let decision = bench.judge(line, after: Double(place))
      claim(decision.isRedacted || decision.text == line, "unedited bytes stay as they were")
    }
    let saved = bench.evaluator.state.encode()
    let state = try? EngineState.restore(saved, for: program).0
    claim(state?.encode() == saved, "the state comes back as it was")
  }
}
