/// How much a run of letters reads like a language, from how usual its pairs of letters are.
struct LetterPairs {
  /// In place of a letter: the edge of a word.
  static let edge = 26

  private let scores = LetterPairTable.scores.utf8Start

  /// Twice the binary logarithm of how much more usual a pair is than by chance, −8 to 8. Letters
  /// are 0 to 25.
  @inline(__always)
  func score(_ first: Int, _ second: Int) -> Int {
    precondition(first >= 0 && first <= 26 && second >= 0 && second <= 26, "letters or an edge")
    return Int(scores[first &* 27 &+ second]) &- 80
  }

  /// The number of an ASCII letter; other bytes are the edge of a word.
  @inline(__always)
  static func number(_ byte: UInt8) -> Int {
    byte.isASCIILetter ? Int((byte | 0x20) &- 0x61) : edge
  }
}
