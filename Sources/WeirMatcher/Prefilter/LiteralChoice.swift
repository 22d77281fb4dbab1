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
