import WeirSyntax

extension Checker {
  /// The expression with names resolved and types fitted; of type `.invalid` where it was reported.
  func check(_ expression: Expression, _ context: Context) -> CheckedExpression {
    var context = context
    context.depth += 1
    let span = expression.span
    guard context.depth <= CheckLimits.expressionDepthMax else { return reportTooDeep(span) }
    switch expression.kind {
    case .literal(let literal): return checkLiteral(literal, span)
    case .name(let name): return checkName(name, context)
    case .member(let base, let name): return checkMember(base, name, span, context)
    case .index(let base, let index): return checkElement(base, index, span, context)
    case .call(let name, let arguments): return checkCall(name, arguments, span, context)
    case .window(let window): return checkWindow(window, span, context)
    case .list: return reportListAsValue(span)
    case .parenthesised(let inner): return check(inner, context)
    case .not(let inner): return checkNot(inner, span, context)
    case .negate(let inner): return checkNegate(inner, span, context)
    case .binary(let op, let a, let b): return checkBinary(op, a, b, span, context)
    case .matches(let subject, let patterns):
      return checkMatches(subject, patterns, span, context)
    case .quantified(let quantifier, let name, let list, let body):
      return checkQuantified(quantifier, name, list, body, span, context)
    case .invalid:
      sawInvalidTree = true
      return invalid(span)
    }
  }

  private func checkBinary(
    _ op: BinaryOperator, _ a: Expression, _ b: Expression, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedExpression {
    switch op {
    case .and, .or: checkLogic(op, a, b, span, context)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      checkComparison(op, a, b, span, context)
    case .isIn: checkMembership(a, b, span, context)
    case .isNotIn: negated(checkMembership(a, b, span, context))
    case .contains: checkSearch(.contains, a, b, span, context)
    case .startsWith: checkSearch(.startsWith, a, b, span, context)
    case .endsWith: checkSearch(.endsWith, a, b, span, context)
    case .coalesce: checkCoalesce(a, b, span, context)
    case .add, .subtract, .multiply, .divide, .remainder:
      checkArithmetic(op, a, b, span, context)
    }
  }

  /// A value that is there: an optional is refused with the two ways out.
  func checkPresent(_ expression: Expression, _ context: Context) -> CheckedExpression {
    present(check(expression, context))
  }

  func present(_ value: CheckedExpression) -> CheckedExpression {
    guard value.type.isOptional else { return value }
    reportOptional(value)
    return invalid(value.span)
  }

  /// A present `bool`.
  func checkCondition(_ expression: Expression, _ context: Context) -> CheckedExpression {
    let value = check(expression, context)
    if value.type == .bool || value.type == .invalid { return value }
    if value.type.wrapped == .bool { return present(value) }
    let text = written(value.span)
    report(
      CheckCodes.notACondition, "`\(text)` is no condition", value.span,
      "this is `\(value.type.text)`, and a condition is true or false",
      help: conditionHelp(text, value.type))
    return invalid(value.span)
  }

  private func conditionHelp(_ text: String, _ type: ValueType) -> String? {
    if type.isOptional { return "ask `exists(\(text))`" }
    if type.isNumber { return "compare it: `\(text) > 0`" }
    if type.isText { return "compare it: `\(text) == \"…\"`" }
    return nil
  }

  private func checkLiteral(_ literal: Literal, _ span: SourceSpan) -> CheckedExpression {
    guard let (constant, type) = constant(of: literal) else {
      return reportNull(span, beside: nil)
    }
    return CheckedExpression(.constant(constant), type, span)
  }

  private func reportListAsValue(_ span: SourceSpan) -> CheckedExpression {
    report(
      CheckCodes.wrongOperand, "a list can't stand here", span,
      "lists stand after `in`, `contains`, `starts_with`, `ends_with` and `matches`")
    return invalid(span)
  }

  private func reportTooDeep(_ span: SourceSpan) -> CheckedExpression {
    report(
      CheckCodes.tooDeep, "this expression is nested too deeply", span,
      "more than \(CheckLimits.expressionDepthMax) levels", help: "name parts of it with `let`")
    return invalid(span)
  }

  func reportOptional(_ value: CheckedExpression) {
    let text = written(value.span)
    let example = value.type.example
    let supply = "supply a value: `\(text) ?? \(example)`"
    report(
      CheckCodes.unguardedOptional, "`\(text)` may be absent", value.span,
      "this is `\(value.type.text)`",
      help: pathKey(value) == nil
        ? supply : "guard it with `exists(\(text)) and …`, or \(supply)")
  }
}
