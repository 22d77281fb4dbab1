/// Turns tokens into a tree: recursive descent, with precedence climbing for operators.
///
/// Always gives a tree and never stops at a fault. One fault gives one diagnostic: after it the
/// parser is silent until the clause ends, and then goes on.
public struct Parser {
  let source: SourceFile
  let file: Int
  let tokens: [Token]
  let comments: [Comment]
  var at = 0
  var diagnostics: [Diagnostic] = []
  /// A fault in this clause has been reported.
  var isRecovering = false
  /// The token before which a missing `}` was reported last.
  var lastMissingBrace = -1
  /// How deep the recursion is.
  var depth = 0
  /// Levels in the tree of the expression parsed last.
  var height = 0

  /// The tree of `source`, whose spans carry `index` as their file, and all that is to be said about
  /// its text, sorted by position. Linear in the length of the file.
  public static func parse(
    _ source: SourceFile, index: Int
  ) -> (tree: PolicyTree, diagnostics: [Diagnostic]) {
    let lexed = Lexer.lex(source, index: index)
    var parser = Parser(source, index: index, lexed)
    let tree = parser.policyTree()
    return (tree, parser.merged(with: lexed.diagnostics))
  }

  private init(_ source: SourceFile, index: Int, _ lexed: Lexer.Output) {
    self.source = source
    file = index
    tokens = lexed.tokens
    comments = lexed.comments
  }

  /// A line on which the lexer stumbled says no more: what the parser finds there follows from it.
  private func merged(with lexical: [Diagnostic]) -> [Diagnostic] {
    let lines = LineIndex(source)
    let faulty = Set(lexical.map { lines.line(at: $0.primary.span.start) })
    let grammatical = diagnostics.filter {
      !faulty.contains(lines.line(at: $0.primary.span.start))
    }
    let all = (lexical + grammatical).enumerated().sorted {
      ($0.element.primary.span.start, $0.offset) < ($1.element.primary.span.start, $1.offset)
    }
    return all.prefix(SyntaxLimits.diagnosticsMax).map(\.element)
  }

  // MARK: Tokens

  var token: Token { tokens[at] }
  var next: Token { tokens[min(at + 1, tokens.count - 1)] }
  func ahead(_ count: Int) -> Token { tokens[min(at + count, tokens.count - 1)] }
  var isAtEnd: Bool { token.kind == .end }
  var isAtClauseEnd: Bool {
    switch token.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace): true
    case .word, .literal, .regex, .symbol: false
    }
  }

  mutating func advance() {
    if at < tokens.count - 1 { at += 1 }
  }

  func isAt(_ symbol: Symbol) -> Bool { token.isSymbol(symbol) }
  func isAt(_ word: String) -> Bool { token.isWord(word) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(_ word: String) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  /// From `start` to the end of the token read last.
  func span(from start: SourceSpan) -> SourceSpan {
    guard at > 0 else { return start }
    let end = tokens[at - 1].span.end
    return SourceSpan(file: file, start: start.start, end: max(start.end, end))
  }

  /// An empty span where something is missing.
  var here: SourceSpan { SourceSpan(file: file, start: token.span.start, end: token.span.start) }

  // MARK: Diagnostics

  /// Reports a fault after which the rest of the clause can't be trusted.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil, label: String = "",
    also: [Label] = [], help: String? = nil, fix: SourceFix? = nil
  ) {
    note(code, message, at: span, label: label, also: also, help: help, fix: fix)
    isRecovering = true
  }

  /// Reports a fault after which it is clear how to go on.
  mutating func note(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil, label: String = "",
    also: [Label] = [], help: String? = nil, fix: SourceFix? = nil
  ) {
    guard !isRecovering else { return }
    let primary = Label(span ?? token.span, label)
    diagnostics.append(
      Diagnostic(code, message, at: primary, also: also, help: help, fix: fix))
  }

  mutating func failExpecting(_ what: String, help: String? = nil) {
    fail(SyntaxCodes.expected, "expected \(what), found \(describe(token))", help: help)
  }

  /// The token as the author sees it.
  func describe(_ token: Token) -> String {
    switch token.kind {
    case .newline: "the end of the line"
    case .end: "the end of the file"
    case .word, .literal, .regex, .symbol: "`\(written(token.span))`"
    }
  }

  func written(_ span: SourceSpan) -> String {
    String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
  }
}
