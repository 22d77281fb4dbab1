/// The first characters of every match, as classes, read off a pattern's automaton.
///
/// A small graph in layers: layer d holds what may stand at the match's d-th character.
///
///     \b[A-Z]{2}[0-9]{2}…      (boundary) → A-Z → A-Z → 0-9 → 0-9
///     '\s*or…                  ' → \s | o → \s | o | r → …
struct ClassPrefix: Sendable {
  struct Node: Sendable {
    var symbols: SymbolSet
    var depth: Int
    var next: [Int] = []
  }

  struct First: Sendable {
    var node: Int
    /// Whether a word boundary must stand before it, or must not.
    var boundary: Bool?
  }

  private(set) var nodes: [Node] = []
  private(set) var firsts: [First] = []
  /// Whether a word character of ASCII must not stand before a match.
  var isDeniedAfterWord = false
  /// How many characters it tells of.
  private(set) var length = 1
  /// How often a place of ordinary text fits, roughly.
  private(set) var rate: Double

  /// Characters looked at, at most, and nodes of one pattern.
  static let lengthMax = 12
  private static let nodesMax = 96
  /// Rare enough: more characters would save nothing.
  private static let rateEnough = 0.000_000_5

  /// `nil` where the tree does not show how the pattern begins.
  init?(_ root: RegexNode) {
    let isRun = Surroundings(root).deniedBefore.holdsASCIIWord
    self.init(
      PositionAutomaton(root.prefix(Self.lengthMax), trustsClasses: false),
      share: isRun ? Self.runShare : 1)
  }

  /// Of characters of a word so many stand at its start.
  private static let runShare = 0.2

  /// `nil` where the automaton does not show the whole pattern.
  ///
  /// - Parameter share: Of places where the first character fits so many are asked about.
  init?(_ automaton: PositionAutomaton, share: Double = 1) {
    guard !automaton.hasOpaque, !automaton.isTooLarge, !automaton.firsts.isEmpty else { return nil }
    let ends = Set(automaton.lasts.map(\.position))
    let classes = automaton.classes.map { set in
      let symbols = SymbolSet(set)
      return Class(symbols: symbols, share: Rarity.share(of: symbols))
    }
    var layer: [Int: (node: Int, rate: Double)] = [:]
    for reach in automaton.firsts {
      let (symbols, total) = classes[automaton.classOf[reach.position]].parts
      let boundary = reach.guards.boundary
      firsts.append(First(node: nodes.count, boundary: boundary))
      let share =
        Rarity.share(of: symbols, total, after: nil) * (boundary == true ? Self.runShare : share)
      layer[reach.position] = (nodes.count, share)
      nodes.append(Node(symbols: symbols, depth: 1))
    }
    rate = layer.values.reduce(0) { $0 + $1.rate }
    // One position entered in two ways, with and without a boundary, is not worth the trouble.
    guard firsts.count == layer.count, nodes.count <= Self.nodesMax else { return nil }
    while length < Self.lengthMax, rate > Self.rateEnough,
      !layer.keys.contains(where: ends.contains),
      let next = grow(layer, automaton, classes)
    {
      layer = next
      length += 1
      rate = layer.values.reduce(0) { $0 + $1.rate }
    }
  }

  /// A class of the automaton, and how many characters of ordinary text lie in it.
  private struct Class {
    var symbols: SymbolSet
    var share: Double
    var parts: (SymbolSet, Double) { (symbols, share) }
  }

  /// The next layer, or `nil` where it would be too large.
  private mutating func grow(
    _ layer: [Int: (node: Int, rate: Double)], _ automaton: PositionAutomaton, _ classes: [Class]
  ) -> [Int: (node: Int, rate: Double)]? {
    let before = nodes
    var next: [Int: (node: Int, rate: Double)] = [:]
    for (position, from) in layer.sorted(by: { $0.key < $1.key }) {
      for edge in automaton.edges[position] {
        let (symbols, total) = classes[automaton.classOf[edge.target]].parts
        if next[edge.target] == nil {
          next[edge.target] = (nodes.count, 0)
          nodes.append(Node(symbols: symbols, depth: length + 1))
        }
        guard let target = next[edge.target], nodes.count <= Self.nodesMax else {
          nodes = before
          return nil
        }
        nodes[from.node].next.append(target.node)
        let share = Rarity.share(of: symbols, total, after: nodes[from.node].symbols)
        next[edge.target] = (target.node, min(1, target.rate + from.rate * share))
      }
    }
    return next
  }
}
