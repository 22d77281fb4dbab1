/// `test` blocks and the JSON values in them.
extension Parser {
  mutating func test(_ start: SourceSpan) -> TestTree {
    advance()
    let title = text("the test's title in quotes")
    var steps: [TestTree.Step] = []
    block(of: "the test") { parser in
      let start = parser.token.span
      guard let kind = parser.step() else { return }
      steps.append(TestTree.Step(kind, parser.span(from: start)))
    }
    return TestTree(title: title, steps: steps, span: span(from: start))
  }

  private mutating func step() -> TestTree.Step.Kind? {
    let start = token.span
    switch token.word {
    case "message":
      advance()
      let members = members(of: "the message")
      let timing = timing()
      return .message(SampleTree(members: members, timing: timing, span: span(from: start)))
    case "line":
      advance()
      let line = text("one line of input in quotes")
      return .line(line, timing())
    case "given": return given()
    case "expect":
      advance()
      return expectation().map { .expect($0) }
    default:
      unknownClause(of: "test", known: ["message", "line", "given", "expect"])
      return nil
    }
  }

  private mutating func timing() -> TestTree.Timing {
    var timing = TestTree.Timing()
    while !isRecovering, let word = token.word {
      switch word {
      case "at": suffix(&timing.at)
      case "after": suffix(&timing.after)
      case "times": suffix(&timing.times)
      default: return timing
      }
    }
    return timing
  }

  private mutating func suffix(_ value: inout Expression?) {
    if value != nil {
      return fail(SyntaxCodes.repeatedSuffix, "\(describe(token)) stands twice")
    }
    advance()
    value = expression()
  }

  private mutating func given() -> TestTree.Step.Kind {
    advance()
    if take("level") {
      expect(.assign, after: "`level`")
      return .level(isRecovering ? invalid() : expression())
    }
    if !take("score") { failExpecting("`score` or `level` after `given`") }
    let open = token.span
    if !isRecovering { expect(.openParen, after: "`score`") }
    let model =
      isRecovering
      ? QualifiedName(parts: [], span: here) : qualifiedName("the name of a model")
    close(.closeParen, open: open)
    if !isRecovering { expect(.assign, after: "`score(…)`") }
    return .given(model: model, isRecovering ? invalid() : expression())
  }

  // MARK: Expectations

  private mutating func expectation() -> TestTree.Expectation? {
    if isFieldExpectation { return fieldExpectation() }
    let isExpected = !take("not")
    switch token.word {
    case "redacted":
      advance()
      return .redacted(isExpected)
    case "malformed":
      advance()
      return .malformed(isExpected)
    case "finding":
      advance()
      return .finding(qualifiedName("the name of a pattern"), isExpected: isExpected)
    default: return isExpected ? verdictExpectation() : badExpectation()
    }
  }

  private var isFieldExpectation: Bool {
    guard token.name != nil, case .symbol(let sign) = next.kind else { return false }
    return [.equal, .assign, .dot, .openBracket].contains(sign)
  }

  private mutating func verdictExpectation() -> TestTree.Expectation? {
    guard let word = token.name, let verdict = Verdict(name: word) else { return badExpectation() }
    let name = VerdictName(verdict, token.span)
    advance()
    return .verdict(name, by: take("by") ? qualifiedName("the name of a policy") : nil)
  }

  private mutating func fieldExpectation() -> TestTree.Expectation {
    let path = path()
    if isAt(.assign) {
      note(
        SyntaxCodes.assignmentInCondition, "`=` compares nothing", help: "write `==`",
        fix: SourceFix(token.span, "=="))
      advance()
    } else if !isRecovering {
      expect(.equal, after: "the field")
    }
    return .field(path, isRecovering ? SampleValue(.invalid, here) : sampleValue())
  }

  private mutating func badExpectation() -> TestTree.Expectation? {
    let words = verdictWords + ["redacted", "malformed", "finding"]
    let nearest = token.word.flatMap { EditDistance.nearest(to: $0, in: words) }
    fail(
      SyntaxCodes.badExpectation, "a test can't expect \(describe(token))",
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "expect a verdict, `FIELD == VALUE`, `redacted`, `malformed` or `finding PATTERN`")
    return nil
  }

  // MARK: Values

  private mutating func members(of what: String) -> [SampleMember] {
    var members: [SampleMember] = []
    block(of: what, separatedByCommas: true) { parser in
      let name = parser.memberName()
      parser.expect(.colon, after: "the member's name")
      let value =
        parser.isRecovering ? SampleValue(.invalid, parser.here) : parser.sampleValue()
      members.append(SampleMember(name: name, value: value))
    }
    return members
  }

  private mutating func memberName() -> Name {
    if let text = optionalText() { return Name(text.value, text.span) }
    return name("a member's name")
  }

  mutating func sampleValue() -> SampleValue {
    deeper(SampleValue(.invalid, here)) { parser in
      let start = parser.token.span
      let kind = parser.sampleKind()
      return SampleValue(kind, parser.span(from: start))
    }
  }

  private mutating func sampleKind() -> SampleValue.Kind {
    switch token.kind {
    case .literal(let literal):
      advance()
      return .literal(literal)
    case .word("null"):
      advance()
      return .literal(.null)
    case .symbol(.minus): return negativeNumber()
    case .symbol(.openBracket): return .list(bracketed("the list") { $0.sampleValue() })
    case .symbol(.openBrace): return .record(members(of: "the record"))
    case .word, .regex, .symbol, .newline, .end:
      failExpecting("a JSON value", help: "texts stand in quotes")
      return .invalid
    }
  }

  private mutating func negativeNumber() -> SampleValue.Kind {
    advance()
    switch token.kind {
    case .literal(.int(let value)):
      advance()
      return .literal(.int(-value))
    case .literal(.float(let value)):
      advance()
      return .literal(.float(-value))
    case .literal, .word, .regex, .symbol, .newline, .end:
      failExpecting("a number after `-`")
      return .invalid
    }
  }
}
