extension TextMeasure {
  /// The number of words: longest runs of scalars that are not white space.
  public static func wordCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInside = false
    var starts = LaneCounter()
    forEachBlock(in: utf8) { _, bytes in
      // A word begins behind a space; the first lane is behind what came before the block.
      let isSpace = bytes.isSpace
      let spaces = unsafeBitCast(isSpace, to: SIMD2<UInt64>.self)
      let (first, last) = (spaces[0].littleEndian, spaces[1].littleEndian)
      let isBehindSpace = SIMD2<UInt64>(
        UInt64(littleEndian: first &<< 8 | (isInside ? 0 : 0xFF)),
        UInt64(littleEndian: last &<< 8 | first &>> 56))
      starts.add(unsafeBitCast(isBehindSpace, to: BlockMask.self) .& .!isSpace)
      isInside = last &>> 63 == 0
    } scalar: { index, kind in
      let isSpace = self.isSpace(kind, at: index, in: utf8)
      count &+= !isSpace && !isInside ? 1 : 0
      isInside = !isSpace
    }
    return count &+ starts.total
  }

  /// The length in scalars of the longest run without white space.
  public static func longestToken(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var longest = 0
    var length = 0
    forEachBlock(in: utf8) { _, bytes in
      let spaces = unsafeBitCast(bytes.isSpace, to: SIMD2<UInt64>.self)
      endTokens(at: spaces[0].littleEndian, &length, &longest)
      endTokens(at: spaces[1].littleEndian, &length, &longest)
    } scalar: { index, kind in
      longest = max(longest, length)
      length = isSpace(kind, at: index, in: utf8) ? 0 : length &+ 1
    }
    return max(longest, length)
  }

  /// Goes through eight bytes, those with a bit set being spaces.
  @inline(__always)
  private static func endTokens(at spaces: UInt64, _ length: inout Int, _ longest: inout Int) {
    var spaces = spaces & 0x8080_8080_8080_8080
    var start = 0
    while spaces != 0 {
      let end = spaces.trailingZeroBitCount / 8
      longest = max(longest, length &+ end &- start)
      length = 0
      start = end &+ 1
      spaces &= spaces &- 1
    }
    length &+= 8 &- start
  }

  /// The number of lines; LF, CR and CR LF end one, and a last line needs no end.
  public static func lineCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    guard let last = utf8.last else { return 0 }
    var ends = LaneCounter()
    var count = last == 0x0A || last == 0x0D ? 0 : 1
    var index = 1
    while index &+ 16 <= utf8.count {
      let bytes = utf8.block(at: index)
      let isBehindReturn = utf8.block(at: index &- 1).isByte(0x0D)
      ends.add(bytes.isByte(0x0D) .| (bytes.isByte(0x0A) .& .!isBehindReturn))
      index &+= 16
    }
    count &+= utf8[0] == 0x0A || utf8[0] == 0x0D ? 1 : 0
    while index < utf8.count {
      let isLineFeed = utf8[index] == 0x0A && utf8[index &- 1] != 0x0D
      count &+= utf8[index] == 0x0D || isLineFeed ? 1 : 0
      index &+= 1
    }
    return count &+ ends.total
  }

  /// Share of scalars inside runs of 16 or more of `A-Za-z0-9+/=_-` that mix at least two of
  /// lower case, upper case and digits: base64, hexadecimal, keys and tokens, but no long word.
  public static func base64LikeRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var inside = 0
    // Every run that is long enough covers one of these places.
    var place = EncodedRun.lengthMin &- 1
    while place < utf8.count {
      if EncodedRun.mayCover(place, in: utf8), EncodedRun.kind(of: utf8[place]) != nil {
        let run = EncodedRun(around: place, in: utf8)
        inside &+= run.isEncoded ? run.range.count : 0
        place = run.range.upperBound
      }
      place &+= EncodedRun.lengthMin
    }
    return ratio(inside, scalarCount(utf8))
  }

  @inline(__always)
  private static func isSpace(
    _ kind: ScalarClass, at index: Int, in utf8: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    kind == .space || (kind == .invisible && isControlSpace(at: index, in: utf8))
  }

  /// U+000B, U+000C and U+0085: white space although controls.
  private static func isControlSpace(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = utf8[index]
    return byte == 0x0B || byte == 0x0C
      || (byte == 0xC2 && index &+ 1 < utf8.count && utf8[index &+ 1] == 0x85)
  }
}

/// A longest run of the base64 alphabets.
private struct EncodedRun {
  static let lengthMin = 16
  let range: Range<Int>
  /// One bit each for lower case, upper case, digit.
  private let kinds: UInt8

  init(around place: Int, in utf8: UnsafeBufferPointer<UInt8>) {
    var start = place
    var end = place
    var kinds: UInt8 = 0
    while start > 0, let kind = Self.kind(of: utf8[start &- 1]) {
      kinds |= kind
      start &-= 1
    }
    while end < utf8.count, let kind = Self.kind(of: utf8[end]) {
      kinds |= kind
      end &+= 1
    }
    range = start..<end
    self.kinds = kinds
  }

  var isEncoded: Bool { range.count >= Self.lengthMin && kinds.nonzeroBitCount >= 2 }

  /// False where no run of sixteen covers the place: then neither the eight bytes that end with it
  /// nor the eight behind it are all of the alphabets.
  @inline(__always)
  static func mayCover(_ place: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard place >= 7, place &+ 9 <= utf8.count else { return true }
    let bytes = utf8.block(at: place &- 7)
    let isSign =
      bytes.isByte(0x2B) .| bytes.isByte(0x2F) .| bytes.isByte(0x3D) .| bytes.isByte(0x5F)
      .| bytes.isByte(0x2D)
    let halves = unsafeBitCast(
      bytes.isLetter .| bytes.isDigit .| isSign, to: SIMD2<UInt64>.self)
    return halves[0] == .max || halves[1] == .max
  }

  /// The bit of a byte of the alphabets, 0 for one of their signs; nil for any other.
  @inline(__always)
  static func kind(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x61...0x7A: 1
    case 0x41...0x5A: 2
    case 0x30...0x39: 4
    case 0x2B, 0x2F, 0x3D, 0x5F, 0x2D: 0
    default: nil
    }
  }
}
