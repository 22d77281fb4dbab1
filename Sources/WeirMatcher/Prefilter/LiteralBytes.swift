/// The bytes of a ``Literal``, up to sixteen, in place: patterns are made of very many short texts,
/// and none of them should need memory of its own.
///
///     low    byte 0 … byte 7     low   byte first
///     high   byte 8 … byte 15
///     bits   of each byte whether it stands for both cases, from bit 0 on; the count from bit 16 on
///
/// What lies behind the count is zero, so that equal texts are equal numbers.
struct LiteralBytes: Hashable, Sendable, RandomAccessCollection {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var bits: UInt32 = 0

  static let most = 16

  init() {}

  /// The first sixteen.
  init(_ bytes: some Sequence<Literal.Byte>) {
    for byte in bytes.prefix(Self.most) { append(byte) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { Int(bits >> 16) }

  subscript(index: Int) -> Literal.Byte {
    let word = index < 8 ? low : high
    return Literal.Byte(
      value: UInt8(truncatingIfNeeded: word >> UInt64(8 * (index & 7))),
      isEitherCase: bits >> UInt32(index) & 1 == 1)
  }

  /// - Precondition: There is room.
  mutating func append(_ byte: Literal.Byte) {
    let index = endIndex
    precondition(index < Self.most, "a literal is cut before it has no more room")
    let shifted = UInt64(byte.value) << UInt64(8 * (index & 7))
    if index < 8 { low |= shifted } else { high |= shifted }
    if byte.isEitherCase { bits |= 1 << UInt32(index) }
    bits += 1 << 16
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(low ^ high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bits) << 24)
  }
}
