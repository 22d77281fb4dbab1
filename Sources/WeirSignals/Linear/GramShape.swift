/// Which pieces of a text a linear model looks at, and in which bucket each piece counts.
///
/// A text is read as *units*, one for each character: letters without case, every digit as `0`,
/// every run of blanks and controls as one space. What is no ASCII gets one of 3,968 units by a hash
/// of its scalar. The text stands between two spaces:
///
///     "Drop  all 12"   →   ␣ d r o p ␣ a l l ␣ 0 0 ␣
///
/// The pieces are *character grams* (units in a row, across words, ending at each unit but a space
/// after a space) and *word grams* (words in a row, whatever stands between them). The last five
/// units lie in a 60-bit number, twelve bits each, newest lowest:
///
///     59          47          35          23          11         0
///     ┌───────────┬───────────┬───────────┬───────────┬───────────┐
///     │     d     │     r     │     o     │     p     │     ␣     │
///     └───────────┴───────────┴───────────┴───────────┴───────────┘
///                             └────── the gram of three ──────────┘
///
/// A gram's bucket is the top bits of its number times an odd constant for its length (Knuth's
/// multiplicative hashing; the hashing trick of Weinberger et al., 2009). Constants come from the
/// seed, so two models do not share their collisions.
public struct GramShape: Hashable, Sendable {
  /// Lengths of character grams, within 1…5; empty counts none.
  public var characters: Range<Int>
  /// Lengths of word grams, within 1…3; empty counts none.
  public var words: Range<Int>
  /// A power of two.
  public var buckets: Int
  public var seed: UInt64

  public init(characters: Range<Int>, words: Range<Int>, buckets: Int, seed: UInt64) {
    self.characters = characters
    self.words = words
    self.buckets = buckets
    self.seed = seed
  }

  /// What a model has that says nothing else.
  public static let usual = GramShape(characters: 4..<6, words: 1..<3, buckets: 1 << 16, seed: 1)

  /// Whether every number lies within the bounds of this module.
  public var isPossible: Bool {
    let lengths = SignalLimits.gramCharactersMax
    let isBetween = { (range: Range<Int>, longest: Int) in
      range.isEmpty || (range.lowerBound >= 1 && range.upperBound <= longest + 1)
    }
    return isBetween(characters, lengths) && isBetween(words, SignalLimits.gramWordsMax)
      && !(characters.isEmpty && words.isEmpty)
      && SignalLimits.gramBuckets.contains(buckets) && buckets & (buckets - 1) == 0
  }
}
