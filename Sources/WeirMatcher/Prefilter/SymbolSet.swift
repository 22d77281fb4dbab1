/// A class of characters as the class scan sees it: each ASCII character for itself, and one
/// symbol for all others.
struct SymbolSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var hasOther = false

  /// The symbol of any character outside ASCII.
  static let other = 128
  static let count = 129

  init(_ set: ScalarSet) {
    for range in set.ranges {
      if range.upperBound >= 0x80 { hasOther = true }
      guard range.lowerBound < 0x80 else { continue }
      let (first, last) = (range.lowerBound, min(range.upperBound, 0x7F))
      if first < 64 { low |= Self.bits(first, min(last, 63)) }
      if last >= 64 { high |= Self.bits(max(first, 64) - 64, last - 64) }
    }
  }

  private static func bits(_ first: UInt32, _ last: UInt32) -> UInt64 {
    (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
  }

  /// Every ASCII character in it, in order.
  func forEachASCII(_ body: (Int) -> Void) {
    for (word, first) in [(low, 0), (high, 64)] {
      var left = word
      while left != 0 {
        body(first + left.trailingZeroBitCount)
        left &= left - 1
      }
    }
  }

  func contains(_ symbol: Int) -> Bool {
    switch symbol {
    case 0..<64: low >> UInt64(symbol) & 1 == 1
    case 64..<128: high >> UInt64(symbol - 64) & 1 == 1
    default: hasOther
    }
  }

  var isMostlyDigits: Bool {
    let digits: UInt64 = 0x3FF << 48
    return low & digits != 0 && low & ~digits == 0 && high == 0
  }

  var isOnlyLetters: Bool {
    let letters: UInt64 = 0x07FF_FFFE_07FF_FFFE
    return low == 0 && high != 0 && high & ~letters == 0
  }

  /// What a symbol is to a word boundary.
  enum Side: Int {
    case word, notWord, unknown

    /// Whether a character of this side can stand before one of the other, where a word boundary
    /// must lie between them, or must not.
    func canMeet(_ right: Side, boundary: Bool?) -> Bool {
      guard let boundary, self != .unknown, right != .unknown else { return true }
      return boundary == (self != right)
    }
  }

  static func side(of text: UnsafeBufferPointer<UInt8>, before index: Int) -> Side {
    index == 0 ? .notWord : side(of: Int(text[index - 1]))
  }

  static func side(of symbol: Int) -> Side {
    if symbol >= other { return .unknown }
    return UTF8Scalars.isWord(UInt32(symbol)) ? .word : .notWord
  }
}
