/// Blocks, their clauses, and how the parser finds its way again after a fault.
extension Parser {
  /// `{ clause … }`; `clause` reads one clause and needn't come to its end.
  mutating func block(
    of what: String, separatedByCommas: Bool = false, clause: (inout Parser) -> Void
  ) {
    let open = openBrace(of: what)
    isRecovering = open == nil
    while true {
      skipSeparators(commas: separatedByCommas)
      if isAt(.closeBrace) {
        advance()
        break
      }
      if isAtEnd || (open == nil || token.isFirstOnLine) && beginsDeclaration {
        missingBrace(of: what, open: open)
        break
      }
      readClause(commas: separatedByCommas, clause)
    }
    isRecovering = false
  }

  private mutating func readClause(commas: Bool, _ clause: (inout Parser) -> Void) {
    let before = at
    isRecovering = false
    clause(&self)
    finishClause(commas: commas)
    if at == before { advance() }
  }

  /// The opening brace; where it is missing, looks for it on the rest of the line.
  private mutating func openBrace(of what: String) -> SourceSpan? {
    if isAt(.openBrace) {
      advance()
      return tokens[at - 1].span
    }
    let isBelow = token.kind == .newline && next.isSymbol(.openBrace)
    failExpecting(
      "`{` of \(what)", help: isBelow ? "`{` stands on the line that it belongs to" : nil)
    if isBelow { advance() }
    while let brace = braceEndingLine, at < brace { advance() }
    guard take(.openBrace) else { return nil }
    return tokens[at - 1].span
  }

  /// The place of a `{` that ends this line; one in the middle belongs to something else.
  private var braceEndingLine: Int? {
    var here = at
    while here + 1 < tokens.count, tokens[here].kind != .newline {
      if tokens[here].isSymbol(.openBrace) { return tokens[here + 1].isFirstOnLine ? here : nil }
      here += 1
    }
    return nil
  }

  private mutating func missingBrace(of what: String, open: SourceSpan?) {
    // Where several blocks are open at once, the innermost speaks for all.
    guard let open, lastMissingBrace != at else { return }
    lastMissingBrace = at
    fail(
      SyntaxCodes.missingBrace, "expected `}`, found \(describe(token))",
      also: [
        Label(open, "\(what) begins here")
      ], help: "close the block with `}`")
  }

  mutating func skipSeparators(commas: Bool = false) {
    while token.kind == .newline || isAt(.semicolon) || commas && isAt(.comma) { advance() }
  }

  /// Asks for the end of a clause, and passes over what a fault has left of it.
  mutating func finishClause(commas: Bool = false) {
    if isAtClauseEnd || commas && isAt(.comma) && !isRecovering { return }
    if !isRecovering, tokens[max(0, at - 1)].kind != .newline, !isAt("else") { notEnded() }
    if isAt("else"), !isRecovering { return }
    skipToClauseEnd(commas: commas)
  }

  private mutating func notEnded() {
    if isAt(.closeParen) || isAt(.closeBracket) {
      return fail(SyntaxCodes.strayBracket, "\(describe(token)) closes nothing")
    }
    if isAt(.assign) {
      return fail(
        SyntaxCodes.clauseNotEnded, "expected the end of the clause, found `=`",
        help: "`==` compares")
    }
    fail(
      SyntaxCodes.clauseNotEnded, "expected the end of the clause, found \(describe(token))",
      help: meant.map { "did you mean `\($0)`?" } ?? "clauses end with their line, or with `;`")
  }

  /// The word that may stand inside a clause and that this one is nearly.
  private var meant: String? {
    guard let word = token.word else { return nil }
    let inside = [
      "and", "or", "not", "in", "contains", "starts_with", "ends_with", "matches", "if", "else",
      "until", "because", "keep", "with", "per", "burst", "above", "share", "within", "from",
      "trusted", "times", "after", "by", "last", "where",
    ]
    return EditDistance.nearest(to: word, in: inside)
  }

  /// Stops before what ends the clause; braces that open on the way are passed over whole.
  mutating func skipToClauseEnd(commas: Bool = false) {
    var braces = 0
    while !isAtEnd {
      if braces == 0, isAtClauseEnd || commas && isAt(.comma) { return }
      if token.isFirstOnLine, beginsDeclaration { return }
      if isAt(.openBrace) { braces += 1 }
      if isAt(.closeBrace) { braces -= 1 }
      advance()
    }
  }

  /// Whether the tokens here can only be the beginning of a declaration, even inside a block.
  var beginsDeclaration: Bool {
    guard let word = token.word else { return false }
    let isNamed = next.name != nil
    switch word {
    case "validate", "redact", "limit", "anomaly", "model":
      return isNamed && (ahead(2).isSymbol(.openBrace) || ahead(2).isText)
    case "list", "let":
      return isNamed && (ahead(2).isSymbol(.assign) || ahead(2).isWord("from"))
    case "pattern": return isNamed && (ahead(2).isSymbol(.assign) || ahead(2).isSymbol(.openBrace))
    case "test": return next.isText && ahead(2).isSymbol(.openBrace)
    case "closed": return next.isWord("message")
    case "use", "apply": return isNamed && (ahead(2).kind == .newline || ahead(2).isSymbol(.comma))
    default: return false
    }
  }

  // MARK: Parts that many clauses share

  /// A new or known name; reserved words are reported and then taken as names.
  mutating func name(_ what: String) -> Name {
    guard let word = token.word else {
      let found = here
      failExpecting(what)
      return Name("", found)
    }
    if ReservedWord.all.contains(word) { return reserved(word, what) }
    advance()
    return Name(word, tokens[at - 1].span)
  }

  private mutating func reserved(_ word: String, _ what: String) -> Name {
    let span = token.span
    // An operator after nothing is a missing name rather than a badly chosen one.
    note(
      SyntaxCodes.reservedName, "`\(word)` is a reserved word and can't be \(what)",
      help: "choose another name; a JSON member `\(word)` is reached with `from \"\(word)\"`")
    advance()
    return Name(word, span)
  }

  mutating func qualifiedName(_ what: String) -> QualifiedName {
    let first = name(what)
    var parts = [first]
    while !isRecovering, take(.dot) { parts.append(name("a name after `.`")) }
    return QualifiedName(parts: parts, span: span(from: first.span))
  }

  mutating func text(_ what: String) -> TextLiteral {
    guard let text = optionalText() else {
      let found = here
      failExpecting(what)
      return TextLiteral("", found)
    }
    return text
  }

  mutating func optionalText() -> TextLiteral? {
    guard !isRecovering, case .literal(.text(let value)) = token.kind else { return nil }
    advance()
    return TextLiteral(value, tokens[at - 1].span)
  }

  mutating func expect(_ symbol: Symbol, after what: String) {
    if !take(symbol) { failExpecting("`\(symbol.rawValue)` after \(what)") }
  }

  mutating func expect(_ word: String, after what: String) {
    if !take(word) { failExpecting("`\(word)` after \(what)") }
  }

  /// `[a, b, …]`, a comma after the last one allowed.
  mutating func bracketed<Element>(
    _ what: String, _ element: (inout Parser) -> Element
  ) -> [Element] {
    let open = token.span
    guard take(.openBracket) else {
      failExpecting("`[` of \(what)")
      return []
    }
    var elements: [Element] = []
    while !isRecovering, !isAt(.closeBracket) {
      elements.append(element(&self))
      if !take(.comma) { break }
    }
    close(.closeBracket, open: open)
    return elements
  }

  /// The closing bracket that belongs to `open`.
  mutating func close(_ symbol: Symbol, open: SourceSpan) {
    if isRecovering || take(symbol) { return }
    let opening = written(open)
    if isAtClauseEnd || isAt("else") || isAt("if") {
      return fail(
        SyntaxCodes.unclosedBracket,
        "`\(opening)` is not closed: expected `\(symbol.rawValue)`, "
          + "found \(describe(token))", also: [Label(open, "opened here")])
    }
    fail(
      SyntaxCodes.expected,
      "expected `,` or `\(symbol.rawValue)`, found \(describe(token))",
      also: [Label(open, "opened here")])
  }

  /// Runs `body` one level deeper; at the bound reports it and gives `fallback`.
  mutating func deeper<Value>(_ fallback: Value, _ body: (inout Parser) -> Value) -> Value {
    guard depth < SyntaxLimits.depthMax else {
      tooDeep()
      return fallback
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  mutating func tooDeep() {
    fail(
      SyntaxCodes.tooDeep, "this is nested too deeply",
      help: "give parts of it names with `let`, or put many words into a `list`")
  }
}
