extension TextMeasure {
  /// Shannon entropy of the text's scalars in bits per scalar:
  /// H = −Σ p·log₂ p = log₂ n − (Σ c·log₂ c) / n (Shannon 1948, "A Mathematical Theory of
  /// Communication"), with c the count of each distinct scalar and n their sum.
  ///
  /// Allocates only where there are very many different scalars outside ASCII.
  public static func characterEntropy(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * 128) { ascii in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ScalarTally.capacity) { places in
        ascii.initialize(repeating: 0)
        var others = ScalarTally(places)
        let count = tally(utf8, ascii, &others)
        guard count > 0 else { return 0 }
        var sum = asciiTerms(ascii)
        others.forEachCount { sum += term($0) }
        return max(0, logarithm(count) - sum / Double(count))
      }
    }
  }

  /// The sum of c·log₂ c in the order of the characters; one that occurs once or never adds 0.
  private static func asciiTerms(_ counts: UnsafeMutableBufferPointer<UInt32>) -> Double {
    smallTerms.withUnsafeBufferPointer { terms in
      var sum = 0.0
      for group in stride(from: 0, to: 256, by: 16) where occurs(counts, from: group) {
        // No branch for the characters in between: which of them occur cannot be foreseen.
        for slot in stride(from: group, to: group &+ 16, by: 2) {
          let c = Int(counts[slot] &+ counts[slot &+ 1])
          sum += c < terms.count ? terms[c] : term(c)
        }
      }
      return sum
    }
  }

  @inline(__always)
  private static func occurs(
    _ counts: UnsafeMutableBufferPointer<UInt32>, from group: Int
  ) -> Bool {
    var any: UInt32 = 0
    for slot in group..<group &+ 16 { any |= counts[slot] }
    return any != 0
  }

  private static func term(_ count: Int) -> Double {
    count < smallTerms.count ? smallTerms[count] : Double(count) * log2(Double(count))
  }

  private static func logarithm(_ count: Int) -> Double {
    count < smallLogarithms.count ? smallLogarithms[count] : log2(Double(count))
  }

  /// `term` and `log2` of small counts, as those of a message's characters are.
  private static let smallTerms =
    [0.0] + (1..<256).map { Double($0) * log2(Double($0)) }
  private static let smallLogarithms = [0.0] + (1..<2048).map { log2(Double($0)) }

  /// Counts the scalars of a text; those of ASCII in two counters each, of which neighbours take
  /// different ones: a counter that was just written is not quickly read.
  private static func tally(
    _ utf8: UnsafeBufferPointer<UInt8>, _ ascii: UnsafeMutableBufferPointer<UInt32>,
    _ others: inout ScalarTally
  ) -> Int {
    var count = 0
    var index = 0
    while index < utf8.count {
      if index &+ 8 <= utf8.count, let base = UnsafeRawPointer(utf8.baseAddress) {
        let bytes = (base + index).loadUnaligned(as: UInt64.self)
        if bytes & 0x8080_8080_8080_8080 == 0 {
          for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
            let slot = Int(truncatingIfNeeded: (bytes &>> shift & 0x7F) &* 2 | (shift &>> 3 & 1))
            ascii[slot] &+= 1
          }
          index &+= 8
          count &+= 8
          continue
        }
      }
      let decoded = UTF8Scanner.decode(at: index, in: utf8)
      if decoded.value < 0x80 {
        ascii[Int(decoded.value) &* 2] &+= 1
      } else {
        others.add(decoded.value)
      }
      index &+= decoded.length
      count &+= 1
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

/// How often each of some scalars occurred.
///
///     place   8 bytes   scalar 32 · count 32, 0 where vacant; linear probing
///
/// The factor of the hash is the process's own, so that no text can be crafted to make long runs.
/// What finds no room goes to a dictionary.
private struct ScalarTally {
  static let capacity = 512
  private static let distinctMax = 384
  private static let factor = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  private let places: UnsafeMutableBufferPointer<UInt64>
  private var distinct = 0
  private var overflow: [UInt32: Int] = [:]

  init(_ places: UnsafeMutableBufferPointer<UInt64>) { self.places = places }

  mutating func add(_ scalar: UInt32) {
    // Only now, since most texts have nothing to count here.
    if distinct == 0 { places.initialize(repeating: 0) }
    let mixed = (UInt64(scalar) &* 0x9E37_79B9_7F4A_7C15) &* Self.factor
    var place = Int(truncatingIfNeeded: mixed >> 55)
    while places[place] != 0 {
      if places[place] >> 32 == UInt64(scalar) {
        places[place] &+= 1
        return
      }
      place = (place &+ 1) & (Self.capacity &- 1)
    }
    guard distinct < Self.distinctMax else {
      overflow[scalar, default: 0] &+= 1
      return
    }
    places[place] = UInt64(scalar) << 32 | 1
    distinct &+= 1
  }

  /// Hands out the counts above one in ascending order: the order of a table would change the last
  /// bits of a sum from run to run. The tally is used up.
  mutating func forEachCount(_ body: (Int) -> Void) {
    guard distinct > 0 else { return }
    var end = 0
    for place in 0..<Self.capacity where places[place] & 0xFFFF_FFFF > 1 {
      places[end] = places[place] & 0xFFFF_FFFF
      end &+= 1
    }
    guard overflow.isEmpty else {
      let all = places[..<end].map { Int($0) } + overflow.values.filter { $0 > 1 }
      return all.sorted().forEach(body)
    }
    var counts = UnsafeMutableBufferPointer(rebasing: places[..<end])
    counts.sort()
    for count in counts { body(Int(count)) }
  }
}
