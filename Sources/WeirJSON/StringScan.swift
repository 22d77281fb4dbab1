import WeirText

/// The scanning of strings, eight or sixteen bytes at a time. Functions return the next offset.
enum StringScan {
  /// The offset from `index` on of the first byte that is `"`, `\`, a control or not ASCII, or the
  /// line's count.
  @inline(__always)
  static func plainEnd(from index: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = UnsafeRawPointer(line.baseAddress) else { return index }
    // Most strings are short, and words cost less to set up than vectors.
    guard index &+ 8 <= line.count else { return plainTail(from: index, in: line) }
    let hits = marks((base + index).loadUnaligned(as: UInt64.self))
    if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
    return longPlainEnd(from: index &+ 8, base, in: line)
  }

  @inline(__always)
  private static func longPlainEnd(
    from start: Int, _ base: UnsafeRawPointer, in line: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start
    while index &+ 16 <= line.count {
      let bytes = (base + index).loadUnaligned(as: SIMD16<UInt8>.self)
      // From 0x20 to 0x7F is 0...0x5F here; controls and what is not ASCII lie above.
      let isMark =
        (bytes &- SIMD16<UInt8>(repeating: 0x20)) .>= SIMD16<UInt8>(repeating: 0x60)
        .| bytes .== SIMD16<UInt8>(repeating: 0x22) .| bytes .== SIMD16<UInt8>(repeating: 0x5C)
      let marks = unsafeBitCast(isMark, to: SIMD2<UInt64>.self)
      if marks[0] | marks[1] != 0 {
        return marks[0] != 0
          ? index &+ marks[0].littleEndian.trailingZeroBitCount / 8
          : index &+ 8 &+ marks[1].littleEndian.trailingZeroBitCount / 8
      }
      index &+= 16
    }
    if index &+ 8 <= line.count {
      let hits = marks((base + index).loadUnaligned(as: UInt64.self))
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    return plainTail(from: index, in: line)
  }

  private static func plainTail(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = start
    while index < line.count, isPlain(line[index]) { index &+= 1 }
    return index
  }

  /// The high bit of each byte that is not plain. The classic test for a zero (or small) byte by
  /// borrow: a borrow can only spoil bytes above the first true hit, and the first is all we take.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let bytes = UInt64(littleEndian: word)
    let quote = (bytes ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
    let backslash = (bytes ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
    let control = bytes &- 0x2020_2020_2020_2020
    return (quote | backslash | control | bytes) & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
  }

  /// A string of at most seven bytes, all of them plain, with its closing quote: the bytes little
  /// endian, and how many. nil for any other, and near the line's end.
  @inline(__always)
  static func shortName(
    from index: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> (prefix: UInt64, count: Int)? {
    guard index &+ 8 <= line.count, let base = UnsafeRawPointer(line.baseAddress) else {
      return nil
    }
    let word = (base + index).loadUnaligned(as: UInt64.self)
    let hits = marks(word)
    guard hits != 0 else { return nil }
    let bits = UInt64(truncatingIfNeeded: hits.trailingZeroBitCount & ~7)
    let bytes = UInt64(littleEndian: word)
    guard bytes &>> bits & 0xFF == 0x22 else { return nil }
    return (bytes & ((1 &<< bits) &- 1), Int(truncatingIfNeeded: bits / 8))
  }

  /// The offset of the next `\` in `range`, or the range's end.
  static func backslash(in range: Range<Int>, of line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = range.lowerBound
    let end = min(range.upperBound, line.count)
    guard let base = UnsafeRawPointer(line.baseAddress) else { return end }
    // Escapes mostly come close together or not at all.
    if index &+ 8 <= end {
      let hits = backslashes((base + index).loadUnaligned(as: UInt64.self))
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index &+ 32 <= end {
      let first = (base + index).loadUnaligned(as: SIMD16<UInt8>.self)
      let second = (base + (index &+ 16)).loadUnaligned(as: SIMD16<UInt8>.self)
      let isMark =
        first .== SIMD16<UInt8>(repeating: 0x5C) .| second .== SIMD16<UInt8>(repeating: 0x5C)
      let marks = unsafeBitCast(isMark, to: SIMD2<UInt64>.self)
      if marks[0] | marks[1] != 0 { break }
      index &+= 32
    }
    while index &+ 8 <= end {
      let hits = backslashes((base + index).loadUnaligned(as: UInt64.self))
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, line[index] != 0x5C { index &+= 1 }
    return index
  }

  /// The high bit of each byte that is a `\`; of the lowest at least.
  @inline(__always)
  private static func backslashes(_ word: UInt64) -> UInt64 {
    let rest = UInt64(littleEndian: word) ^ 0x5C5C_5C5C_5C5C_5C5C
    return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
  }

  /// The offset of the next byte that has to be escaped inside a string (`"`, `\`, a control), or
  /// the text's count.
  static func unescapedEnd(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = start
    guard let base = UnsafeRawPointer(text.baseAddress) else { return index }
    while index &+ 16 <= text.count {
      let bytes = (base + index).loadUnaligned(as: SIMD16<UInt8>.self)
      let isMark =
        bytes .< SIMD16<UInt8>(repeating: 0x20)
        .| bytes .== SIMD16<UInt8>(repeating: 0x22) .| bytes .== SIMD16<UInt8>(repeating: 0x5C)
      let marks = unsafeBitCast(isMark, to: SIMD2<UInt64>.self)
      if marks[0] | marks[1] != 0 { break }
      index &+= 16
    }
    while index < text.count, text[index] >= 0x20, text[index] != 0x22, text[index] != 0x5C {
      index &+= 1
    }
    return index
  }

  /// The offset behind the closing quote of a string that is known to be valid; `start` is its
  /// opening quote. Never beyond the line.
  static func skipValid(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> (
    end: Int, hasEscapes: Bool
  ) {
    var index = start &+ 1
    var hasEscapes = false
    while true {
      index = plainEnd(from: index, in: line)
      guard index < line.count else { return (line.count, hasEscapes) }
      switch line[index] {
      case 0x22: return (index &+ 1, hasEscapes)
      case 0x5C:
        hasEscapes = true
        index = min(index &+ 2, line.count)
      default: index &+= 1
      }
    }
  }
}
