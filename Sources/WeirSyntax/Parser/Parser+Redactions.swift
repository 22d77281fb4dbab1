/// The clauses of `redact`, and the paths that they and tests take.
extension Parser {
  static let redactionWords = ["mask", "remove", "replace", "hash", "encrypt", "keep"]

  mutating func redactClause() -> Clause.Kind? {
    if isAt("in") {
      advance()
      var paths: [PathTree] = []
      repeat { paths.append(path()) } while !isRecovering && take(.comma)
      return .fields(paths)
    }
    if let word = token.name, !ClauseWord.all.contains(where: { $0.word == word }), !isEnd(next),
      EditDistance.nearest(to: word, in: Self.sharedWords) == nil
    {
      return redactionLine()
    }
    unknownClause(of: "redact", known: ["in"] + Self.sharedWords)
    return nil
  }

  /// `pii.card -> mask keep 4`
  mutating func redactionLine() -> Clause.Kind? {
    if case .regex = token.kind {
      fail(
        SyntaxCodes.unknownClause, "a redaction takes the name of a pattern",
        help: "name the regex first, above the policy: `pattern NAME = /…/`")
      return nil
    }
    let pattern = qualifiedName("the name of a pattern")
    expect(.arrow, after: "the pattern")
    let start = token.span
    let kind = isRecovering ? .invalid : redaction()
    return .redaction(pattern, RedactionTree(kind, span(from: start)))
  }

  private mutating func redaction() -> RedactionTree.Kind {
    let word = token
    guard let name = word.word, Self.redactionWords.contains(name) else {
      unknownRedaction()
      return .invalid
    }
    advance()
    switch name {
    case "mask": return .mask(keep: take("keep") ? expression() : nil)
    case "remove": return .remove
    case "replace": return .replace(text("what stands there instead, in quotes"))
    case "hash":
      expect("with", after: "`hash`")
      return .hash(key: keyName())
    case "encrypt":
      expect("with", after: "`encrypt`")
      return .encrypt(key: keyName())
    default: return .keep
    }
  }

  private mutating func keyName() -> Name {
    isRecovering ? Name("", here) : name("the name of a key")
  }

  private mutating func unknownRedaction() {
    guard let word = token.word else { return failExpecting("what to do with a match") }
    let nearest = EditDistance.nearest(to: word, in: Self.redactionWords)
    fail(
      SyntaxCodes.unknownRedaction, "there is no redaction `\(word)`",
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "a match is edited by `mask`, `remove`, `replace`, `hash with` or `encrypt with`, or left "
        + "by `keep`",
      fix: nearest.map { SourceFix(token.span, $0) })
  }

  /// `messages[*].content`
  mutating func path() -> PathTree {
    let first = name("a field")
    var steps: [PathTree.Step] = [.member(first)]
    while !isRecovering, let step = pathStep() { steps.append(step) }
    return PathTree(steps: steps, span: span(from: first.span))
  }

  private mutating func pathStep() -> PathTree.Step? {
    let start = token.span
    if take(.dot) { return .member(name("a name after `.`")) }
    guard take(.openBracket) else { return nil }
    var step: PathTree.Step?
    if take(.star) {
      step = .everyElement(start)
    } else if case .literal(.int(let index)) = token.kind {
      advance()
      step = .index(index, start)
    } else {
      failExpecting("`*` or a number")
    }
    close(.closeBracket, open: start)
    switch step {
    case .everyElement: return .everyElement(span(from: start))
    case .index(let index, _): return .index(index, span(from: start))
    case .member, nil: return nil
    }
  }
}
