/// A number in any spelling as magnitude · 10^exponent, the magnitude without trailing zeros.
struct Decimal {
  private var isNegative = false
  private var magnitude: UInt64 = 0
  private var exponent = 0
  /// Whether the magnitude fit 64 bits; else it means nothing.
  private var isExact = true
  /// Zeros seen behind the last digit that counts.
  private var zeros = 0

  // Literals are laid out when compiling: nothing is looked up or made at the first use.
  /// 10⁰...10¹⁹.
  static let powers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// 10⁰...10²², all exact.
  static let doublePowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let exponentCeiling = 1 << 32

  /// A number of the line that the reader found there.
  init(_ value: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
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

  /// Its exact value, if that is an Int64.
  var int64: Int64? {
    guard isExact else { return nil }
    guard magnitude != 0 else { return 0 }
    guard 0...18 ~= exponent else { return nil }
    let (scaled, overflows) = magnitude.multipliedReportingOverflow(by: Self.powers[exponent])
    if overflows { return nil }
    guard isNegative else { return Int64(exactly: scaled) }
    return scaled <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- scaled) : nil
  }

  /// The nearest double, if one operation on exact doubles gives it.
  var double: Double? {
    guard isExact, magnitude < 1 << 53, -22...22 ~= exponent else { return nil }
    let power = Self.doublePowers[Int(exponent.magnitude)]
    let value = exponent < 0 ? Double(magnitude) / power : Double(magnitude) * power
    return isNegative ? -value : value
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
