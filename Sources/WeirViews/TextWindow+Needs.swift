import WeirText

/// What may be disguised or encoded in a window. Each of these sets is necessary for what the passes
/// look for, and most texts have none of them.
extension TextWindow {
  /// Whether a byte is outside printable ASCII: at least U+007F, or a control that is no white space.
  @inline(__always)
  var isStrange: Bool {
    holds {
      $0.isIn(0, count: 0x20) .& .!$0.isIn(0x09, count: 5)
        .| ($0 .>= SIMD16<UInt8>(repeating: 0x7F))
    }
  }

  @inline(__always)
  var isASCII: Bool { !holds { $0 .>= SIMD16<UInt8>(repeating: 0x80) } }

  /// What is no letter and no digit.
  @inline(__always)
  private var others: UInt64 { inside & ~(letters | digits) }

  /// `! $ + @ |`, which stand for letters as digits do.
  @inline(__always)
  var signs: UInt64 { others == 0 ? 0 : places { $0.isLeetSign } }

  /// Whether a digit or sign may be a letter: `5h`, or `h5` and `D$8` as in addresses and accounts.
  @inline(__always)
  var mayBeLeet: Bool {
    let signs = self.signs
    return letters & (digits >> 1 | signs >> 1 & digits >> 2) | (digits | signs) & letters >> 1 != 0
  }

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

  /// Whether `%6`, `&l` or `\x` may begin here.
  @inline(__always)
  var mayEscape: Bool {
    others != 0 && holds { $0.isByte(0x25) .| $0.isByte(0x26) .| $0.isByte(0x5C) }
  }

  /// Whether a run may be base64, of which one without capitals is no text, or hexadecimal or binary.
  @inline(__always)
  var mayHoldRun: Bool {
    guard inside >> UInt64(Limits.encodedRunMin &- 1) != 0 else { return false }
    let signs = places {
      $0.isByte(0x2B) .| $0.isByte(0x2D) .| $0.isByte(0x2F) .| $0.isByte(0x5F)
    }
    let runs = (letters | digits | signs).rows(of: Limits.encodedRunMin)
    guard runs != 0 else { return false }
    let capitals = places { $0.isIn(0x41, count: 26) }
    return capitals & runs.widened(to: Limits.encodedRunMin) != 0
      || hexDigits.rows(of: Limits.encodedRunMin) != 0
  }

  /// Whether numbers may be a list, or an address in ROT13: three separators, with nothing but digits
  /// or with colons among them.
  ///
  ///     6 9   6 7   6 e   6 f
  @inline(__always)
  var mayHoldList: Bool {
    guard others.hasThree else { return false }
    let separators = places {
      $0.isByte(0x20) .| $0.isByte(0x2C) .| $0.isByte(0x2D) .| $0.isByte(0x3A)
    }
    guard separators.hasThree else { return false }
    if places({ $0.isByte(0x3A) }).hasThree { return true }
    guard digits != 0 else { return false }
    let prefixes = places { ($0 | SIMD16<UInt8>(repeating: 0x20)).isByte(0x78) }
    let list = separators | hexDigits | prefixes
    return list.rows(of: 3 &* Limits.codeListCountMin &- 1) != 0
  }

  @inline(__always)
  private var hexDigits: UInt64 {
    digits | places { ($0 | SIMD16<UInt8>(repeating: 0x20)).isIn(0x61, count: 6) }
  }

  /// Whether an account number may begin here: `QR89`.
  @inline(__always)
  var mayHoldAccount: Bool {
    let starts = letters & ~((letters | digits) << 1)
    return starts & letters >> 1 & digits >> 2 & digits >> 3 != 0
  }

  /// Whether the decoder may open anything.
  @inline(__always)
  var mayOpen: Bool { mayEscape || mayHoldRun || mayHoldList || mayHoldAccount }

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
    let letters = self | SIMD16<UInt8>(repeating: 0x20)
    return letters.isByte(0x72) .| letters.isByte(0x67) .| letters.isByte(0x62)
      .| letters.isByte(0x76) .| letters.isByte(0x66)
  }
}
