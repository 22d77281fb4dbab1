/// Neighbouring parts of a pattern that can each be only a few texts.
///
/// Chooses the piece of them that occurs least in ordinary text, of at most
/// `Literal.bytesMax` bytes and `textsMax` texts. Time is linear in the parts.
struct KnownStretch {
  private let parts: [[Literal]]
  private let rates: [Double]
  /// The longest text of each part.
  private let lengths: [Int]

  /// Texts that one piece may be written out to.
  private static let textsMax = 32

  init(_ parts: [[Literal]]) {
    self.parts = parts
    rates = parts.indices.map { Self.logRate(of: parts[$0], after: $0 > 0 ? parts[$0 - 1] : []) }
    lengths = parts.map { $0.reduce(0) { max($0, $1.length) } }
  }

  /// The logarithm of a part's rate. A letter after a letter is likelier than on its own.
  private static func logRate(of texts: [Literal], after previous: [Literal]) -> Double {
    let last = previous.first?.bytes.last
    if texts.count == 1, texts[0].bytes.count == 1, let only = texts[0].bytes.first {
      return Rarity.bits(Rarity.share(of: only, after: last))
    }
    let rate = texts.reduce(0.0) { sum, text in
      guard let first = text.bytes.first else { return sum + 1 }
      let alone = Rarity.share(of: first, after: nil)
      return sum + text.rate / alone * Rarity.share(of: first, after: last)
    }
    return Rarity.bits(rate)
  }

  var span: ByteSpan { Self.span(parts[...]) }

  private static func span(_ parts: ArraySlice<[Literal]>) -> ByteSpan {
    var (least, most) = (0, 0)
    for texts in parts {
      var shortest = texts.first?.length ?? 0
      var longest = shortest
      for text in texts {
        shortest = min(shortest, text.length)
        longest = max(longest, text.length)
      }
      (least, most) = (least + shortest, most + longest)
    }
    return ByteSpan(least: least, most: most)
  }

  /// The rarest piece, placed from the stretch's start.
  func rarest() -> LiteralChoice? {
    var best: (rate: Double, piece: Range<Int>)?
    for start in parts.indices {
      let (rate, end) = piece(from: start)
      if end > start, best.map({ rate < $0.rate }) ?? true { best = (rate, start..<end) }
    }
    return best.flatMap { choice($0.piece) }
  }

  /// The rarest piece that begins where the stretch does.
  func leading() -> LiteralChoice? {
    parts.isEmpty ? nil : choice(0..<piece(from: 0).end)
  }

  /// The longest piece from a part on, cut where more parts make it no rarer.
  private func piece(from start: Int) -> (rate: Double, end: Int) {
    var best = (rate: 0.0, end: start)
    var rate = 0.0
    var texts = 1
    var bytes = 0
    for index in start..<parts.count {
      texts *= parts[index].count
      bytes += lengths[index]
      // The first part may be cut short; a later one must fit.
      guard texts <= Self.textsMax, index == start || bytes <= Literal.bytesMax else { break }
      rate += rates[index]
      // A quarter of a bit for every doubling of the texts to look for.
      let weighed = rate + Rarity.bits(Double(texts)) / 4
      if weighed < best.rate { best = (weighed, index + 1) }
      if bytes >= Literal.bytesMax { break }
    }
    return best
  }

  private func choice(_ piece: Range<Int>) -> LiteralChoice? {
    var texts = [Literal.empty]
    for part in parts[piece] { texts.follow(by: part) }
    let before = Self.span(parts[..<piece.lowerBound])
    let literals = texts.map(\.wanted).unique
    guard !literals.contains(where: { $0.length == 0 }) else { return nil }
    return LiteralChoice(placed: literals.map { .init(literal: $0, before: before) })
  }
}

extension [Literal] {
  /// Becomes each text of these followed by each of those.
  mutating func follow(by others: [Literal]) {
    if others.count == 1 {
      for index in indices { self[index] = self[index] + others[0] }
      return
    }
    var all: [Literal] = []
    all.reserveCapacity(count * others.count)
    for text in self {
      for other in others { all.append(text + other) }
    }
    self = all
  }
}

extension Array where Element: Hashable {
  /// Without repeats, in order.
  var unique: [Element] {
    guard count > 1 else { return self }
    if count <= 8 { return fewUnique }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }

  private var fewUnique: [Element] {
    for place in 1..<count where self[..<place].contains(self[place]) {
      return indices.filter { !self[..<$0].contains(self[$0]) }.map { self[$0] }
    }
    return self
  }
}
