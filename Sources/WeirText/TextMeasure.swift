/// Numbers that describe a text: UTF-8 in, one pass each, 0 for the empty text.
///
/// Ratios lie in 0...1 and count Unicode scalars unless said otherwise. The same bytes give the
/// same bits on every platform: nothing here depends on the C library or on hash order.
public enum TextMeasure {
  /// The number of Unicode scalars.
  public static func scalarCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in utf8 { count &+= UTF8Scanner.isContinuation(byte) ? 0 : 1 }
    return count
  }

  /// Share of scalars outside ASCII.
  public static func nonASCIIRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var count = 0
    var outside = 0
    for byte in utf8 {
      count &+= UTF8Scanner.isContinuation(byte) ? 0 : 1
      outside &+= byte >= 0xC0 ? 1 : 0
    }
    return ratio(outside, count)
  }

  /// Share of punctuation and symbols (general categories P* and S*).
  public static func symbolRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    share(of: .symbol, in: utf8)
  }

  /// Share of decimal digits of any script (general category Nd).
  public static func digitRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    share(of: .digit, in: utf8)
  }

  /// Share of upper-case letters (Lu) among the letters (L*); 0 where there is no letter.
  public static func uppercaseRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var letters = 0
    var uppers = 0
    forEachClass(in: utf8) { _, kind in
      uppers &+= kind == .upper ? 1 : 0
      letters &+= kind == .upper || kind == .letter ? 1 : 0
    }
    return ratio(uppers, letters)
  }

  private static func share(of wanted: ScalarClass, in utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var count = 0
    var found = 0
    forEachClass(in: utf8) { _, kind in
      count &+= 1
      found &+= kind == wanted ? 1 : 0
    }
    return ratio(found, count)
  }

  /// Calls `body` with each scalar's first byte offset and class.
  @inline(__always)
  static func forEachClass(
    in utf8: UnsafeBufferPointer<UInt8>, _ body: (Int, ScalarClass) -> Void
  ) {
    let classes = ScalarClasses()
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      if byte < 0x80 {
        body(index, classes.of(UInt32(byte)))
        index &+= 1
      } else {
        let decoded = UTF8Scanner.decode(at: index, in: utf8)
        body(index, classes.of(decoded.value))
        index &+= decoded.length
      }
    }
  }

  @inline(__always)
  static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
