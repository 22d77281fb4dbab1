/// Expressions: precedence climbing over `BinaryOperator`.
extension Parser {
  mutating func expression() -> Expression {
    deeper(invalid()) { $0.operation(above: 1) }
  }

  /// A missing operand, after its diagnostic.
  func invalid() -> Expression { Expression(.invalid, here) }

  /// Operators of at least this precedence and their operands.
  mutating func operation(above minimum: Int) -> Expression {
    var left = operand(above: minimum)
    var comparison: Token?
    while !isRecovering, let found = infix(), found.precedence >= minimum {
      let sign = token
      if found.precedence == Self.comparisonLevel, let first = comparison {
        reportChain(first, sign)
      }
      if found.precedence == Self.comparisonLevel { comparison = sign }
      left = link(left, found)
    }
    return left
  }

  private static let comparisonLevel = 4

  private enum Infix {
    case binary(BinaryOperator)
    case matches
    /// `=`, read as `==` after a diagnostic.
    case assign

    var precedence: Int {
      switch self {
      case .binary(let sign): sign.precedence
      case .matches, .assign: 4
      }
    }
  }

  private func infix() -> Infix? {
    switch token.kind {
    case .word("matches"): return .matches
    case .word("not"): return next.isWord("in") ? .binary(.isNotIn) : nil
    case .word(let word):
      return ReservedWord.all.contains(word)
        ? BinaryOperator(rawValue: word).map { .binary($0) } : nil
    case .symbol(.assign): return .assign
    case .symbol(let symbol): return BinaryOperator(rawValue: symbol.rawValue).map { .binary($0) }
    case .literal, .regex, .newline, .end: return nil
    }
  }

  private mutating func link(_ left: Expression, _ infix: Infix) -> Expression {
    let leftHeight = height
    defer { grow(over: leftHeight) }
    switch infix {
    case .matches:
      advance()
      let patterns = patterns()
      return Expression(.matches(left, patterns), span(from: left.span))
    case .assign:
      note(
        SyntaxCodes.assignmentInCondition, "`=` compares nothing", help: "write `==`",
        fix: SourceFix(token.span, "=="))
      return binary(.equal, left)
    case .binary(let sign): return binary(sign, left)
    }
  }

  private mutating func binary(_ sign: BinaryOperator, _ left: Expression) -> Expression {
    advance()
    if sign == .isNotIn { advance() }
    let right = operation(above: sign.precedence + 1)
    return Expression(.binary(sign, left, right), span(from: left.span))
  }

  /// One level more than the higher of the two, within the bound.
  mutating func grow(over other: Int) {
    height = max(height, other) + 1
    if height > SyntaxLimits.expressionHeightMax { tooDeep() }
  }

  private mutating func reportChain(_ first: Token, _ second: Token) {
    note(
      SyntaxCodes.comparisonChain, "comparisons can't be chained", at: second.span,
      also: [Label(first.span, "the first comparison")],
      help: "write `a \(written(first.span)) b and b \(written(second.span)) c`")
  }

  private mutating func patterns() -> [PatternReference] {
    guard isAt(.openBracket) else { return [pattern()] }
    height = 0
    return bracketed("the patterns") { $0.pattern() }
  }

  private mutating func pattern() -> PatternReference {
    height = 0
    if case .regex = token.kind { return .regex(regex()) }
    if token.isText {
      failExpecting("a pattern", help: "write a regex `/…/`, or `contains` for a text")
      return .named(QualifiedName(parts: [Name("", here)], span: here))
    }
    return .named(qualifiedName("a pattern or a regex"))
  }

  // MARK: Operands

  private mutating func operand(above minimum: Int) -> Expression {
    let start = token.span
    if minimum <= 3, let word = token.word, let quantifier = Quantifier(rawValue: word) {
      return quantified(quantifier, start)
    }
    guard isAt("not") else { return unary() }
    if minimum > 3 { reportLoose() }
    return deeper(invalid()) { parser in
      parser.advance()
      let inner = parser.operation(above: min(max(3, minimum), 4))
      parser.grow(over: 0)
      return Expression(.not(inner), parser.span(from: start))
    }
  }

  /// A word that reaches further than the operator before it.
  private mutating func reportLoose() {
    let word = written(token.span)
    note(
      SyntaxCodes.looseNot, "`\(word)` needs parentheses here",
      help: "write `(\(word) …)`; `\(word)` binds looser than comparisons and arithmetic")
  }

  mutating func unary() -> Expression {
    let start = token.span
    guard isAt(.minus) else { return postfix() }
    return deeper(invalid()) { parser in
      parser.advance()
      let inner = parser.unary()
      parser.grow(over: 0)
      return Expression(.negate(inner), parser.span(from: start))
    }
  }

  private mutating func postfix() -> Expression {
    var value = primary()
    while !isRecovering {
      if isAt(.dot) {
        advance()
        let member = name("a name after `.`")
        value = Expression(.member(value, member), span(from: value.span))
        grow(over: 0)
      } else if isAt(.openBracket) {
        value = index(of: value)
      } else if isAt(.openParen) {
        methodCall(value)
      } else {
        break
      }
    }
    return value
  }

  private mutating func index(of value: Expression) -> Expression {
    let valueHeight = height
    let open = token.span
    advance()
    let index = expression()
    close(.closeBracket, open: open)
    grow(over: valueHeight)
    return Expression(.index(value, index), span(from: value.span))
  }

  private mutating func methodCall(_ value: Expression) {
    guard case .member(let receiver, let name) = value.kind else {
      return fail(SyntaxCodes.methodCall, "only functions are called", at: value.span)
    }
    fail(
      SyntaxCodes.methodCall, "`\(name.text)` is called like a method", at: name.span,
      help: "write `\(name.text)(\(written(receiver.span)))`")
  }

  private mutating func primary() -> Expression {
    let start = token.span
    height = 1
    switch token.kind {
    case .literal(let literal):
      advance()
      return Expression(.literal(literal), start)
    case .word(let word): return wordOperand(word, start)
    case .symbol(.openParen): return parenthesised(start)
    case .symbol(.openBracket):
      let elements = elements(.openBracket, .closeBracket)
      return Expression(.list(elements), span(from: start))
    case .regex: return misplacedRegex()
    case .symbol, .newline, .end:
      failExpecting("an expression")
      return invalid()
    }
  }

  private mutating func misplacedRegex() -> Expression {
    fail(
      SyntaxCodes.misplacedRegex, "a regex can't stand here",
      help: "write `text matches /…/`, or give it a name: `pattern NAME = /…/`")
    return invalid()
  }

  private mutating func parenthesised(_ start: SourceSpan) -> Expression {
    advance()
    let inner = expression()
    close(.closeParen, open: start)
    grow(over: 0)
    return Expression(.parenthesised(inner), span(from: start))
  }

  /// Expressions between brackets with commas; a square bracket allows one after the last.
  mutating func elements(_ opening: Symbol, _ closing: Symbol) -> [Expression] {
    let open = token.span
    advance()
    var elements: [Expression] = []
    var tallest = 0
    while !isRecovering, !isAt(closing) {
      elements.append(expression())
      tallest = max(tallest, height)
      if !take(.comma) { break }
      if closing == .closeParen, isAt(closing) { failExpecting("an expression") }
    }
    close(closing, open: open)
    height = tallest
    grow(over: 0)
    return elements
  }

  private mutating func wordOperand(_ word: String, _ start: SourceSpan) -> Expression {
    switch word {
    case "any", "all":
      reportLoose()
      return quantified(word == "any" ? .any : .all, start)
    case _ where ReservedWord.all.contains(word):
      failExpecting("an expression")
      return invalid()
    case _ where next.isSymbol(.openParen):
      if let function = WindowTree.Function(rawValue: word) { return window(function, start) }
      let callee = name("a function")
      let arguments = elements(.openParen, .closeParen)
      return Expression(.call(callee, arguments), span(from: start))
    default: return Expression(.name(name("a name")), start)
    }
  }

  /// `any x in xs: body`, where the body reaches as far as it can.
  private mutating func quantified(_ quantifier: Quantifier, _ start: SourceSpan) -> Expression {
    deeper(invalid()) { parser in
      parser.advance()
      let variable = parser.name("a name for each element")
      parser.expect("in", after: "the name")
      let domain = parser.isRecovering ? parser.invalid() : parser.operation(above: 5)
      let domainHeight = parser.height
      parser.expect(.colon, after: "what is looked through")
      let body = parser.isRecovering ? parser.invalid() : parser.expression()
      parser.grow(over: domainHeight)
      let span = parser.span(from: start)
      return Expression(.quantified(quantifier, variable, in: domain, body: body), span)
    }
  }
}
