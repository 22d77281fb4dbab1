/// What texts have to have for a group of patterns that begin where the text does: for each pattern a
/// class of characters, of which each match has one among its first.
///
///     ^[^'"]{0,60}['"]\s*or\b        ' or "
///     ^[^\n;]{0,40};\s*drop\b        ;
///     ^(?:system|exec)\(             (
///
/// Most texts have none of what a group asks for, and finding that out takes less than to read the
/// group, for each character, from state to state.
///
///     bits[byte]   bit n: group n asks for it     bit 31: not ASCII
struct StartNeeds: @unchecked Sendable {
  // Invariant: written by init, and freed by who made it.
  private let bits: UnsafeMutablePointer<UInt32>

  /// Characters that are looked at.
  static let charactersMax = 128
  private static let groupsMax = 31
  private static let notASCII: UInt32 = 1 << 31
  private static let characterBytesMax = 4

  init(_ groups: [SymbolSet]) {
    precondition(groups.count <= Self.groupsMax, "each has a bit")
    bits = .allocate(capacity: 256)
    for byte in 0..<256 {
      var asking = byte < 0x80 ? 0 : Self.notASCII
      for (place, symbols) in groups.enumerated()
      where symbols.contains(byte) {
        asking |= 1 << UInt32(place)
      }
      (bits + byte).initialize(to: asking)
    }
  }

  func deallocate() { bits.deallocate() }

  /// Groups of which a text may have what they ask for, a bit for each.
  func found(in text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let found = found(in: text, 0..<min(text.count, Self.charactersMax))
    if found & Self.notASCII == 0 || text.count <= Self.charactersMax { return found }
    let end = min(text.count, Self.charactersMax * Self.characterBytesMax)
    return found | self.found(in: text, Self.charactersMax..<end)
  }

  private func found(in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    var found: UInt32 = 0
    for index in range { found |= bits[Int(text[index])] }
    return found
  }
}

extension RegexNode {
  /// A class of characters of which each match has one among its first
  /// ``StartNeeds/charactersMax``: the rarest that the tree tells of; any where it tells of none.
  var needed: SymbolSet {
    Self.union(beginnings.map { $0.needed(after: 0).symbols }) ?? SymbolSet(.all)
  }

  /// One for each branch that a match may begin with, as what follows stands at another place
  /// behind each.
  private var beginnings: [RegexNode] {
    guard case .concat(let items) = self else { return [self] }
    let read = items.drop { $0.readsNothing }
    guard case .alternation(let branches)? = read.first else { return [self] }
    return branches.map { .concat([$0] + read.dropFirst()) }
  }

  private var readsNothing: Bool {
    switch self {
    case .look, .assertion: true
    case .set, .concat, .alternation, .repetition, .atomic, .opaque: false
    }
  }

  /// - Parameter before: Characters of a match that may stand before it, at most.
  /// - Returns: The class, and how many characters may stand before what follows.
  private func needed(after before: Int) -> (symbols: SymbolSet?, end: Int) {
    let most = StartNeeds.charactersMax
    switch self {
    case .set(let set, _):
      return before < most ? (SymbolSet(set), before + 1) : (nil, most)
    case .concat(let items):
      var (rarest, end) = (SymbolSet?.none, before)
      for item in items {
        let (symbols, next) = item.needed(after: end)
        rarest = Self.rarer(rarest, symbols)
        end = next
      }
      return (rarest, end)
    case .alternation(let branches):
      let all = branches.map { $0.needed(after: before) }
      return (Self.union(all.map(\.symbols)), all.reduce(before) { max($0, $1.end) })
    case .repetition(let body, let count):
      if count.max == 0 { return (nil, before) }
      let (symbols, end) = body.needed(after: before)
      let times = min(count.max ?? most, most)
      let last = end > before ? min(most, before + times * (end - before)) : before
      return (count.min > 0 ? symbols : nil, last)
    case .atomic(let body): return body.needed(after: before)
    case .look, .assertion: return (nil, before)
    case .opaque: return (nil, most)
    }
  }

  private static func rarer(_ one: SymbolSet?, _ other: SymbolSet?) -> SymbolSet? {
    guard let one, let other else { return one ?? other }
    return Rarity.share(of: other) < Rarity.share(of: one) ? other : one
  }

  /// `nil` where one of them is.
  private static func union(_ all: [SymbolSet?]) -> SymbolSet? {
    var union = SymbolSet()
    for symbols in all {
      guard let symbols else { return nil }
      union.formUnion(symbols)
    }
    return union
  }
}
