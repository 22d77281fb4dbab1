/// What the measures need to know of a scalar, from its general category.
@frozen
public enum ScalarClass: UInt8, Sendable {
  /// Marks, letter-like and other numbers, line and paragraph separators.
  case other
  /// Upper-case letters (Lu).
  case upper
  /// The remaining letters (Ll, Lt, Lm, Lo).
  case letter
  /// Decimal digits (Nd).
  case digit
  /// Punctuation and symbols (P*, S*), with the code points that are reserved for pictographs.
  case symbol
  /// Cf, Co, Cn, Cc and the default-ignorable fillers; see `TextMeasure.isInvisible`.
  case invisible
  /// Variation selectors: invisible unless they stand behind something visible.
  case selector
  /// White space (White_Space but U+000B, U+000C and U+0085, which are controls).
  case space

  /// The class of a scalar: two loads from a static table.
  public init(_ scalar: UInt32) { self = ScalarClasses().of(scalar) }
}

/// The class table: 256-scalar blocks up to U+3FFFF, a rule above.
struct ScalarClasses {
  let index = UnicodeTables.classIndex.utf8Start
  let blocks = UnicodeTables.classBlocks.utf8Start

  @inline(__always)
  func of(_ scalar: UInt32) -> ScalarClass {
    if scalar < 0x80 { return unpack(blocks[Int(scalar)]) }
    guard scalar < 0x4_0000 else {
      return 0xE0100...0xE01EF ~= scalar ? .selector : .invisible
    }
    let at = Int(scalar >> 8) &* 2
    let block = Int(index[at] &- 97) << 4 | Int(index[at &+ 1] &- 97)
    return unpack(blocks[block << 8 | Int(scalar & 0xFF)])
  }

  @inline(__always)
  private func unpack(_ digit: UInt8) -> ScalarClass {
    unsafeBitCast((digit &- 48) & 7, to: ScalarClass.self)
  }
}
