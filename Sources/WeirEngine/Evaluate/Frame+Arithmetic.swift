import WeirChecker

extension Frame {
  static func arithmetic(
    _ a: Outcome<Int64>, _ b: Outcome<Int64>, _ operation: Arithmetic
  ) -> Outcome<Int64> {
    combine(a, b) { x, y in
      let (value, overflow): (Int64, Bool)
      switch operation {
      case .add: (value, overflow) = x.addingReportingOverflow(y)
      case .subtract: (value, overflow) = x.subtractingReportingOverflow(y)
      case .multiply: (value, overflow) = x.multipliedReportingOverflow(by: y)
      case .divide, .remainder:
        if y == 0 { return .absent }
        // The remainder by −1 is 0, though the quotient may overflow.
        if y == -1 && operation == .remainder { return .value(0) }
        (value, overflow) =
          operation == .divide
          ? x.dividedReportingOverflow(by: y) : x.remainderReportingOverflow(dividingBy: y)
      }
      return overflow ? .failed : .value(value)
    }
  }

  static func arithmetic(
    _ a: Outcome<Double>, _ b: Outcome<Double>, _ operation: Arithmetic
  ) -> Outcome<Double> {
    combine(a, b) { x, y in
      let value: Double
      switch operation {
      case .add: value = x + y
      case .subtract: value = x - y
      case .multiply: value = x * y
      case .divide, .remainder:
        if y == 0 { return .absent }
        value = operation == .divide ? x / y : x.truncatingRemainder(dividingBy: y)
      }
      return value.isFinite ? .value(value) : .failed
    }
  }

  static func divide(_ a: Outcome<Int64>, _ b: Outcome<Int64>) -> Outcome<Double> {
    combine(a, b) { x, y in y == 0 ? .absent : .value(Double(x) / Double(y)) }
  }

  @inline(__always)
  static func combine<A, B>(
    _ a: Outcome<A>, _ b: Outcome<A>, _ body: (A, A) -> Outcome<B>
  ) -> Outcome<B> {
    switch (a, b) {
    case (.value(let x), .value(let y)): body(x, y)
    case (.failed, _), (_, .failed): .failed
    case (.absent, _), (_, .absent): .absent
    }
  }
}
