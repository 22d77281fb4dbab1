/// What a hit of the scan says about one pattern: plain values, so that a hit counts no references.
struct Probe: Sendable {
  enum Meaning: Sendable {
    /// A match may begin so many bytes before the hit's end: at least and at most.
    case bytesBefore(least: Int, most: Int)
    /// The hit's character is the last of so many that a match would begin with.
    case charactersBefore(Int)
    /// A match may begin anywhere, but at least so many bytes before the hit's end.
    case anywhereBefore(least: Int)
    /// A match may begin in the run of characters that touches the literal.
    case runBefore(literalBytes: Int, LeadingRun)
    /// Something is there without which the pattern can't match.
    case presence
  }

  var pattern: Int
  var meaning: Meaning

  init(_ pattern: Int, _ meaning: Meaning) {
    self.pattern = pattern
    self.meaning = meaning
  }

  /// What it means for a pattern's start that a literal of its plan was found.
  init(_ pattern: Int, _ placed: LiteralChoice.Placed, run: LeadingRun?) {
    self.pattern = pattern
    let bytes = placed.literal.bytes.count
    let least = placed.before.least + bytes
    if let run {
      meaning = .runBefore(literalBytes: bytes, run)
    } else if let most = placed.before.most {
      meaning = .bytesBefore(least: least, most: most + bytes)
    } else {
      meaning = .anywhereBefore(least: least)
    }
  }
}
