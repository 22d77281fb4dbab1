extension JSONValue {
  /// The exact value of an integral number (`1`, `-0`, `1.0`, `1e3`); nil where it is not integral,
  /// outside Int64, or no number.
  public func int64(in line: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let decimal = Decimal(self, in: line), decimal.isExact else { return nil }
    guard decimal.magnitude != 0 else { return 0 }
    guard 0...18 ~= decimal.exponent else { return nil }
    let (magnitude, overflows) = decimal.magnitude.multipliedReportingOverflow(
      by: Decimal.powers[decimal.exponent])
    if overflows { return nil }
    guard decimal.isNegative else { return Int64(exactly: magnitude) }
    return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }

  /// The nearest double of a number; nil where that is infinite, or no number.
  ///
  /// Short decimals by one exact operation (Clinger 1990, "How to Read Floating Point Numbers
  /// Accurately"), others by the standard library.
  public func double(in line: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let decimal = Decimal(self, in: line) else { return nil }
    if decimal.isExact, decimal.magnitude < 1 << 53, -22...22 ~= decimal.exponent {
      let magnitude = Double(decimal.magnitude)
      let power = Decimal.doublePowers[Int(decimal.exponent.magnitude)]
      let value = decimal.exponent < 0 ? magnitude / power : magnitude * power
      return decimal.isNegative ? -value : value
    }
    let text = String(decoding: line[range.clamped(to: 0..<line.count)], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

/// A number as magnitude · 10^exponent, the magnitude without trailing zeros.
private struct Decimal {
  var isNegative = false
  var magnitude: UInt64 = 0
  var exponent = 0
  /// Whether the magnitude fit 64 bits; else it means nothing.
  var isExact = true

  /// 10⁰...10¹⁹.
  static let powers = (0..<20).map { (0..<$0).reduce(UInt64(1)) { power, _ in power * 10 } }

  /// 10⁰...10²², all exact.
  static let doublePowers = (0..<23).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

  private static let exponentCeiling = 1 << 32
  /// Zeros seen behind the last digit that counts.
  private var zeros = 0

  init?(_ value: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    guard value.kind == .number, value.start >= 0, value.start < value.end,
      value.end <= line.count
    else { return nil }
    var index = value.start
    isNegative = line[index] == 0x2D
    if isNegative { index &+= 1 }
    index = readDigits(from: index, to: value.end, in: line, isFraction: false)
    if index < value.end, line[index] == 0x2E {
      index = readDigits(from: index &+ 1, to: value.end, in: line, isFraction: true)
    }
    exponent &+= zeros
    if index < value.end, line[index] | 0x20 == 0x65 {
      exponent &+= Self.readExponent(from: index &+ 1, to: value.end, in: line)
    }
  }

  private mutating func readDigits(
    from start: Int, to end: Int, in line: UnsafeBufferPointer<UInt8>, isFraction: Bool
  ) -> Int {
    var index = start
    while index < end, NumberScan.isDigit(line[index]) {
      push(UInt64(line[index] &- 0x30))
      exponent &-= isFraction ? 1 : 0
      index &+= 1
    }
    return index
  }

  private mutating func push(_ digit: UInt64) {
    guard digit != 0 else {
      zeros &+= magnitude == 0 ? 0 : 1
      return
    }
    guard isExact, zeros < 19 else {
      isExact = false
      return
    }
    let (scaled, overflows) = magnitude.multipliedReportingOverflow(by: Self.powers[zeros &+ 1])
    let (sum, carries) = scaled.addingReportingOverflow(digit)
    isExact = !overflows && !carries
    magnitude = sum
    zeros = 0
  }

  private static func readExponent(
    from start: Int, to end: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start
    let isNegative = index < end && line[index] == 0x2D
    if index < end, isNegative || line[index] == 0x2B { index &+= 1 }
    var exponent = 0
    while index < end, NumberScan.isDigit(line[index]) {
      exponent = min(exponentCeiling, exponent &* 10 &+ Int(line[index] &- 0x30))
      index &+= 1
    }
    return isNegative ? -exponent : exponent
  }
}
