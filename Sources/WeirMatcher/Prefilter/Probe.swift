/// What a hit of the scan says about one pattern: plain values, so that a hit counts no references.
struct Probe: Sendable {
  enum Meaning: Sendable {
    /// A literal, by its place in the plan: a match may begin so far before it.
    case literal(place: Int, bytes: Int, before: ByteSpan)
    /// The hit's character is the last of so many that a match of a ``StartGroup`` would begin
    /// with.
    case charactersBefore(Int)
    /// A match may begin in the run of characters that touches the literal.
    case runBefore(literalBytes: Int, LeadingRun)
    /// Something is there without which the pattern can't match.
    case presence
  }

  var pattern: Int
  /// In place of a pattern.
  static let anyOfGroup = -1
  var meaning: Meaning

  init(_ pattern: Int, _ meaning: Meaning) {
    self.pattern = pattern
    self.meaning = meaning
  }

  /// What it means for a pattern's start that a literal of its plan was found.
  init(_ pattern: Int, _ placed: LiteralChoice.Placed, place: Int, run: LeadingRun?) {
    self.pattern = pattern
    let bytes = placed.literal.bytes.count
    meaning =
      run.map { .runBefore(literalBytes: bytes, $0) }
      ?? .literal(place: place, bytes: bytes, before: placed.before)
  }
}
