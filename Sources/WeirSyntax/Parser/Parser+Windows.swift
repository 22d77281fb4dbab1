/// `count(…)`, `sum(…)`, `distinct(…)`.
extension Parser {
  private static let labels = ["by", "last", "where"]

  mutating func window(_ function: WindowTree.Function, _ start: SourceSpan) -> Expression {
    var tree = WindowTree(
      function: function, functionSpan: start, value: nil, countsMalformed: false, keys: [],
      last: nil, condition: nil)
    advance()
    let open = token.span
    advance()
    var tallest = 0
    var label: String?
    var isFirst = true
    while !isRecovering, !isAt(.closeParen) {
      windowPart(into: &tree, &label, isFirst: isFirst)
      tallest = max(tallest, height)
      isFirst = false
      if !take(.comma) { break }
      if isAt(.closeParen) { failExpecting("a part of the window") }
    }
    close(.closeParen, open: open)
    checkValue(tree)
    height = tallest
    grow(over: 0)
    return Expression(.window(tree), span(from: start))
  }

  private func checkedLabel() -> String? {
    guard let word = token.name, Self.labels.contains(word), beginsOperand(next) else { return nil }
    return word
  }

  private mutating func windowPart(
    into tree: inout WindowTree, _ label: inout String?, isFirst: Bool
  ) {
    let start = token.span
    if let found = checkedLabel() {
      label = found
      advance()
      if isTaken(found, in: tree) {
        return fail(
          SyntaxCodes.badWindow, "`\(found)` stands twice in `\(tree.function.rawValue)`",
          at: start)
      }
      return add(expression(), under: found, to: &tree)
    }
    if label == "by" { return add(expression(), under: "by", to: &tree) }
    if isFirst { return first(into: &tree) }
    fail(
      SyntaxCodes.badWindow, "this part of `\(tree.function.rawValue)` has no label",
      help: "the parts are `by KEYS`, `last DURATION` and `where CONDITION`")
  }

  private mutating func first(into tree: inout WindowTree) {
    switch tree.function {
    case .sum, .distinct: tree.value = expression()
    case .count:
      if isAt("malformed"), next.isSymbol(.comma) || next.isSymbol(.closeParen) {
        advance()
        tree.countsMalformed = true
      } else {
        fail(
          SyntaxCodes.badWindow, "`count` counts messages and takes no value",
          help: "keys follow `by`: `count(by user, last 10m)`")
      }
    }
  }

  private func isTaken(_ label: String, in tree: WindowTree) -> Bool {
    switch label {
    case "by": !tree.keys.isEmpty
    case "last": tree.last != nil
    default: tree.condition != nil
    }
  }

  private func add(_ part: Expression, under label: String, to tree: inout WindowTree) {
    switch label {
    case "by": tree.keys.append(part)
    case "last": tree.last = part
    default: tree.condition = part
    }
  }

  private mutating func checkValue(_ tree: WindowTree) {
    guard tree.function != .count, tree.value == nil else { return }
    fail(
      SyntaxCodes.badWindow, "`\(tree.function.rawValue)` lacks its value", at: tree.functionSpan,
      help: "the value comes first: `\(tree.function.rawValue)(VALUE, by user, last 10m)`")
  }

  /// Whether an expression may begin with this token, right behind a label.
  func beginsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .word(let word): token.name != nil || ["not", "any", "all"].contains(word)
    case .literal, .symbol(.openParen), .symbol(.minus): true
    case .regex, .symbol, .newline, .end: false
    }
  }
}
