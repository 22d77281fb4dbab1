import WeirSyntax

extension Checker {
  func checkComparison(
    _ op: BinaryOperator, _ a: Expression, _ b: Expression, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedExpression {
    guard let comparison = Comparison(rawValue: op.rawValue) else { return invalid(span) }
    for (side, other) in [(a, b), (b, a)] where side.isNull {
      return reportNull(side.span, beside: other)
    }
    let (left, right) = (checkPresent(a, context), checkPresent(b, context))
    guard left.type != .invalid, right.type != .invalid else { return invalid(span) }
    guard canCompare(left, right, comparison, span) else { return invalid(span) }
    let (x, y) = matchedNumbers(left, right)
    return CheckedExpression(.compare(comparison, x, y), .bool, span)
  }

  private func canCompare(
    _ left: CheckedExpression, _ right: CheckedExpression, _ comparison: Comparison,
    _ span: SourceSpan
  ) -> Bool {
    let isEquality = comparison == .equal || comparison == .notEqual
    for side in [left, right] where !side.type.isScalar {
      reportComposite(side)
      return false
    }
    guard areComparable(left.type, right.type) else {
      reportStrangers(left, right, span, comparison.rawValue)
      return false
    }
    guard !isEquality else { return canEqual(left, right) }
    let isOrdered = left.type.isNumber || left.type == .time || left.type == .duration
    if !isOrdered {
      report(
        CheckCodes.noOrder, "`\(left.type.text)` has no order", span,
        "only numbers, times and durations are smaller or larger",
        help: left.type.isText ? "compare with `==`, or compare `length(…)`" : nil)
    }
    return isOrdered
  }

  func areComparable(_ a: ValueType, _ b: ValueType) -> Bool {
    a == b || (a.isNumber && b.isNumber) || (a.isText && b.isText)
  }

  /// A union is one of its texts: a comparison with a stranger can never hold.
  func canEqual(_ left: CheckedExpression, _ right: CheckedExpression) -> Bool {
    switch (left.type, right.type) {
    case (.union(let texts), .string): return isOneOf(texts, right, left)
    case (.string, .union(let texts)): return isOneOf(texts, left, right)
    case (.union(let x), .union(let y)) where Set(x).isDisjoint(with: y):
      report(
        CheckCodes.strangerToUnion,
        "`\(written(left.span))` and `\(written(right.span))` have no text in common",
        left.span.joined(right.span), "these can never be equal",
        also: [Label(left.span, left.type.text), Label(right.span, right.type.text)])
      return false
    default: return true
    }
  }

  private func isOneOf(
    _ texts: [String], _ other: CheckedExpression, _ union: CheckedExpression
  ) -> Bool {
    guard case .constant(.text(let text)) = other.kind, !texts.contains(text) else { return true }
    report(
      CheckCodes.strangerToUnion, "`\(written(union.span))` is never `\"\(text)\"`", other.span,
      "`\(written(union.span))` is \(union.type.text)", help: didYouMean(text, texts))
    return false
  }

  /// An int beside a float stays an int unless it is a constant that a double holds exactly: the
  /// engine compares an int with a float exactly.
  private func matchedNumbers(
    _ a: CheckedExpression, _ b: CheckedExpression
  ) -> (CheckedExpression, CheckedExpression) {
    (exactConstant(a, beside: b), exactConstant(b, beside: a))
  }

  private func exactConstant(
    _ value: CheckedExpression, beside other: CheckedExpression
  ) -> CheckedExpression {
    guard other.type == .float, case .constant(.int(let number)) = value.kind,
      Double(exactly: number) != nil
    else { return value }
    return widen(value, to: .float)
  }

  private func reportComposite(_ side: CheckedExpression) {
    let text = written(side.span)
    let help =
      switch side.type {
      case .json:
        "convert it first: `as_string(\(text)) ?? \"\"`, `as_int(\(text)) ?? 0`"
      case .list: "ask for an element: `\"…\" in \(text)`, or `any x in \(text): x == …`"
      default: "compare its members one by one"
      }
    report(
      CheckCodes.comparesComposite, "`\(text)` can't be compared as a whole", side.span,
      "this is `\(side.type.text)`", help: help)
  }

  func reportStrangers(
    _ left: CheckedExpression, _ right: CheckedExpression, _ span: SourceSpan, _ word: String
  ) {
    report(
      CheckCodes.wrongOperand,
      "`\(word)` can't take `\(left.type.text)` and `\(right.type.text)`", right.span,
      "this is `\(right.type.text)`", also: [Label(left.span, "this is `\(left.type.text)`")],
      help: strangerHelp(left, right) ?? strangerHelp(right, left))
  }

  /// How to write the second so that it suits the first.
  private func strangerHelp(_ a: CheckedExpression, _ b: CheckedExpression) -> String? {
    let text = written(b.span)
    switch (a.type, b.type) {
    case (.duration, .int), (.duration, .float):
      return "a duration has a unit: write `\(text.allSatisfy(\.isNumber) ? text : "5")m` or `…s`"
    case (.time, .string): return "write the time without quotes: `2027-03-31`"
    case (.time, .duration): return "a time less a time is a duration: `time - time > 5m`"
    case (.time, .int): return "write a time: `2027-03-31` or `2027-03-31T12:00:00Z`"
    case (.ip, .string): return "write the address without quotes: `10.0.0.1`"
    case (.ip, .cidr): return "ask `\(written(a.span)) in \(text)`"
    case (.bool, .string) where text == "\"true\"" || text == "\"false\"":
      return "write it without quotes"
    case (.int, .string), (.float, .string):
      guard case .constant(.text(let value)) = b.kind, Double(value) != nil else { return nil }
      return "write the number without quotes: `\(value)`"
    default: return nil
    }
  }
}

extension Expression {
  /// `null`, which reads as a name where the parser knows no such value.
  var isNull: Bool {
    switch withoutParentheses.kind {
    case .literal(.null): true
    case .name(let name): name.text == "null"
    default: false
    }
  }
}
