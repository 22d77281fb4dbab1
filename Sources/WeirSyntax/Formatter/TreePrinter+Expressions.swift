extension TreePrinter {
  func expression(_ value: Expression, _ out: inout PieceBuilder) {
    let start = value.span.start
    switch value.kind {
    case .literal, .invalid: out.addOperand(slice(value.span), at: start)
    case .name(let name): out.addOperand(name.text, at: start)
    case .member(let base, let name):
      expression(base, &out)
      out.add("." + name.text, at: name.span.start, glued: true)
    case .index(let base, let index):
      expression(base, &out)
      bracketed("[", [index], "]", value.span, glued: true, &out)
    case .call(let name, let arguments):
      out.addOperand(name.text, at: start)
      bracketed("(", arguments, ")", value.span, glued: true, &out)
    case .window(let window): self.window(window, value.span, &out)
    case .list(let elements): bracketed("[", elements, "]", value.span, glued: false, &out)
    case .parenthesised(let inner): bracketed("(", [inner], ")", value.span, glued: false, &out)
    case .not(let inner):
      out.addOperand("not", at: start)
      expression(inner, &out)
    case .negate(let inner):
      out.addOperand("-", at: start)
      out.open()
      expression(inner, &out)
    case .binary(let sign, let left, let right): binary(sign, left, right, &out)
    case .matches(let subject, let patterns):
      expression(subject, &out)
      out.add("matches", at: subject.span.end)
      self.patterns(patterns, value.span, &out)
    case .quantified(let quantifier, let name, in: let domain, let body):
      out.addOperand("\(quantifier.rawValue) \(name.text) in", at: start)
      expression(domain, &out)
      out.add(":", at: domain.span.end, glued: true)
      expression(body, &out)
    }
  }

  private func binary(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ out: inout PieceBuilder
  ) {
    expression(left, &out)
    switch sign {
    case .and, .or, .coalesce: out.addBreakable(sign.text, at: right.span.start)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .isNotIn,
      .contains, .startsWith, .endsWith, .add, .subtract, .multiply, .divide, .remainder:
      out.add(sign.text, at: left.span.end)
    }
    expression(right, &out)
  }

  /// Elements with commas; a line may break between them.
  private func bracketed(
    _ open: String, _ elements: [Expression], _ close: String, _ span: SourceSpan, glued: Bool,
    _ out: inout PieceBuilder
  ) {
    glued ? out.add(open, at: span.start, glued: true) : out.addOperand(open, at: span.start)
    out.enterBrackets()
    defer { out.leaveBrackets() }
    for (position, element) in elements.enumerated() {
      if position == 0 { out.open() } else { out.breakNext() }
      expression(element, &out)
      if position + 1 < elements.count { out.add(",", at: element.span.end, glued: true) }
    }
    out.add(close, at: span.end - 1, glued: true)
  }

  private func patterns(
    _ patterns: [PatternReference], _ span: SourceSpan, _ out: inout PieceBuilder
  ) {
    // One pattern in brackets is the same tree as one without.
    if patterns.count == 1 { return out.add(text(of: patterns[0]), at: patterns[0].span.start) }
    out.add("[", at: patterns.first?.span.start ?? span.start)
    out.enterBrackets()
    defer { out.leaveBrackets() }
    for (position, pattern) in patterns.enumerated() {
      let text = text(of: pattern) + (position + 1 < patterns.count ? "," : "")
      position == 0
        ? out.add(text, at: pattern.span.start, glued: true)
        : out.addBreakable(text, at: pattern.span.start)
    }
    out.add("]", at: span.end - 1, glued: true)
  }

  private func text(of pattern: PatternReference) -> String {
    switch pattern {
    case .named(let name): name.text
    case .regex(let regex): slice(regex.span)
    }
  }

  /// The parts in their canonical order: value, `by`, `last`, `where`.
  private func window(_ window: WindowTree, _ span: SourceSpan, _ out: inout PieceBuilder) {
    out.addOperand(window.function.rawValue + "(", at: span.start)
    out.open()
    out.enterBrackets()
    defer { out.leaveBrackets() }
    var isFirst = true
    func part(_ label: String?, _ value: Expression, _ out: inout PieceBuilder) {
      if !isFirst {
        out.add(",", at: value.span.start, glued: true)
        out.breakNext()
      }
      isFirst = false
      if let label { out.addOperand(label, at: value.span.start) }
      expression(value, &out)
    }
    if window.countsMalformed {
      out.add("malformed", at: span.start, glued: true)
      isFirst = false
    }
    if let value = window.value { part(nil, value, &out) }
    for (position, key) in window.keys.enumerated() { part(position == 0 ? "by" : nil, key, &out) }
    if let last = window.last { part("last", last, &out) }
    if let condition = window.condition { part("where", condition, &out) }
    out.add(")", at: span.end - 1, glued: true)
  }
}

extension BinaryOperator {
  /// As it is written.
  var text: String { rawValue }
}
