import WeirSyntax

extension Checker {
  func constant(of literal: Literal) -> (Constant, ValueType)? {
    switch literal {
    case .bool(let value): (.bool(value), .bool)
    case .int(let value): (.int(value), .int)
    case .float(let value): (.float(value), .float)
    case .text(let value): (.text(value), .string)
    case .time(let value): (.time(value), .time)
    case .duration(let value): (.duration(value), .duration)
    case .ip(let value): (.ip(value), .ip)
    case .cidr(let value): (.cidr(value), .cidr)
    case .null: nil
    }
  }

  /// A literal, a negative one, or either in parentheses.
  func constant(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .literal(let literal): constant(of: literal)?.0
    case .parenthesised(let inner): constant(inner)
    case .negate(let inner): constant(inner).flatMap(\.negated)
    case .name, .member, .index, .call, .window, .list, .not, .binary, .matches, .quantified,
      .invalid:
      nil
    }
  }

  func constantInt(
    _ expression: Expression, _ range: ClosedRange<Int64>, _ what: String
  ) -> Int64? {
    guard let value = constantValue(expression, what, "a whole number") else { return nil }
    guard case .int(let number) = value else {
      reportNotConstant(expression, what, "a whole number")
      return nil
    }
    guard range.contains(number) else {
      reportRange(expression, what, "\(range.lowerBound)", "\(range.upperBound)")
      return nil
    }
    return number
  }

  func constantFloat(
    _ expression: Expression, _ range: ClosedRange<Double>, _ what: String
  ) -> Double? {
    guard let value = constantValue(expression, what, "a number") else { return nil }
    let number: Double
    switch value {
    case .int(let int): number = Double(int)
    case .float(let float): number = float
    case .bool, .text, .time, .duration, .ip, .cidr:
      reportNotConstant(expression, what, "a number")
      return nil
    }
    guard range.contains(number) else {
      reportRange(expression, what, shown(range.lowerBound), shown(range.upperBound))
      return nil
    }
    return number
  }

  /// In microseconds, longer than nothing unless `allowsZero`.
  func constantDuration(
    _ expression: Expression, _ what: String, allowsZero: Bool = false
  ) -> Int64? {
    guard let value = constantValue(expression, what, "a duration such as `10m`") else {
      return nil
    }
    guard case .duration(let length) = value else {
      reportNotConstant(expression, what, "a duration such as `10m`")
      return nil
    }
    guard length > 0 || (length == 0 && allowsZero) else {
      report(
        CheckCodes.outOfRange, "\(what) must be longer than nothing", expression.span,
        "out of range")
      return nil
    }
    return length
  }

  func constantTime(_ expression: Expression, _ what: String) -> Int64? {
    guard let value = constantValue(expression, what, "a date such as `2027-03-31`") else {
      return nil
    }
    if case .time(let time) = value { return time }
    reportNotConstant(expression, what, "a date such as `2027-03-31`")
    return nil
  }

  private func constantValue(
    _ expression: Expression, _ what: String, _ wanted: String
  ) -> Constant? {
    if let value = constant(expression) { return value }
    if case .invalid = expression.kind { return nil }
    reportNotConstant(expression, what, wanted)
    return nil
  }

  private func reportNotConstant(_ expression: Expression, _ what: String, _ wanted: String) {
    report(
      CheckCodes.notConstant, "\(what) is \(wanted)", expression.span,
      "`\(written(expression.span))` is not \(wanted)",
      help: "write it here as a constant: policies are fixed before the first message")
  }

  private func reportRange(
    _ expression: Expression, _ what: String, _ low: String, _ high: String
  ) {
    let isOpen = high == "\(Int64.max)" || high == "inf"
    report(
      CheckCodes.outOfRange, "\(what) can't be `\(written(expression.span))`", expression.span,
      isOpen ? "must be at least \(low)" : "must be from \(low) to \(high)")
  }

  private func shown(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }
}
