/// Characters of ASCII that must not stand just before a match or behind it, as looks at its ends
/// say:
///
///     (?<![\w.-])[0-9]{9}(?!\w|[.-][0-9])      not before: \w . -      not behind: \w
///
/// What a look says of more than one character is left to PCRE2.
struct Surroundings: Sendable {
  private(set) var deniedBefore = SymbolSet()
  private(set) var deniedBehind = SymbolSet()

  init() {}

  /// - Parameter root: Of a pattern whose classes hold nothing in the tree that they don't for PCRE2.
  init(_ root: RegexNode) {
    let items = root.flattened
    deniedBefore = Self.denied(items, isBehind: true)
    deniedBehind = Self.denied(items.reversed(), isBehind: false)
  }

  /// What the looks that come before anything else deny.
  private static func denied(_ items: [RegexNode], isBehind: Bool) -> SymbolSet {
    var denied = SymbolSet()
    for item in items {
      switch item {
      case .look(let body, let look):
        guard look.isNegative, look.isBehind == isBehind else { continue }
        for set in singles(of: body) { denied.formUnion(SymbolSet(set).ascii) }
      case .assertion: continue
      case .set, .concat, .alternation, .repetition, .atomic, .opaque: return denied
      }
    }
    return denied
  }

  /// What it may be, where that is one character.
  static func singles(of node: RegexNode) -> [ScalarSet] {
    switch node {
    case .set(let set, _): [set]
    case .alternation(let branches): branches.flatMap { singles(of: $0) }
    case .concat(let items): items.count == 1 ? singles(of: items[0]) : []
    case .repetition, .atomic, .look, .assertion, .opaque: []
    }
  }
}

extension InspectedRegex {
  /// Nothing of a pattern whose classes may hold more in the tree than for PCRE2.
  var surroundings: Surroundings {
    guard let root = parts?.tree.root, !PatternPlan.hasProperty(source.pattern) else {
      return Surroundings()
    }
    return Surroundings(root)
  }
}
