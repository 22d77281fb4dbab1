import WeirSyntax

extension Checker {
  /// The right side of `and` is read only where the left holds, that of `or` where it doesn't.
  func checkLogic(
    _ op: BinaryOperator, _ a: Expression, _ b: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let left = checkCondition(a, context)
    let known = facts(left, holds: op == .and)
    let right = checkCondition(b, context.knowing(known))
    if left.type == .invalid || right.type == .invalid {
      return partlyInvalid(op, left, right, span)
    }
    return CheckedExpression(op == .and ? .and(left, right) : .or(left, right), .bool, span)
  }

  /// What an invalid half doesn't touch: the facts of the other half still hold further on.
  private func partlyInvalid(
    _ op: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression,
    _ span: SourceSpan
  ) -> CheckedExpression {
    CheckedExpression(op == .and ? .and(left, right) : .or(left, right), .invalid, span)
  }

  func checkNot(
    _ inner: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let value = checkCondition(inner, context)
    return CheckedExpression(.not(value), value.type, span)
  }

  func negated(_ value: CheckedExpression) -> CheckedExpression {
    CheckedExpression(.not(value), value.type, value.span)
  }

  /// `a ?? b`: the first that is there.
  func checkCoalesce(
    _ a: Expression, _ b: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let (left, right) = (check(a, context), check(b, context))
    guard left.type != .invalid, right.type != .invalid else { return invalid(span) }
    guard left.type.isOptional else {
      reportNeedlessDefault(left, right)
      return left
    }
    guard let type = join(left, right) else {
      report(
        CheckCodes.defaultOfOtherType,
        "`\(written(right.span))` can't stand in for `\(written(left.span))`", right.span,
        "this is `\(right.type.text)`", also: [Label(left.span, "this is `\(left.type.text)`")],
        help: left.type.wrapped == .json
          ? "convert it first: `as_string(\(written(left.span))) ?? \"\"`"
          : "write a value of type `\(left.type.wrapped.text)`, such as `\(left.type.example)`")
      return invalid(span)
    }
    let result = type.optional(if: right.type.isOptional)
    return CheckedExpression(.coalesce(widen(left, to: type), widen(right, to: type)), result, span)
  }

  private func reportNeedlessDefault(_ left: CheckedExpression, _ right: CheckedExpression) {
    report(
      LintCodes.needlessDefault, "`\(written(left.span))` is always there", right.span,
      "this value is never used", also: [Label(left.span, "this is `\(left.type.text)`")],
      help: "remove `?? \(written(right.span))`")
  }

  /// The type, without `?`, that both sides of `??` have.
  private func join(_ a: CheckedExpression, _ b: CheckedExpression) -> ValueType? {
    let (left, right) = (a.type.wrapped, b.type.wrapped)
    if left == right { return left }
    switch (left, right) {
    case (.int, .float), (.float, .int): return .float
    case (.union(let texts), .string):
      if case .constant(.text(let text)) = b.kind, texts.contains(text) { return left }
      return .string
    case (.string, .union): return .string
    case (.union(let x), .union(let y)): return .union(x + y.filter { !x.contains($0) })
    default: return nil
    }
  }

  /// The value as a float where that is what is wanted and it is an int.
  func widen(_ value: CheckedExpression, to type: ValueType) -> CheckedExpression {
    guard type.wrapped == .float, value.type.wrapped == .int else { return value }
    let result = ValueType.float.optional(if: value.type.isOptional)
    if case .constant(.int(let number)) = value.kind, let exact = Double(exactly: number) {
      return CheckedExpression(.constant(.float(exact)), result, value.span)
    }
    return CheckedExpression(.widened(value), result, value.span)
  }
}
