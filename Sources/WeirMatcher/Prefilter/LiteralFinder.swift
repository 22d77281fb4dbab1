/// Finds the texts that a pattern can't match without, by walking its tree.
///
/// A pattern is read as a row of parts. A part that can be only a few texts is *known*; anything
/// else is a *gap* of so many bytes, perhaps with known texts inside:
///
///     \bgh[pu]_[0-9]{4}-end      known: g  h  p|u  _    gap: 4…16 bytes    known: -  e  n  d
///
/// Of each stretch of known parts the rarest piece is chosen; looks and assertions only narrow
/// what matches, so they are passed over.
struct LiteralFinder {
  enum Part {
    case known([Literal])
    case gap(ByteSpan, [LiteralChoice])
  }

  /// What a node reads: its length, and the choices found in it.
  struct Reading {
    var span = ByteSpan.nothing
    var choices: [LiteralChoice] = []
  }

  /// Texts that an alternation or a repeat may be written out to.
  private static let textsMax = 32
  /// Bytes of such a text.
  private static let textBytesMax = 64
  /// Copies of a repeat that are written out, and characters in them.
  private static let copiesMax = 4
  private static let copiedSizeMax = 64

  static func read(_ node: RegexNode) -> Reading { read(parts(of: node)) }

  private static func read(_ parts: [Part]) -> Reading {
    var reading = Reading()
    var known: [[Literal]] = []
    for part in parts {
      switch part {
      case .known(let texts): known.append(texts)
      case .gap(let span, let choices):
        close(&known, into: &reading)
        reading.choices += choices.map { $0.shifted(by: reading.span) }
        reading.span = reading.span + span
      }
    }
    close(&known, into: &reading)
    return reading
  }

  private static func close(_ known: inout [[Literal]], into reading: inout Reading) {
    let stretch = KnownStretch(known)
    if let choice = stretch.rarest() { reading.choices.append(choice.shifted(by: reading.span)) }
    reading.span = reading.span + stretch.span
    known.removeAll()
  }

  static func parts(of node: RegexNode) -> [Part] {
    var parts: [Part] = []
    append(node, to: &parts)
    return parts
  }

  private static func append(_ node: RegexNode, to parts: inout [Part]) {
    switch node {
    case .set(let set, _):
      parts.append(Literal.spellings(of: set).map { .known($0) } ?? .gap(ByteSpan(set), []))
    case .concat(let items): for item in items { append(item, to: &parts) }
    case .alternation(let branches): parts.append(alternation(branches.map { self.parts(of: $0) }))
    case .repetition(let body, let count): appendRepetition(body, count, to: &parts)
    case .atomic(let body): append(body, to: &parts)
    case .look, .assertion: break
    case .opaque: parts.append(.gap(.anything, []))
    }
  }

  private static func alternation(_ branches: [[Part]]) -> Part {
    if let texts = texts(ofAny: branches) { return .known(texts) }
    let readings = branches.map { read($0) }
    let span = readings.dropFirst().reduce(readings[0].span) { $0.union($1.span) }
    let best = readings.compactMap { PlanCost.cheapest(of: $0.choices) }
    // Every branch must bring something, or the alternation as a whole promises nothing.
    guard best.count == branches.count else { return .gap(span, []) }
    guard let choice = LiteralChoice(anyOf: best), choice.placed.count <= PatternPlan.literalsMax
    else { return .gap(span, []) }
    return .gap(span, [choice])
  }

  private static func appendRepetition(
    _ body: RegexNode, _ count: Repeat, to parts: inout [Part]
  ) {
    if count.max == 0 { return }
    let one = self.parts(of: body)
    if let texts = texts(of: one, count) { return parts.append(.known(texts)) }
    let span = read(one).span
    let isSmall = AutomatonBuilder.size(body) <= copiedSizeMax / copiesMax
    let copies = min(count.min, isSmall ? copiesMax : 1)
    let rest = span.repeated(count.min - copies, count.max.map { $0 - copies })
    for _ in 0..<copies { parts += one }
    parts.append(.gap(rest, []))
  }

  // MARK: Writing out

  /// All texts that some rows of parts can be, if they are few and short.
  private static func texts(ofAny rows: [[Part]]) -> [Literal]? {
    // Each is one text at least.
    if rows.count > textsMax { return nil }
    var all: [Literal] = []
    for row in rows {
      guard let some = texts(of: row), all.count + some.count <= textsMax else { return nil }
      all += some
    }
    return all
  }

  private static func texts(of body: [Part], _ count: Repeat) -> [Literal]? {
    guard let max = count.max, max <= copiesMax, let one = texts(of: body) else { return nil }
    var all: [Literal] = []
    for copies in count.min...max {
      guard let some = texts(of: Array(repeating: .known(one), count: copies)),
        all.count + some.count <= textsMax
      else { return nil }
      all += some
    }
    return all
  }

  /// Every text of the first part, followed by every text of the second, and so on.
  private static func texts(of parts: [Part]) -> [Literal]? {
    var all = [Literal.empty]
    for part in parts {
      guard case .known(let texts) = part, all.count * texts.count <= textsMax,
        all.allSatisfy({ $0.length <= textBytesMax })
      else { return nil }
      all.follow(by: texts)
    }
    return all
  }
}
