/// Literals of which one occurs in every match, and how far into the match.
struct LiteralChoice: Sendable {
  struct Placed: Hashable, Sendable {
    var literal: Literal
    /// Bytes from the match's start to the literal's.
    var before: ByteSpan
  }

  let placed: [Placed]
  /// Whether what stands before them is the pattern's leading run; see ``LeadingRun``.
  var isAfterRun = false

  /// How often one of them occurs per byte of ordinary text, roughly.
  let rate: Double
  /// How often the scan hits one of them, case aside.
  let hitRate: Double

  init(placed: [Placed]) {
    self.placed = placed
    rate = placed.reduce(0) { $0 + $1.literal.rate }
    hitRate = placed.reduce(0) { $0 + $1.literal.folded.rate }
  }

  /// How many bytes the starts of matches may spread over; `nil` is without end.
  var spread: Int? {
    placed.reduce(0) { widest, one in
      guard let widest, let most = one.before.most else { return nil }
      return max(widest, most - one.before.least)
    }
  }

  func shifted(by span: ByteSpan) -> LiteralChoice {
    if span == .nothing { return self }
    return LiteralChoice(
      placed: placed.map { .init(literal: $0.literal, before: span + $0.before) })
  }
}

/// A pattern that begins `X+`, perhaps after `\b`, with a literal next whose first byte is not in
/// X, as `\b[a-z.]+@` does.
///
/// A match starts in the run of X that touches the literal. What a later start of that run could
/// match, the first could match too: so when the attempt there fails, the others need no attempt.
struct LeadingRun: Sendable {
  /// By byte, whether it is in X; any byte of a character outside ASCII counts if X has one.
  let isMember: [Bool]
  let asksForBoundary: Bool
  /// Whether the first start decides. Not where X has some characters outside ASCII but not all,
  /// as a byte can't tell them apart, nor where whether a boundary stands between two is PCRE2's
  /// to say.
  let isDecidedByFirst: Bool

  init(_ set: ScalarSet, asksForBoundary: Bool) {
    let other = ScalarSet([0x80...ScalarSet.scalarMax])
    let isASCII = set.isDisjoint(with: other)
    isMember = (0..<256).map { $0 < 0x80 ? set.contains($0) : !isASCII }
    self.asksForBoundary = asksForBoundary
    isDecidedByFirst = isASCII || (!asksForBoundary && other.isSubset(of: set))
  }

  /// Where the run begins that ends at `end`.
  func start(in text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Int {
    var start = end
    while start > 0, isMember[Int(text[start - 1])] { start -= 1 }
    return start
  }
}
