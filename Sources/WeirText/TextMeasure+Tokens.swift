extension TextMeasure {
  /// The number of words: longest runs of scalars that are not white space.
  public static func wordCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInside = false
    forEachIsSpace(in: utf8) { isSpace in
      count &+= !isSpace && !isInside ? 1 : 0
      isInside = !isSpace
    }
    return count
  }

  /// The length in scalars of the longest run without white space.
  public static func longestToken(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var longest = 0
    var length = 0
    forEachIsSpace(in: utf8) { isSpace in
      length = isSpace ? 0 : length &+ 1
      longest = max(longest, length)
    }
    return longest
  }

  /// The number of lines; LF, CR and CR LF end one, and a last line needs no end.
  public static func lineCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    guard let last = utf8.last else { return 0 }
    var count = last == 0x0A || last == 0x0D ? 0 : 1
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { count &+= 1 }
      previous = byte
    }
    return count
  }

  /// Share of scalars inside runs of 16 or more of `A-Za-z0-9+/=_-` that mix at least two of
  /// lower case, upper case and digits: base64, hexadecimal, keys and tokens, but no long word.
  public static func base64LikeRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var count = 0
    var inside = 0
    var run = EncodedRun()
    for byte in utf8 {
      count &+= UTF8Scanner.isContinuation(byte) ? 0 : 1
      if !run.extends(with: byte) { inside &+= run.finish() }
    }
    return ratio(inside &+ run.finish(), count)
  }

  @inline(__always)
  private static func forEachIsSpace(
    in utf8: UnsafeBufferPointer<UInt8>, _ body: (Bool) -> Void
  ) {
    forEachClass(in: utf8) { index, kind in
      body(kind == .space || (kind == .invisible && isControlSpace(at: index, in: utf8)))
    }
  }

  /// U+000B, U+000C and U+0085: white space although controls.
  private static func isControlSpace(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = utf8[index]
    return byte == 0x0B || byte == 0x0C
      || (byte == 0xC2 && index &+ 1 < utf8.count && utf8[index &+ 1] == 0x85)
  }
}

/// A run of the base64 alphabets while it is read.
private struct EncodedRun {
  private static let lengthMin = 16
  private var length = 0
  /// One bit each for lower case, upper case, digit.
  private var kinds: UInt8 = 0

  @inline(__always)
  mutating func extends(with byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A: kinds |= 1
    case 0x41...0x5A: kinds |= 2
    case 0x30...0x39: kinds |= 4
    case 0x2B, 0x2F, 0x3D, 0x5F, 0x2D: break
    default: return false
    }
    length &+= 1
    return true
  }

  /// Ends the run and says how much of it counts.
  @inline(__always)
  mutating func finish() -> Int {
    defer {
      length = 0
      kinds = 0
    }
    return length >= Self.lengthMin && kinds.nonzeroBitCount >= 2 ? length : 0
  }
}
