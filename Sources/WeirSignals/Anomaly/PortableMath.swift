/// Logarithm and power of two from additions, multiplications and divisions alone, which IEEE 754
/// fixes to the bit. A platform's own `log` and `exp2` may differ in the last place, and with them
/// a verdict at a threshold.
enum PortableMath {
  /// The natural logarithm of n ≥ 1, rounded correctly as far as tested (numpy's bits on all n here).
  static func logarithm(_ n: UInt32) -> Double {
    precondition(n >= 1, "the logarithm of a count that is there")
    return logarithm(Double(n))
  }

  /// The natural logarithm of a positive, normal x.
  ///
  /// x = m·2ᵉ with m near 1, ln m = 2·artanh((m−1)/(m+1)), all in pairs of doubles with about
  /// 100 bits, so that the one rounding at the end decides.
  static func logarithm(_ x: Double) -> Double {
    precondition(x > 0 && x.isNormal, "the logarithm of a positive number")
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = DoublePair(mantissa - 1) / DoublePair.sum(mantissa, 1)
    let square = ratio * ratio
    var series = DoublePair(0)
    // square ≤ 0.0295, so the terms left out are below 2⁻¹¹⁶.
    for divisor in stride(from: 45.0, through: 1.0, by: -2.0) {
      series = series * square + DoublePair(1) / DoublePair(divisor)
    }
    let result = DoublePair.ln2 * DoublePair(exponent) + (ratio * series) * DoublePair(2)
    return result.high + result.low
  }

  /// 2ˣ for x ≤ 0, within two units in the last place; 0 below the normal numbers.
  ///
  /// x = k + f with |f| ≤ ½, then the Taylor series of e^(f·ln 2): the terms left out are below 2⁻⁶⁴.
  static func powerOfTwo(_ x: Double) -> Double {
    precondition(x <= 0, "a power at most one")
    guard x > -1_022 else { return 0 }
    let whole = x.rounded(.toNearestOrEven)
    let z = (x - whole) * 0.6931471805599453
    var power = 1.0
    for divisor in stride(from: 15.0, through: 1.0, by: -1.0) {
      power = 1 + z * power / divisor
    }
    return power * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }

  /// σ(z) = 1 / (1 + e⁻ᶻ), from 0 to 1.
  static func logistic(_ z: Double) -> Double {
    let power = powerOfTwo(-abs(z) * 1.4426950408889634)
    return z >= 0 ? 1 / (1 + power) : power / (1 + power)
  }

  /// c(n): the usual path length of a search among n rows (Liu, Ting and Zhou, "Isolation forest",
  /// 2008, in the form and order of operations of scikit-learn).
  static func averagePathLength(_ n: UInt32) -> Double {
    if n <= 1 { return 0 }
    if n == 2 { return 1 }
    let rows = Double(n)
    return 2.0 * (logarithm(n - 1) + 0.5772156649015329) - 2.0 * (rows - 1.0) / rows
  }
}

/// An unevaluated sum of two doubles (Dekker 1971; Knuth's exact sum, exact products by fma).
struct DoublePair {
  let high: Double
  let low: Double

  static let ln2 = DoublePair(high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)

  init(_ value: Double) { self.init(high: value, low: 0) }

  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The sum of any two numbers and its exact error.
  static func sum(_ a: Double, _ b: Double) -> DoublePair {
    let sum = a + b
    let part = sum - a
    return DoublePair(high: sum, low: (a - (sum - part)) + (b - part))
  }

  static func + (a: DoublePair, b: DoublePair) -> DoublePair {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let middle = sum(high.high, high.low + low.high)
    return sum(middle.high, middle.low + low.low)
  }

  static func * (a: DoublePair, b: DoublePair) -> DoublePair {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high)
    return sum(product, error + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoublePair, b: DoublePair) -> DoublePair {
    let first = a.high / b.high
    let rest = a + b * DoublePair(-first)
    let second = rest.high / b.high
    let last = rest + b * DoublePair(-second)
    return sum(first, second) + DoublePair(last.high / b.high)
  }
}
