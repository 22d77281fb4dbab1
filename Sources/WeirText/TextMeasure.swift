/// Numbers that describe a text: UTF-8 in, one pass each, 0 for the empty text.
///
/// Ratios lie in 0...1 and count Unicode scalars unless said otherwise. The same bytes give the
/// same bits on every platform: nothing here depends on the C library or on hash order.
public enum TextMeasure {
  /// The number of Unicode scalars.
  public static func scalarCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var starts = LaneCounter()
    var index = 0
    while index &+ 16 <= utf8.count {
      starts.add(utf8.block(at: index).isScalarStart)
      index &+= 16
    }
    var count = starts.total
    while index < utf8.count {
      count &+= UTF8Scanner.isContinuation(utf8[index]) ? 0 : 1
      index &+= 1
    }
    return count
  }

  /// Share of scalars outside ASCII.
  public static func nonASCIIRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var leads = LaneCounter()
    var index = 0
    while index &+ 16 <= utf8.count {
      leads.add(utf8.block(at: index).isIn(0xC0, count: 64))
      index &+= 16
    }
    var outside = leads.total
    while index < utf8.count {
      outside &+= utf8[index] >= 0xC0 ? 1 : 0
      index &+= 1
    }
    return ratio(outside, scalarCount(utf8))
  }

  /// Share of punctuation and symbols (general categories P* and S*).
  public static func symbolRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    share(of: .symbol, in: utf8) { bytes in
      // All that is drawn, without letters and digits.
      bytes.isIn(0x21, count: 94) .& .!(bytes.isLetter .| bytes.isDigit)
    }
  }

  /// Share of decimal digits of any script (general category Nd).
  public static func digitRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    share(of: .digit, in: utf8) { $0.isDigit }
  }

  /// Share of upper-case letters (Lu) among the letters (L*); 0 where there is no letter.
  public static func uppercaseRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var letters = 0
    var uppers = 0
    var letterLanes = LaneCounter()
    var upperLanes = LaneCounter()
    forEachBlock(in: utf8) { _, bytes in
      letterLanes.add(bytes.isLetter)
      upperLanes.add(bytes.isIn(0x41, count: 26))
    } scalar: { _, kind in
      uppers &+= kind == .upper ? 1 : 0
      letters &+= kind == .upper || kind == .letter ? 1 : 0
    }
    return ratio(uppers &+ upperLanes.total, letters &+ letterLanes.total)
  }

  /// - Parameter lanes: the same for sixteen ASCII characters.
  @inline(__always)
  private static func share(
    of wanted: ScalarClass, in utf8: UnsafeBufferPointer<UInt8>, lanes: (Block) -> BlockMask
  ) -> Double {
    var count = 0
    var found = 0
    var foundLanes = LaneCounter()
    forEachBlock(in: utf8) { _, bytes in
      count &+= 16
      foundLanes.add(lanes(bytes))
    } scalar: { _, kind in
      count &+= 1
      found &+= kind == wanted ? 1 : 0
    }
    return ratio(found &+ foundLanes.total, count)
  }

  @inline(__always)
  static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
