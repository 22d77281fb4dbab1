/// A literal as numbers, to be compared with a text at once: letters of either case are folded
/// first.
///
///     text      i g N o r e …    | folded     0x20 where the literal is a letter of either case
///     wanted    i g n o r e      & compared   0xFF for each byte of the literal
struct LiteralCheck: Sendable {
  private var wanted = SIMD2<UInt64>.zero
  private var compared = SIMD2<UInt64>.zero
  private var folded = SIMD2<UInt64>.zero
  /// Bytes of the literal.
  private var count = 0

  /// Of an empty literal, which stands everywhere.
  init() {}

  init(_ literal: Literal) {
    count = literal.bytes.count
    for (index, byte) in literal.bytes.enumerated() {
      let (word, shift) = (index >> 3, UInt64(8 * (index & 7)))
      wanted[word] |= UInt64(byte.value) << shift
      compared[word] |= 0xFF << shift
      if byte.isEitherCase { folded[word] |= 0x20 << shift }
    }
  }

  /// Whether the literal stands before `end`, which may lie outside of the text.
  @inline(__always)
  func holds(_ text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Bool {
    if count == 0 { return true }
    guard end >= count, end <= text.count else { return false }
    return ((Self.words(text, at: end - count) | folded) ^ wanted) & compared == .zero
  }

  /// What lies behind the text reads as zeros.
  @inline(__always)
  private static func words(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> SIMD2<UInt64> {
    if start + 16 <= text.count {
      let raw = UnsafeRawBufferPointer(text)
      return SIMD2(
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)))
    }
    var words = SIMD2<UInt64>.zero
    for (index, byte) in text[start...].enumerated() {
      words[index >> 3] |= UInt64(byte) << UInt64(8 * (index & 7))
    }
    return words
  }
}
