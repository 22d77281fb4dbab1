/// A set of characters told roughly: each ASCII character for itself, all others by their low seven
/// bits. It holds too much at most, so that sets which don't meet here don't meet at all.
struct RoughSet: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var otherLow: UInt64 = 0
  private var otherHigh: UInt64 = 0

  static let bitCount = 256
  static let empty = RoughSet()

  private init() {}

  init(_ set: ScalarSet) {
    for range in set.ranges {
      if range.lowerBound < 0x80 { addASCII(range.lowerBound, min(range.upperBound, 0x7F)) }
      if range.upperBound >= 0x80 { addOthers(max(range.lowerBound, 0x80), range.upperBound) }
      if otherLow & otherHigh == .max { return }
    }
  }

  private mutating func addASCII(_ first: UInt32, _ last: UInt32) {
    if first < 64 { low |= Self.bits(first, min(last, 63)) }
    if last >= 64 { high |= Self.bits(max(first, 64) - 64, last - 64) }
  }

  private mutating func addOthers(_ first: UInt32, _ last: UInt32) {
    guard last - first < 127, first & 127 <= last & 127 else {
      // Nearly all, or around the end: as much as all.
      (otherLow, otherHigh) = (.max, .max)
      return
    }
    let (first, last) = (first & 127, last & 127)
    if first < 64 { otherLow |= Self.bits(first, min(last, 63)) }
    if last >= 64 { otherHigh |= Self.bits(max(first, 64) - 64, last - 64) }
  }

  private static func bits(_ first: UInt32, _ last: UInt32) -> UInt64 {
    (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
  }

  func meets(_ other: RoughSet) -> Bool {
    (low & other.low) | (high & other.high) | (otherLow & other.otherLow)
      | (otherHigh & other.otherHigh) != 0
  }

  func intersection(_ other: RoughSet) -> RoughSet {
    var both = self
    both.low &= other.low
    both.high &= other.high
    both.otherLow &= other.otherLow
    both.otherHigh &= other.otherHigh
    return both
  }

  mutating func formUnion(_ other: RoughSet) {
    low |= other.low
    high |= other.high
    otherLow |= other.otherLow
    otherHigh |= other.otherHigh
  }

  /// What of it is ASCII, and so told exactly.
  var ascii: RoughSet {
    var ascii = self
    (ascii.otherLow, ascii.otherHigh) = (0, 0)
    return ascii
  }

  func forEachBit(_ body: (Int) -> Void) {
    for (word, first) in [(low, 0), (high, 64), (otherLow, 128), (otherHigh, 192)] {
      var left = word
      while left != 0 {
        body(first + left.trailingZeroBitCount)
        left &= left - 1
      }
    }
  }

  func holds(bit: Int) -> Bool {
    let word = bit < 128 ? (bit < 64 ? low : high) : (bit < 192 ? otherLow : otherHigh)
    return word >> UInt64(bit & 63) & 1 == 1
  }
}
