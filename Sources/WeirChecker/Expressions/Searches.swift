import WeirSyntax

extension Checker {
  /// `contains`, `starts_with`, `ends_with`.
  func checkSearch(
    _ search: TextSearch, _ a: Expression, _ b: Expression, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedExpression {
    let subject = checkPresent(a, context)
    let isFit = checkSubject(subject, search.rawValue)
    if let texts = constantTexts(b, search, context) {
      guard isFit, let texts = texts.texts else { return invalid(span) }
      return CheckedExpression(.search(search, subject, texts: texts), .bool, span)
    }
    let text = checkPresent(b, context)
    guard isFit, text.type != .invalid else { return invalid(span) }
    guard text.type.isText else {
      reportSearchedFor(search, subject, text)
      return invalid(span)
    }
    return CheckedExpression(.searchDynamic(search, subject, text), .bool, span)
  }

  /// Texts that are known now; `texts` is nil where they were reported, all is nil where `b` is an
  /// expression.
  private func constantTexts(
    _ b: Expression, _ search: TextSearch, _ context: Context
  ) -> (texts: [String]?, Void)? {
    if case .text(let text)? = constant(b) {
      if text.isEmpty { reportEmptyText(b.span, search) }
      return (text.isEmpty ? nil : [text], ())
    }
    if let definition = namedList(b, context) {
      definition.isUsed = true
      guard let entries = entries(of: definition) else { return (nil, ()) }
      let texts = entries.values.compactMap(\.text)
      guard texts.count == entries.values.count else {
        report(
          CheckCodes.wrongOperand, "`\(search.rawValue)` looks for texts", b.span,
          "`\(definition.name)` holds \(entries.sort)")
        return (nil, ())
      }
      return (texts, ())
    }
    guard case .list(let entries) = b.withoutParentheses.kind else { return nil }
    return (listedTexts(entries, search, b.span), ())
  }

  private func listedTexts(
    _ entries: [Expression], _ search: TextSearch, _ span: SourceSpan
  ) -> [String]? {
    guard let values = constants(entries) else { return nil }
    if values.isEmpty {
      report(
        LintCodes.emptyList, "this list is empty", span, "nothing is looked for",
        help: "list what is meant, or remove the condition")
    }
    var texts: [String] = []
    for value in values {
      guard case .constant(.text(let text)) = value.kind else {
        report(
          CheckCodes.wrongOperand, "`\(search.rawValue)` looks for texts", value.span,
          "this is `\(value.type.text)`", help: "write it in quotes")
        return nil
      }
      guard !text.isEmpty else {
        reportEmptyText(value.span, search)
        return nil
      }
      texts.append(text)
    }
    return texts
  }

  private func reportEmptyText(_ span: SourceSpan, _ search: TextSearch) {
    report(
      CheckCodes.outOfRange, "every text \(search.says) the empty text", span,
      "this is always true", help: "to ask for an empty text write `x == \"\"`")
  }

  private func checkSubject(_ subject: CheckedExpression, _ word: String) -> Bool {
    if subject.type.isText || subject.type == .json { return true }
    guard subject.type != .invalid else { return false }
    let text = written(subject.span)
    var help: String?
    if case .list(let element) = subject.type {
      help =
        word == "contains" && element.isText
        ? "ask for an element with `in`: `\"…\" in \(text)`"
        : "look at each of them: `any x in \(text): x \(word) …`"
    }
    report(
      CheckCodes.notSearchable, "`\(word)` reads a text", subject.span,
      "`\(text)` is `\(subject.type.text)`", help: help)
    return false
  }

  private func reportSearchedFor(
    _ search: TextSearch, _ subject: CheckedExpression, _ text: CheckedExpression
  ) {
    let isList = if case .list = text.type { true } else { false }
    let (haystack, needles) = (written(subject.span), written(text.span))
    report(
      CheckCodes.wrongOperand, "`\(search.rawValue)` looks for a text", text.span,
      "this is `\(text.type.text)`",
      help: isList
        ? "look for each of them: `any x in \(needles): \(haystack) \(search.rawValue) x`" : nil)
  }

  func checkMatches(
    _ a: Expression, _ references: [PatternReference], _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let subject = checkPresent(a, context)
    let isFit = checkSubject(subject, "matches")
    var ids: [PatternID] = []
    var known: Set<PatternID> = []
    var isComplete = true
    for reference in references {
      guard let found = patternIDs(reference, in: context.scope) else {
        isComplete = false
        continue
      }
      ids += found.filter { known.insert($0).inserted }
    }
    guard isFit, isComplete, !ids.isEmpty else { return invalid(span) }
    return CheckedExpression(.matches(subject, ids), .bool, span)
  }

  /// `any x in xs: body`
  func checkQuantified(
    _ quantifier: Quantifier, _ name: Name, _ list: Expression, _ body: Expression,
    _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let list = checkPresent(list, context)
    var inner = context
    let element = loopElement(list)
    checkLoopName(name, context)
    inner.variables.append(.init(name: name.text, type: element, span: name.span))
    let body = checkCondition(body, inner)
    guard element != .invalid, body.type != .invalid else { return invalid(span) }
    return CheckedExpression(
      .quantified(quantifier, variable: context.variables.count, in: list, body: body), .bool,
      span)
  }

  private func loopElement(_ list: CheckedExpression) -> ValueType {
    if case .list(let element) = list.type { return element }
    guard list.type != .invalid else { return .invalid }
    let text = written(list.span)
    report(
      CheckCodes.needsList, "`\(text)` is no list", list.span,
      "this is `\(list.type.text)`, and a loop goes through a list",
      help: list.type == .json ? "go through its texts: `leaves(\(text))`" : nil)
    return .invalid
  }

  private func checkLoopName(_ name: Name, _ context: Context) {
    let outer = context.variables.first { $0.name == name.text }?.span
    guard let first = outer ?? context.scope.definitions[name.text]?.span else { return }
    report(
      CheckCodes.shadowedName, "`\(name.text)` has a meaning already", name.span,
      "a loop variable may not hide it", also: [Label(first, "defined here")],
      help: "choose another name")
  }
}

extension TextSearch {
  fileprivate var says: String {
    switch self {
    case .contains: "contains"
    case .startsWith: "starts with"
    case .endsWith: "ends with"
    }
  }
}
