extension TextMeasure {
  /// Whether a scalar by itself draws nothing and is no white space: Cf, Co, Cn, Cc but newline,
  /// carriage return and tab, and the default-ignorable fillers (U+115F, U+3164 …).
  ///
  /// Not counted: format characters that are drawn (Arabic number signs), and code points reserved
  /// for pictographs and ideographs, so that an emoji newer than our table is no attack.
  public static func isInvisible(_ scalar: UInt32) -> Bool {
    ScalarClasses().of(scalar) == .invisible
  }

  /// Whether the text holds an invisible scalar out of place; see `invisibleRatio`.
  public static func hasInvisible(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var walk = InvisibleWalk(utf8)
    walk.skipPlainASCII()
    while let isInvisible = walk.next() {
      if isInvisible { return true }
      walk.skipPlainASCII()
    }
    return false
  }

  /// Share of invisible scalars, without those that writing needs:
  /// - U+200D between two pictographs (family emoji) and U+200C or U+200D between two scalars of
  ///   U+0600...U+0DFF (Persian and Indic spelling);
  /// - one variation selector (U+FE0F …) behind a visible scalar; a second one in a row hides bytes.
  public static func invisibleRatio(_ utf8: UnsafeBufferPointer<UInt8>) -> Double {
    var walk = InvisibleWalk(utf8)
    var invisible = 0
    walk.skipPlainASCII()
    while let isInvisible = walk.next() {
      invisible &+= isInvisible ? 1 : 0
      walk.skipPlainASCII()
    }
    return ratio(invisible, walk.count)
  }
}

/// Says of each scalar in turn whether it is invisible where it stands.
private struct InvisibleWalk {
  private let utf8: UnsafeBufferPointer<UInt8>
  private let classes = ScalarClasses()
  private var index = 0
  /// Where to look for a whole block again, behind one that was not plain.
  private var blockFrom = 0
  /// Scalars passed.
  private(set) var count = 0
  private var previous: UInt32 = 0x20
  /// The last scalar that was no variation selector.
  private var base: UInt32 = 0x20

  init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

  mutating func next() -> Bool? {
    guard index < utf8.count else { return nil }
    let byte = utf8[index]
    let decoded =
      byte < 0x80
      ? DecodedScalar(value: UInt32(byte), length: 1) : UTF8Scanner.decode(at: index, in: utf8)
    index &+= decoded.length
    count &+= 1
    return judge(decoded.value)
  }

  /// Passes blocks of ASCII that hide nothing: no control but tab and the line ends, no U+007F.
  @inline(__always)
  mutating func skipPlainASCII() {
    guard index >= blockFrom else { return }
    let before = index
    while index &+ 16 <= utf8.count {
      let bytes = utf8.block(at: index)
      let isControl = bytes.isIn(0, count: 0x20) .| bytes.isIn(0x7F, count: 0x81)
      let isLineEnd = bytes.isByte(0x09) .| bytes.isByte(0x0A) .| bytes.isByte(0x0D)
      guard (isControl .& .!isLineEnd).isEmpty else { break }
      index &+= 16
    }
    blockFrom = index &+ 16
    guard index > before else { return }
    count &+= index &- before
    previous = UInt32(utf8[index &- 1])
    base = previous
  }

  private mutating func judge(_ scalar: UInt32) -> Bool {
    defer { previous = scalar }
    switch classes.of(scalar) {
    case .selector:
      return !canTakeSelector(previous)
    case .invisible:
      defer { base = scalar }
      return !isNeededJoiner(scalar)
    case .other, .upper, .letter, .digit, .symbol, .space:
      base = scalar
      return false
    }
  }

  private func canTakeSelector(_ scalar: UInt32) -> Bool {
    switch classes.of(scalar) {
    case .other, .upper, .letter, .digit, .symbol: true
    case .invisible, .selector, .space: false
    }
  }

  private func isNeededJoiner(_ scalar: UInt32) -> Bool {
    guard scalar == 0x200C || scalar == 0x200D, index < utf8.count else { return false }
    let following = UTF8Scanner.decode(at: index, in: utf8).value
    if scalar == 0x200D, isPictograph(base), isPictograph(following) { return true }
    return isJoiningScript(base) && isJoiningScript(following)
  }

  /// Symbols from arrows upward, which hold every Extended_Pictographic but `©` and `®`.
  private func isPictograph(_ scalar: UInt32) -> Bool {
    scalar >= 0x2190 && classes.of(scalar) == .symbol
  }

  private func isJoiningScript(_ scalar: UInt32) -> Bool {
    0x0600...0x0DFF ~= scalar && classes.of(scalar) != .invisible
  }
}
