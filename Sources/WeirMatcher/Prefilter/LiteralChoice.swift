/// Literals of which one occurs in every match, and how far into the match.
struct LiteralChoice: Sendable {
  struct Placed: Hashable, Sendable {
    var literal: Literal
    /// Bytes from the match's start to the literal's.
    var before: ByteSpan

    func hash(into hasher: inout Hasher) { hasher.combine(literal.bytes) }
  }

  let placed: [Placed]
  /// Whether what stands before them is the pattern's leading run; see ``LeadingRun``.
  var isAfterRun = false

  /// How often one of them occurs per byte of ordinary text, roughly.
  let rate: Double
  /// How often the scan hits one of them, case aside.
  let hitRate: Double

  init(placed: [Placed]) {
    var (rate, hitRate) = (0.0, 0.0)
    for one in placed {
      let own = one.literal.rate
      rate += own
      hitRate += one.literal.isFolded ? own : one.literal.folded.rate
    }
    self.init(placed: placed, rate: rate, hitRate: hitRate)
  }

  /// One of the literals of several choices; `nil` where they have none.
  init?(anyOf choices: [LiteralChoice]) {
    let all = choices.flatMap(\.placed)
    let placed = all.unique
    if placed.isEmpty { return nil }
    if placed.count < all.count {
      self.init(placed: placed)
    } else {
      self.init(
        placed: placed, rate: choices.reduce(0) { $0 + $1.rate },
        hitRate: choices.reduce(0) { $0 + $1.hitRate })
    }
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
    let moved = placed.map { Placed(literal: $0.literal, before: span + $0.before) }
    var choice = LiteralChoice(placed: moved, rate: rate, hitRate: hitRate)
    choice.isAfterRun = isAfterRun
    return choice
  }

  private init(placed: [Placed], rate: Double, hitRate: Double) {
    self.placed = placed
    self.rate = rate
    self.hitRate = hitRate
  }

  /// A piece of each word, in all spellings that differ in case; `nil` where a word has none, or
  /// they are too many to be worth a scan.
  init?(anyOf words: [String]) {
    var placed: [Placed] = []
    for word in words {
      let letters = word.unicodeScalars.map { Literal.spellings(inAnyCase: $0.value) }
      guard let choice = KnownStretch(letters).rarest() else { return nil }
      placed += choice.placed.map { Placed(literal: $0.literal, before: .anything) }
    }
    placed = placed.unique
    guard placed.count <= Self.wordPiecesMax else { return nil }
    self.init(placed: placed)
  }

  private static let wordPiecesMax = 256
}
