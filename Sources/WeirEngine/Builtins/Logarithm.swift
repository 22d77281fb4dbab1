/// Natural logarithms from IEEE basic operations alone, so that a score has the same bits on every
/// platform; a C library's may differ in the last place.
enum Logarithm {
  /// ln(1 + x) for x > −1, within a few units in the last place; no allocation.
  ///
  /// 1 + x = m·2ᵉ with m in [√½, √2), ln m = 2·artanh((m−1)/(m+1)); near 0 the sum is never formed,
  /// so that small x keep their digits.
  static func ofOnePlus(_ x: Double) -> Double {
    if abs(x) < 0.25 { return artanhTwice(x / (2 + x)) }
    let value = 1 + x
    guard value.isFinite else { return value }
    var exponent = Double(value.exponent)
    var mantissa = value.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    return exponent * 0.6931471805599453 + artanhTwice((mantissa - 1) / (mantissa + 1))
  }

  /// 2·artanh(s) for |s| < 0.172: the terms left out are below 2⁻⁶⁰ of the first.
  private static func artanhTwice(_ s: Double) -> Double {
    let square = s * s
    var sum = 0.0
    for odd in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return 2 * s * sum
  }
}
