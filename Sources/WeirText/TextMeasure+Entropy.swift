extension TextMeasure {
  /// Shannon entropy of the text's scalars in bits per scalar:
  /// H = −Σ p·log₂ p = log₂ n − (Σ c·log₂ c) / n (Shannon 1948, "A Mathematical Theory of
  /// Communication"), with c the count of each distinct scalar and n their sum.
  ///
  /// Allocates only where there are scalars outside ASCII.
  public static func characterEntropy(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 128) { ascii in
      ascii.initialize(repeating: 0)
      var others: [UInt32: Int] = [:]
      let count = tally(utf8, ascii, &others)
      guard count > 0 else { return 0 }
      var sum = 0.0
      let terms = smallTerms
      for c in ascii where c > 1 { sum += c < terms.count ? terms[c] : term(c) }
      // Sorted, since the order of a dictionary would change the last bits from run to run.
      for c in others.values.sorted() where c > 1 { sum += term(c) }
      return max(0, log2(Double(count)) - sum / Double(count))
    }
  }

  private static func term(_ count: Int) -> Double { Double(count) * log2(Double(count)) }

  /// `term` of 0...255; the counts of a message's characters are small.
  private static let smallTerms = [0.0] + (1..<256).map(term)

  private static func tally(
    _ utf8: UnsafeBufferPointer<UInt8>, _ ascii: UnsafeMutableBufferPointer<Int>,
    _ others: inout [UInt32: Int]
  ) -> Int {
    var count = 0
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      count &+= 1
      if byte < 0x80 {
        ascii[Int(byte)] &+= 1
        index &+= 1
      } else {
        let decoded = UTF8Scanner.decode(at: index, in: utf8)
        others[decoded.value, default: 0] &+= 1
        index &+= decoded.length
      }
    }
    return count
  }

  /// Binary logarithm of a positive normal number, within two units in the last place.
  ///
  /// log₂(m·2ᵉ) = e + 2·artanh((m−1)/(m+1))/ln 2 with m in [√½, √2). Only IEEE basic operations,
  /// so that the bits are the same everywhere; a C library's `log2` may differ in the last one.
  static func log2(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 0.0
    for odd in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return exponent + 2 * s * sum * 1.4426950408889634
  }
}
