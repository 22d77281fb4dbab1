import WeirText

/// The scanning of strings, eight bytes at a time. Functions return the next offset.
enum StringScan {
  /// The offset from `index` on of the first byte that is `"`, `\`, a control or not ASCII, or the
  /// line's count.
  @inline(__always)
  static func plainEnd(from index: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    guard let base = UnsafeRawPointer(line.baseAddress) else { return index }
    while index &+ 8 <= line.count {
      let bytes = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      // The classic test for a zero (or small) byte by borrow. A borrow can only spoil bytes above
      // the first true hit, and the first is all we take.
      let quote = (bytes ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
      let backslash = (bytes ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
      let control = bytes &- 0x2020_2020_2020_2020
      let hits = (quote | backslash | control | bytes) & 0x8080_8080_8080_8080
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < line.count, isPlain(line[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
  }

  /// The offset of the next `\` in `range`, or the range's end.
  static func backslash(in range: Range<Int>, of line: UnsafeBufferPointer<UInt8>) -> Int {
    var index = range.lowerBound
    let end = min(range.upperBound, line.count)
    guard let base = UnsafeRawPointer(line.baseAddress) else { return end }
    while index &+ 8 <= end {
      let bytes = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
      let word = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
      let hits = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, line[index] != 0x5C { index &+= 1 }
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
