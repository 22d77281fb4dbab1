/// One decoded Unicode scalar and the number of bytes it took.
public struct DecodedScalar: Equatable, Sendable {
  public var value: UInt32
  public var length: Int

  @inlinable init(value: UInt32, length: Int) {
    self.value = value
    self.length = length
  }
}

/// Steps over and validates UTF-8; never reads outside the buffer, whatever the bytes are.
public enum UTF8Scanner {
  /// The scalar that begins at `index`; a byte that begins none is U+FFFD of length 1.
  ///
  /// - Precondition: `index` lies inside the buffer.
  @inlinable
  public static func decode(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> DecodedScalar {
    let first = utf8[index]
    if first < 0x80 { return DecodedScalar(value: UInt32(first), length: 1) }
    let length = sequenceLength(at: index, in: utf8)
    switch length {
    case 2:
      return DecodedScalar(
        value: UInt32(first & 0x1F) << 6 | UInt32(utf8[index &+ 1] & 0x3F), length: 2)
    case 3:
      let high = UInt32(first & 0x0F) << 12 | UInt32(utf8[index &+ 1] & 0x3F) << 6
      return DecodedScalar(value: high | UInt32(utf8[index &+ 2] & 0x3F), length: 3)
    case 4:
      let high = UInt32(first & 0x07) << 18 | UInt32(utf8[index &+ 1] & 0x3F) << 12
      let low = UInt32(utf8[index &+ 2] & 0x3F) << 6 | UInt32(utf8[index &+ 3] & 0x3F)
      return DecodedScalar(value: high | low, length: 4)
    default:
      return DecodedScalar(value: 0xFFFD, length: 1)
    }
  }

  /// Bytes of the well-formed sequence that begins at `index`, or 0 where none does
  /// (the Unicode Standard, table 3-7: no overlong forms, surrogates or scalars above U+10FFFF).
  @inlinable
  public static func sequenceLength(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
    let first = utf8[index]
    if first < 0x80 { return 1 }
    let left = utf8.count &- index
    if first < 0xE0 {
      return first >= 0xC2 && left >= 2 && isContinuation(utf8[index &+ 1]) ? 2 : 0
    }
    if first < 0xF0 {
      guard left >= 3, isContinuation(utf8[index &+ 2]) else { return 0 }
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return utf8[index &+ 1] >= low && utf8[index &+ 1] <= high ? 3 : 0
    }
    guard first <= 0xF4, left >= 4 else { return 0 }
    guard isContinuation(utf8[index &+ 2]), isContinuation(utf8[index &+ 3]) else { return 0 }
    let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
    return utf8[index &+ 1] >= low && utf8[index &+ 1] <= high ? 4 : 0
  }

  /// The first byte offset at which the buffer stops being UTF-8, or nil where it is all valid.
  public static func firstInvalid(_ utf8: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while true {
      index = endOfASCII(from: index, in: utf8)
      if index == utf8.count { return nil }
      index = endOfNonASCII(from: index, in: utf8)
      if index < utf8.count, utf8[index] >= 0x80 { return index }
    }
  }

  /// The offset from `index` on of the first byte that is ASCII or at which the buffer stops being
  /// UTF-8, or the buffer's count.
  public static func endOfNonASCII(from index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    guard let base = UnsafeRawPointer(utf8.baseAddress) else { return index }
    while index &+ 4 <= utf8.count {
      let bytes = UInt32(littleEndian: (base + index).loadUnaligned(as: UInt32.self))
      let length = sequenceLength(of: bytes)
      if length == 0 { return index }
      index &+= length
    }
    while index < utf8.count, utf8[index] >= 0x80 {
      let length = sequenceLength(at: index, in: utf8)
      if length == 0 { return index }
      index &+= length
    }
    return index
  }

  /// Bytes of the well-formed sequence outside ASCII at the low end of four bytes, or 0.
  ///
  ///     2   110xxxxx 10xxxxxx             some of the upper four bits of the first are set
  ///     3   1110xxxx 10xxxxxx 10xxxxxx    its first five bits: not 0 (overlong), not a surrogate
  ///     4   11110xxx 10xxxxxx …           its first five bits: 1...16, the planes above the first
  @inline(__always)
  private static func sequenceLength(of bytes: UInt32) -> Int {
    if bytes & 0xC0E0 == 0x80C0 { return bytes & 0x1E != 0 ? 2 : 0 }
    if bytes & 0xC0_C0F0 == 0x80_80E0 {
      let high = bytes & 0x200F
      return high != 0 && high != 0x200D ? 3 : 0
    }
    guard bytes & 0xC0C0_C0F8 == 0x8080_80F0 else { return 0 }
    let plane = (bytes & 0x07) << 2 | (bytes >> 12) & 0x03
    return plane &- 1 < 16 ? 4 : 0
  }

  /// The offset of the first byte from `index` on that is not ASCII, or the buffer's count.
  public static func endOfASCII(from index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    guard let base = UnsafeRawPointer(utf8.baseAddress) else { return index }
    while index &+ 16 <= utf8.count {
      let halves = (base + index).loadUnaligned(as: SIMD2<UInt64>.self)
      if (halves[0] | halves[1]) & 0x8080_8080_8080_8080 != 0 { break }
      index &+= 16
    }
    while index < utf8.count, utf8[index] < 0x80 { index &+= 1 }
    return index
  }

  /// The start of the scalar that contains the byte at `index` (`index` itself at the end).
  @inlinable
  public static func scalarStart(of index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
    var start = index
    while start > 0, start < utf8.count, isContinuation(utf8[start]), index &- start < 3 {
      start &-= 1
    }
    return start
  }

  /// Whether the byte continues a multibyte sequence.
  @inlinable
  public static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// A scalar's UTF-8, the first byte lowest, and how many bytes that is; what is no scalar becomes
  /// U+FFFD.
  @inlinable
  public static func units(of scalar: UInt32) -> (bytes: UInt32, count: Int) {
    let value = scalar > 0x10FFFF || scalar & 0xFFFF_F800 == 0xD800 ? 0xFFFD : scalar
    if value < 0x80 { return (value, 1) }
    let last = 0x80 | value & 0x3F
    if value < 0x800 { return (0xC0 | value >> 6 | last << 8, 2) }
    let third = 0x80 | value >> 6 & 0x3F
    if value < 0x1_0000 { return (0xE0 | value >> 12 | third << 8 | last << 16, 3) }
    let second = 0x80 | value >> 12 & 0x3F
    return (0xF0 | value >> 18 | second << 8 | third << 16 | last << 24, 4)
  }

  /// Appends a scalar's UTF-8; what is no scalar becomes U+FFFD.
  @inlinable
  public static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    let units = units(of: scalar)
    for unit in 0..<units.count {
      bytes.append(UInt8(truncatingIfNeeded: units.bytes >> UInt32(8 * unit)))
    }
  }
}
