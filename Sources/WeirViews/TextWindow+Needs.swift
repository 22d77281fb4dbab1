import WeirText

/// What may be disguised or encoded in a window. Each of these sets is necessary for what the passes
/// look for, and most texts have none of them.
extension TextWindow {
  /// Whether a byte is outside printable ASCII: at least U+007F, or a control that is no white space.
  @inline(__always)
  var isStrange: Bool { rare != 0 && holds { $0.isStrange } }

  @inline(__always)
  var isASCII: Bool { rare == 0 || !holds { $0 .>= SIMD16<UInt8>(repeating: 0x80) } }

  /// What is no letter and no digit.
  @inline(__always)
  private var others: UInt64 { inside & ~(letters | digits) }

  /// Where a digit or sign may be a letter: `5h`, or `h5` and `D$8` as in addresses and accounts.
  @inline(__always)
  var leet: UInt64 {
    if leet(signs: rare) == 0 { return 0 }
    return leet(signs: signs)
  }

  /// The same where these signs stand for letters as digits do.
  @inline(__always)
  private func leet(signs: UInt64) -> UInt64 {
    letters & (digits >> 1 | signs >> 1 & digits >> 2) | (digits | signs) & letters >> 1
  }

  /// `! $ + @ |`, which stand for letters as digits do.
  @inline(__always)
  private var signs: UInt64 { rare == 0 ? 0 : places { $0.isLeetSign } }

  /// Whether one separator may stand three times around single characters: `s x s y s`.
  @inline(__always)
  var mayHoldRow: Bool { others & others >> 2 & others >> 4 != 0 }

  /// Whether letters may stand apart: two of four, in a stretch without two letters or digits in a row.
  ///
  ///     e . x . e . c
  @inline(__always)
  var mayStandApart: Bool {
    guard others.hasThree else { return false }
    let words = letters | digits
    let alone = words & ~(words << 1 | words >> 1)
    guard (alone | others).rows(of: 2 &* Limits.apartLettersMin &- 1) != 0 else { return false }
    let units = alone | signs
    return alone & (units << 2 | units >> 2) != 0
  }

  /// Whether letters may stand apart with something between that is outside ASCII.
  @inline(__always)
  var mayStandApartInOthers: Bool {
    guard rare != 0 else { return false }
    let words = letters | digits
    let alone = words & ~(words << 1 | words >> 1)
    let beyond = places { $0 .>= SIMD16<UInt8>(repeating: 0x80) }
    return alone & beyond >> 1 != 0 && alone & beyond << 1 != 0
  }

  /// Where the decoder may open something: nothing that it opens begins elsewhere in the window, but
  /// for what began before it.
  @inline(__always)
  var openable: UInt64 { escapes | runs | lists | accounts }

  /// Where `%6`, `&l` or `\x` may begin.
  @inline(__always)
  private var escapes: UInt64 {
    // `#` is rare itself.
    if rare & (letters | digits | rare) >> 1 == 0 { return 0 }
    let signs = places { $0.isByte(0x25) .| $0.isByte(0x26) .| $0.isByte(0x5C) }
    if signs == 0 { return 0 }
    return signs & (letters | digits | places { $0.isByte(0x23) }) >> 1
  }

  /// The beginnings of what may be base64, of which one without capitals is no text, or hexadecimal or
  /// binary.
  @inline(__always)
  private var runs: UInt64 {
    guard inside >> UInt64(Limits.encodedRunMin &- 1) != 0 else { return 0 }
    // The signs are among what is rare.
    if (letters | digits | rare).rows(of: Limits.encodedRunMin) == 0 { return 0 }
    let signs = places {
      $0.isByte(0x2B) .| $0.isByte(0x2D) .| $0.isByte(0x2F) .| $0.isByte(0x5F)
    }
    let runs = (letters | digits | signs).rows(of: Limits.encodedRunMin)
    guard runs != 0 else { return 0 }
    let capitals = places { $0.isIn(0x41, count: 26) }
    if capitals & runs.widened(to: Limits.encodedRunMin) != 0 { return runs }
    return hexRuns
  }

  /// The beginnings of rows of hexadecimal digits, two for each byte: times in milliseconds have
  /// thirteen.
  @inline(__always)
  private var hexRuns: UInt64 {
    let digits = hexDigits
    var found: UInt64 = 0
    var left = digits.rows(of: Limits.encodedRunMin)
    while left != 0 {
      let start = left.trailingZeroBitCount
      let count = (~(digits >> UInt64(start))).trailingZeroBitCount
      // One that goes on beyond an edge may have more. Before the text there is nothing.
      if count % 2 == 0 || start == 0 && index > 0 || start &+ count == Self.width {
        found |= 1 << UInt64(start)
      }
      left &= ~0 << UInt64(start &+ count)
    }
    return found
  }

  /// Where numbers may be a list, or an address in ROT13: three separators, with nothing but digits
  /// or with colons among them.
  ///
  ///     6 9   6 7   6 e   6 f
  @inline(__always)
  private var lists: UInt64 {
    let colons = rare.hasThree ? places { $0.isByte(0x3A) } : 0
    let addresses = colons.hasThree ? colons : 0
    guard digits != 0, others.hasThree else { return addresses }
    let separators = places {
      $0.isByte(0x20) .| $0.isByte(0x2C) .| $0.isByte(0x2D) .| $0.isByte(0x3A)
    }
    guard separators.hasThree else { return addresses }
    let prefixes = places { ($0 | SIMD16<UInt8>(repeating: 0x20)).isByte(0x78) }
    // No code has four digits in a row, as years have, but for those of seven or eight.
    let numbers = digits.rows(of: 4).widened(to: 4) & ~digits.rows(of: 7).widened(to: 7)
    let list = (separators | hexDigits | prefixes) & ~numbers
    let length = 3 &* Limits.codeListCountMin &- 1
    return addresses | list.rows(of: length).widened(to: length)
  }

  @inline(__always)
  private var hexDigits: UInt64 {
    digits | places { ($0 | SIMD16<UInt8>(repeating: 0x20)).isIn(0x61, count: 6) }
  }

  /// Where an account number may begin: `QR89`.
  @inline(__always)
  private var accounts: UInt64 {
    let starts = letters & ~((letters | digits) << 1)
    return starts & letters >> 1 & digits >> 2 & digits >> 3
  }

  /// Whether a mail address may be in the window.
  @inline(__always)
  var mayHoldAddress: Bool { rare != 0 && holds { $0.isByte(0x40) } }

  /// Whether a short text may be in ROT13. In a language the usual letters are three times as frequent
  /// as those they turn to; few letters vary. Without two side by side there must be many.
  @inline(__always)
  var mayBeTurned: Bool {
    guard letters.rows(of: 2) != 0 || letters.nonzeroBitCount >= RotationPass.lettersMin else {
      return false
    }
    let usual = places { $0.isUsualLetter }.nonzeroBitCount
    let turned = places { $0.isTurnedLetter }.nonzeroBitCount
    return 2 &* turned >= usual
  }
}

extension SIMD16<UInt8> {
  /// Controls that are no white space.
  @inline(__always)
  var isControl: BlockMask {
    isIn(0, count: 0x20) .& .!isIn(0x09, count: 5) .| isByte(0x7F)
  }

  /// Those, and bytes outside ASCII.
  @inline(__always)
  var isStrange: BlockMask { isControl .| (self .>= SIMD16<UInt8>(repeating: 0x80)) }

  /// The signs that stand for letters: `! $ + @ |`.
  @inline(__always)
  var isLeetSign: BlockMask {
    isByte(0x21) .| isByte(0x24) .| isByte(0x2B) .| isByte(0x40) .| isByte(0x7C)
  }

  /// The letters `e t o i s`, frequent in most languages.
  @inline(__always)
  var isUsualLetter: BlockMask {
    let letters = self | SIMD16<UInt8>(repeating: 0x20)
    return letters.isByte(0x65) .| letters.isByte(0x74) .| letters.isByte(0x6F)
      .| letters.isByte(0x69) .| letters.isByte(0x73)
  }

  /// The letters that those turn to: `r g b v f`.
  @inline(__always)
  var isTurnedLetter: BlockMask {
    // But for g, those that are v once three bits are set.
    isFolded(0x67) .| (self | SIMD16<UInt8>(repeating: 0x34)).isByte(0x76)
  }

  /// For each lane one where a usual letter stands, and less one where one that those turn to does.
  @inline(__always)
  var turnedBalance: Block {
    // A set lane is −1.
    unsafeBitCast(isTurnedLetter, to: Block.self) &- unsafeBitCast(isUsualLetter, to: Block.self)
  }

  @inline(__always)
  private func isFolded(_ letter: UInt8) -> BlockMask {
    (self | SIMD16<UInt8>(repeating: 0x20)).isByte(letter)
  }
}
