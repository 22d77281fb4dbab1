import WeirSyntax

extension Checker {
  func checkArithmetic(
    _ op: BinaryOperator, _ a: Expression, _ b: Expression, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedExpression {
    guard let arithmetic = Arithmetic(rawValue: op.rawValue) else { return invalid(span) }
    let (left, right) = (checkPresent(a, context), checkPresent(b, context))
    guard left.type != .invalid, right.type != .invalid else { return invalid(span) }
    guard let type = result(arithmetic, left.type, right.type) else {
      reportArithmetic(arithmetic, left, right, span)
      return invalid(span)
    }
    if arithmetic == .divide || arithmetic == .remainder {
      return checkDivision(arithmetic, left, right, type, span)
    }
    return CheckedExpression(
      .arithmetic(arithmetic, widen(left, to: type), widen(right, to: type)), type, span)
  }

  /// By a constant that isn't zero there is always an answer; by anything else there may be none.
  private func checkDivision(
    _ arithmetic: Arithmetic, _ left: CheckedExpression, _ right: CheckedExpression,
    _ type: ValueType, _ span: SourceSpan
  ) -> CheckedExpression {
    let divisor = constantNumber(right)
    if divisor == 0 {
      report(
        CheckCodes.outOfRange, "this divides by zero", right.span, "always zero",
        help: "divide by something else")
      return invalid(span)
    }
    return CheckedExpression(
      .arithmetic(arithmetic, widen(left, to: type), widen(right, to: type)),
      type.optional(if: divisor == nil), span)
  }

  private func constantNumber(_ value: CheckedExpression) -> Double? {
    switch value.kind {
    case .constant(.int(let number)): Double(number)
    case .constant(.float(let number)): number
    case .widened(let inner): constantNumber(inner)
    default: nil
    }
  }

  private func result(_ op: Arithmetic, _ a: ValueType, _ b: ValueType) -> ValueType? {
    switch (a, b) {
    case (.int, .int): op == .divide ? .float : .int
    case (.int, .float), (.float, .int), (.float, .float): .float
    case (.time, .time): op == .subtract ? .duration : nil
    case (.time, .duration): op == .add || op == .subtract ? .time : nil
    case (.duration, .time): op == .add ? .time : nil
    case (.duration, .duration): op == .add || op == .subtract ? .duration : nil
    case (.duration, .int), (.int, .duration): op == .multiply ? .duration : nil
    default: nil
    }
  }

  private func reportArithmetic(
    _ op: Arithmetic, _ left: CheckedExpression, _ right: CheckedExpression, _ span: SourceSpan
  ) {
    let isText = left.type.isText && right.type.isText
    guard isText || left.type == .json || right.type == .json else {
      return reportStrangers(left, right, span, op.rawValue)
    }
    let culprit = left.type == .json || isText ? left : right
    report(
      CheckCodes.wrongOperand,
      "`\(op.rawValue)` can't take `\(left.type.text)` and `\(right.type.text)`", culprit.span,
      "this is `\(culprit.type.text)`",
      help: isText
        ? "texts are not joined; match or compare them one by one"
        : "convert it first: `as_int(\(written(culprit.span))) ?? 0`")
  }

  func checkNegate(
    _ inner: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let value = checkPresent(inner, context)
    switch value.type {
    case .invalid: return invalid(span)
    case .int, .float, .duration:
      if case .constant(let constant) = value.kind, let negative = constant.negated {
        return CheckedExpression(.constant(negative), value.type, span)
      }
      return CheckedExpression(.negate(value), value.type, span)
    default:
      report(
        CheckCodes.wrongOperand, "`-` can't take `\(value.type.text)`", value.span,
        "this is `\(value.type.text)`",
        help: value.type == .bool ? "write `not \(written(value.span))`" : nil)
      return invalid(span)
    }
  }
}

extension Constant {
  /// Nil for what has no negative, and for the one int whose negative is out of range.
  var negated: Constant? {
    switch self {
    case .int(let number): number == .min ? nil : .int(-number)
    case .float(let number): .float(-number)
    case .duration(let number): number == .min ? nil : .duration(-number)
    case .bool, .text, .time, .ip, .cidr: nil
    }
  }
}
