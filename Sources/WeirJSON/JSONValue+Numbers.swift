extension JSONValue {
  /// The exact value of an integral number (`1`, `-0`, `1.0`, `1e3`); nil where it is not integral,
  /// outside Int64, or no number.
  public func int64(in line: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard isNumber(of: line) else { return nil }
    if let plain = PlainNumber.integer(in: range, of: line) { return plain }
    return Decimal(self, in: line).int64
  }

  /// The nearest double of a number; nil where that is infinite, or no number.
  ///
  /// Short decimals by one exact operation (Clinger 1990, "How to Read Floating Point Numbers
  /// Accurately"), others by the standard library.
  public func double(in line: UnsafeBufferPointer<UInt8>) -> Double? {
    guard isNumber(of: line) else { return nil }
    if let plain = PlainNumber.double(in: range, of: line) { return plain }
    if let short = Decimal(self, in: line).double { return short }
    let text = String(decoding: line[range], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  private func isNumber(of line: UnsafeBufferPointer<UInt8>) -> Bool {
    kind == .number && start >= 0 && start < end && end <= line.count
  }
}

/// The spellings that nearly all numbers have: digits, and at most one point among them.
private enum PlainNumber {
  /// The value of a sign and at most 16 digits; nil for any other spelling, and near the line's
  /// start.
  @inline(__always)
  static func integer(in range: Range<Int>, of line: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = line[range.lowerBound] == 0x2D
    let count = range.upperBound &- range.lowerBound &- (isNegative ? 1 : 0)
    guard count > 0, count <= 16, range.upperBound >= 16,
      let end = UnsafeRawPointer(line.baseAddress).map({ $0 + range.upperBound }),
      var magnitude = EightDigits.value(of: min(count, 8), before: end)
    else { return nil }
    if count > 8 {
      guard let high = EightDigits.value(of: count &- 8, before: end - 8) else { return nil }
      magnitude &+= high &* 100_000_000
    }
    let value = Int64(truncatingIfNeeded: magnitude)
    return isNegative ? 0 &- value : value
  }

  /// The double of a sign and at most 15 digits with or without a point; nil for other spellings.
  ///
  /// Digits and power of ten are exact as doubles, so the one division rounds to the nearest.
  @inline(__always)
  static func double(in range: Range<Int>, of line: UnsafeBufferPointer<UInt8>) -> Double? {
    let isNegative = line[range.lowerBound] == 0x2D
    let start = range.lowerBound &+ (isNegative ? 1 : 0)
    guard range.upperBound &- start <= 16 else { return nil }
    var digits: UInt64 = 0
    var point = range.upperBound
    for index in start..<range.upperBound {
      let digit = line[index] &- 0x30
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
      } else {
        guard line[index] == 0x2E, point == range.upperBound else { return nil }
        point = index
      }
    }
    guard digits < 1_000_000_000_000_000, start < range.upperBound else { return nil }
    let decimals = max(0, range.upperBound &- point &- 1)
    let value = Double(digits) / Decimal.doublePowers[decimals]
    return isNegative ? -value : value
  }
}

/// Up to eight digits in one word:
///
///     bytes    '1' '2' '3' '4' '5' '6' '7' '8'    the first is lowest
///     pairs      12      34      56      78       each ten times itself and its follower
///     quads          1234            5678
///     value                  12345678
enum EightDigits {
  /// The value of the `count` (1...8) bytes before `end`, of which eight may be read; nil unless
  /// all of them are digits.
  @inline(__always)
  static func value(of count: Int, before end: UnsafeRawPointer) -> UInt64? {
    let word = UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self))
    // What stands before the digits moves out below, and zeros move in as the first digits.
    let others = UInt64(truncatingIfNeeded: 64 &- count &* 8)
    let digits = ((word ^ 0x3030_3030_3030_3030) &>> others) &<< others
    // The sum raises the high bit of what is above 9.
    let sums = (digits & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
    guard (digits | sums) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let quads = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (quads &* 10_000 &+ quads &>> 32) & 0xFFFF_FFFF
  }
}
