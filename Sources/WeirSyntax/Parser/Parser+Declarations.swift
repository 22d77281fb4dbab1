/// What stands at the top level of a file.
extension Parser {
  static let declarationWords = [
    "use", "apply", "message", "closed", "list", "pattern", "let", "validate", "redact", "limit",
    "model", "anomaly", "test",
  ]

  mutating func policyTree() -> PolicyTree {
    var declarations: [Declaration] = []
    while true {
      skipSeparators()
      if isAtEnd { break }
      let before = at
      isRecovering = false
      depth = 0
      if let declaration = declaration() { declarations.append(declaration) }
      finishDeclaration()
      if at == before { advance() }
    }
    return PolicyTree(file: file, declarations: declarations, comments: comments)
  }

  private mutating func finishDeclaration() {
    if isAt(.closeBrace), !isRecovering { return }
    if token.isFirstOnLine, beginsDeclaration { return }
    finishClause()
    if isAt(.closeBrace), isRecovering { advance() }
  }

  private mutating func declaration() -> Declaration? {
    let start = token.span
    if isAt(.closeBrace) {
      note(SyntaxCodes.strayBracket, "`}` closes nothing", help: "remove it")
      advance()
      return nil
    }
    switch token.word {
    case "use": return .use(packList(start))
    case "apply": return .apply(packList(start))
    case "message", "closed": return .message(messageBlock(start))
    case "list": return .list(listDefinition(start))
    case "pattern": return .pattern(patternDefinition(start))
    case "let": return .letBinding(letDefinition(start))
    case "validate": return .policy(policy(.validate))
    case "redact": return .policy(policy(.redact))
    case "limit": return .policy(policy(.limit))
    case "anomaly": return .policy(policy(.anomaly))
    case "model": return .model(model(start))
    case "test": return .test(test(start))
    default:
      unknownDeclaration()
      return nil
    }
  }

  /// Reports the word and passes over its whole block, if it has one.
  private mutating func unknownDeclaration() {
    let word = token.word ?? ""
    let nearest = EditDistance.nearest(to: word, in: Self.declarationWords)
    let isClause = ClauseWord.all.contains { $0.word == word }
    fail(
      SyntaxCodes.unknownDeclaration, "no declaration begins with \(describe(token))",
      help: nearest.map { "did you mean `\($0)`?" }
        ?? (isClause
          ? "clauses stand inside the braces of a policy: `validate NAME { … }`"
          : "a file has `use`, `apply`, `message`, `list`, `pattern`, `let`, `validate`, `redact`, "
            + "`limit`, `model`, `anomaly` and `test`"))
    skipToClauseEnd()
  }

  private mutating func packList(_ start: SourceSpan) -> PackList {
    advance()
    var names: [Name] = []
    repeat { names.append(name("the name of a pack")) } while !isRecovering && take(.comma)
    return PackList(names: names, span: span(from: start))
  }

  private mutating func listDefinition(_ start: SourceSpan) -> ListTree {
    advance()
    let name = name("the name of a list")
    var origin = ListTree.Origin.invalid
    if take("from") {
      origin = .file(text("the name of a file"))
    } else if take(.assign) {
      origin = .entries(bracketed("the list's entries") { $0.expression() })
    } else {
      failExpecting("`=` or `from` after the list's name")
    }
    return ListTree(name: name, origin: origin, span: span(from: start))
  }

  private mutating func letDefinition(_ start: SourceSpan) -> LetTree {
    advance()
    let name = name("a name")
    expect(.assign, after: "the name")
    let value = expression()
    return LetTree(name: name, value: value, span: span(from: start))
  }

  // MARK: Patterns

  private mutating func patternDefinition(_ start: SourceSpan) -> PatternTree {
    advance()
    let name = name("the name of a pattern")
    var tree = PatternTree(
      name: name, regexes: [], conditions: [], near: [], views: [], span: start, isBlock: false)
    if take(.assign) {
      tree.regexes = [regex()]
    } else {
      tree.isBlock = true
      block(of: "the pattern") { $0.patternClause(into: &tree) }
    }
    tree.span = span(from: start)
    return tree
  }

  private mutating func patternClause(into tree: inout PatternTree) {
    let start = token.span
    switch token.word {
    case "match":
      advance()
      tree.regexes.append(regex())
    case "where":
      advance()
      tree.conditions.append(expression())
    case "near":
      advance()
      let words = bracketed("the words") { $0.text("a word in quotes") }
      expect("within", after: "the words")
      let distance = expression()
      tree.near.append(NearTree(words: words, distance: distance, span: span(from: start)))
    case "view":
      advance()
      tree.views.append(name("the name of a view"))
    default: unknownClause(of: "pattern", known: ["match", "where", "near", "view"])
    }
  }

  mutating func regex() -> RegexLiteral {
    guard case .regex(let pattern, let flags) = token.kind else {
      let found = here
      failExpecting("a regex such as `/\\bORD-[0-9]+\\b/`")
      return RegexLiteral(pattern: "", flags: "", span: found, patternSpan: found)
    }
    let span = token.span
    advance()
    let end = span.end - flags.utf8.count
    let isClosed = end > span.start + 1 && source.bytes[end - 1] == UInt8(ascii: "/")
    let inner = SourceSpan(file: file, start: span.start + 1, end: isClosed ? end - 1 : end)
    return RegexLiteral(pattern: pattern, flags: flags, span: span, patternSpan: inner)
  }

  // MARK: Models

  private mutating func model(_ start: SourceSpan) -> ModelTree {
    advance()
    let name = name("the name of a model")
    var clauses: [ModelTree.Clause] = []
    block(of: "the model") { parser in
      if let clause = parser.modelClause() { clauses.append(clause) }
    }
    return ModelTree(name: name, clauses: clauses, span: span(from: start))
  }

  private mutating func modelClause() -> ModelTree.Clause? {
    let start = token.span
    switch token.word {
    case "feature": return .feature(feature(start))
    case "trees", "rows", "seed", "buckets":
      let word = name("a setting")
      return .number(word, expression())
    case "characters", "words": return lengths(start)
    case "file":
      advance()
      let path = text("the name of a file")
      return .file(path, span(from: start))
    case "linear":
      advance()
      let value = expression()
      return .linear(value, span(from: start))
    default:
      unknownClause(
        of: "model",
        known: [
          "feature", "trees", "rows", "seed", "file", "linear", "characters", "words", "buckets",
        ])
      return nil
    }
  }

  private mutating func lengths(_ start: SourceSpan) -> ModelTree.Clause {
    let word = name("a setting")
    let low = unary()
    if !isRecovering { expect(.range, after: "the shortest length") }
    let high = isRecovering ? invalid() : unary()
    return .lengths(word, low, high, span(from: start))
  }

  /// The value stands above the level of `in`, so that `in 0..12` stays the domain.
  private mutating func feature(_ start: SourceSpan) -> FeatureTree {
    advance()
    let name = name("the name of a feature")
    expect(.assign, after: "the feature's name")
    let value = operation(above: 5)
    var feature = FeatureTree(name: name, value: value, low: nil, high: nil, span: start)
    if !isRecovering, take("in") {
      feature.low = unary()
      expect(.range, after: "the lower bound")
      feature.high = unary()
    }
    feature.span = span(from: start)
    return feature
  }
}
