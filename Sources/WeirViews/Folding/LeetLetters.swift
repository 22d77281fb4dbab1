/// Digits and signs that stand for letters.
enum LeetLetters {
  /// The letter that a character is or stands for, 0 to 25; `one` for what may be i or l.
  @inline(__always)
  static func letter(_ byte: UInt8) -> Int? {
    if byte.isASCIILetter { return LetterPairs.number(byte) }
    switch byte {
    case 0x30: return 14  // 0 o
    case 0x31, 0x7C: return one  // 1 |
    case 0x21: return 8  // ! i
    case 0x32: return 25  // 2 z
    case 0x33: return 4  // 3 e
    case 0x34, 0x40: return 0  // 4 @ a
    case 0x35, 0x24: return 18  // 5 $ s
    case 0x36, 0x39: return 6  // 6 9 g
    case 0x37, 0x2B: return 19  // 7 + t
    case 0x38: return 1  // 8 b
    default: return nil
    }
  }

  static let one = 27

  @inline(__always)
  static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x24, 0x2B, 0x40, 0x7C: true
    default: false
    }
  }

  /// A digit, `@` or `$`: what may stand for a letter among letters that stand apart.
  @inline(__always)
  static func mayBeLetter(_ scalar: UInt32) -> Bool {
    scalar &- 0x30 < 10 || scalar == 0x40 || scalar == 0x24
  }
}

extension UInt8 {
  /// A digit that everybody reads as a letter: 0 1 3 4 5 7.
  @inline(__always)
  var isLeetDigit: Bool { isASCIIDigit && 0b00_1011_1011 >> (self &- 0x30) & 1 == 1 }
}
