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
    switch node {
    case .set(let set, _):
      return [Literal.spellings(of: set).map { .known($0) } ?? .gap(ByteSpan(set), [])]
    case .concat(let items): return items.flatMap(parts)
    case .alternation(let branches): return [alternation(node, branches)]
    case .repetition(let body, let count): return repetition(node, body, count)
    case .atomic(let body): return parts(of: body)
    case .look, .assertion: return []
    case .opaque: return [.gap(.anything, [])]
    }
  }

  private static func alternation(_ node: RegexNode, _ branches: [RegexNode]) -> Part {
    if let texts = texts(of: node) { return .known(texts) }
    let readings = branches.map { read($0) }
    let span = readings.dropFirst().reduce(readings[0].span) { $0.union($1.span) }
    let best = readings.compactMap { PlanCost.cheapest(of: $0.choices) }
    // Every branch must bring something, or the alternation as a whole promises nothing.
    guard best.count == branches.count else { return .gap(span, []) }
    let placed = best.flatMap(\.placed).unique
    guard placed.count <= PatternPlan.literalsMax else { return .gap(span, []) }
    return .gap(span, [LiteralChoice(placed: placed)])
  }

  private static func repetition(_ node: RegexNode, _ body: RegexNode, _ count: Repeat) -> [Part] {
    if count.max == 0 { return [] }
    if let texts = texts(of: node) { return [.known(texts)] }
    let one = parts(of: body)
    let span = read(one).span
    let isSmall = AutomatonBuilder.size(body) <= copiedSizeMax / copiesMax
    let copies = min(count.min, isSmall ? copiesMax : 1)
    let rest = span.repeated(count.min - copies, count.max.map { $0 - copies })
    return (0..<copies).flatMap { _ in one } + [.gap(rest, [])]
  }

  /// All texts that a node can read, if they are few and short.
  private static func texts(of node: RegexNode) -> [Literal]? {
    switch node {
    case .set(let set, _): return Literal.spellings(of: set)
    case .concat(let items): return product(items.lazy.map { texts(of: $0) })
    case .alternation(let branches):
      var all: [Literal] = []
      for branch in branches {
        guard let some = texts(of: branch), all.count + some.count <= textsMax else { return nil }
        all += some
      }
      return all
    case .repetition(let body, let count): return texts(of: body, count)
    case .atomic(let body): return texts(of: body)
    case .look, .assertion: return [.empty]
    case .opaque: return nil
    }
  }

  private static func texts(of body: RegexNode, _ count: Repeat) -> [Literal]? {
    guard let max = count.max, max <= copiesMax, let one = texts(of: body) else { return nil }
    var all: [Literal] = []
    for copies in count.min...max {
      guard let some = product(repeatElement(one, count: copies)),
        all.count + some.count <= textsMax
      else { return nil }
      all += some
    }
    return all
  }

  /// Every text of the first, followed by every text of the second, and so on.
  private static func product(_ factors: some Sequence<[Literal]?>) -> [Literal]? {
    var all = [Literal.empty]
    for factor in factors {
      guard let factor, all.count * factor.count <= textsMax,
        all.allSatisfy({ $0.length <= textBytesMax })
      else { return nil }
      all = all.followed(by: factor)
    }
    return all
  }
}
