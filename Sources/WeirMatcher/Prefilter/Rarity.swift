/// How often bytes occur in ordinary chat, so that a search can begin with what is rare.
///
/// Only speed depends on these figures. They are rounded counts in 100,000 bytes of English chat
/// with the usual share of digits, links and other scripts.
enum Rarity {
  /// Bytes of a text for which plans are compared.
  static let textBytes = 350.0

  private static let letters: [Double] = [
    6400, 1200, 2200, 2900, 9500, 1600, 1500, 4200, 5200, 130, 700, 3200, 2000, 5300, 6000, 1500,
    90, 4600, 4900, 7200, 2400, 800, 1800, 170, 1600, 60,
  ]
  private static let marks: [(StaticString, Double)] = [
    (" ", 17_000), (".,", 900), ("?!", 250), ("\n", 250), ("0123456789", 180), ("'", 250),
    ("-/", 160), (":\"()`", 80), ("_=<>;&@", 20), ("*#+|[]{}\\$%~^\t", 8),
  ]
  /// Of a hundred letters so many stand in upper case.
  private static let upperShare = 0.04

  /// Per byte, the share of a text's bytes.
  private static let table: [Double] = {
    var table = [Double](repeating: 0.000_005, count: 256)
    for byte in 0x80..<256 { table[byte] = 0.000_3 }
    for (bytes, count) in marks {
      bytes.withUTF8Buffer { for byte in $0 { table[Int(byte)] = count / 100_000 } }
    }
    for (index, count) in letters.enumerated() {
      table[0x61 + index] = count / 100_000 * (1 - upperShare)
      table[0x41 + index] = count / 100_000 * upperShare
    }
    return table
  }()

  /// The logarithm to base 2, straight lines between the powers: near enough to compare rates.
  static func bits(_ share: Double) -> Double { Double(share.exponent) + share.significand - 1 }

  /// The same with each letter's other case.
  private static let eitherCase = table.indices.map { byte in table[byte] + table[byte ^ 0x20] }

  static func share(of byte: UInt8, inEitherCase: Bool) -> Double {
    inEitherCase ? eitherCase[Int(byte)] : table[Int(byte)]
  }

  /// The share of all characters outside ASCII.
  private static let others = 0.03

  static func share(of symbol: Int) -> Double { symbol < 0x80 ? table[symbol] : others / 64 }

  /// The share of characters that lie in a set.
  static func share(of set: SymbolSet) -> Double {
    var total = set.isASCII ? 0 : others
    set.forEachASCII { total += table[$0] }
    return total
  }

  /// The same after a character of another set, by its share alone.
  static func share(of set: SymbolSet, _ total: Double, after previous: SymbolSet?) -> Double {
    guard let previous else { return min(total, 1) }
    if set.isMostlyDigits, previous.isMostlyDigits { return max(total, 0.4) }
    return min(1, set.isOnlyLetters && previous.isOnlyLetters ? total * 3 : total)
  }

  /// The share of a byte after another: letters come in words, so one makes the next likelier,
  /// and so do digits.
  static func share(of byte: Literal.Byte, after previous: Literal.Byte?) -> Double {
    let plain = byte.share
    guard let previous else { return plain }
    if byte.isLetter, previous.isLetter { return min(1, plain * 3) }
    return byte.isDigit && previous.isDigit ? min(1, plain * 60) : plain
  }
}
