/// Counts in how many ways bounded repeats can read one run of a character.
///
/// `(?:a{1,9} ?){1,9}` has no loop once written out, and yet a run of `a` splits in very many
/// ways. Only runs of one character are tried: the worst in practice, but not a proof.
enum BoundedWays {
  static func finding(in node: RegexNode) -> RegexFinding? {
    switch node {
    case .repetition(let body, let count):
      if let inner = finding(in: body) { return inner }
      return isSuspect(body, count) ? measure(node, at: count.offset) : nil
    case .concat(let items), .alternation(let items):
      return items.lazy.compactMap(finding).first
    case .atomic(let body), .look(let body): return finding(in: body)
    case .set, .assertion, .opaque: return nil
    }
  }

  /// A bounded repeat of something that itself has a choice of length.
  private static func isSuspect(_ body: RegexNode, _ count: Repeat) -> Bool {
    guard let most = count.max, most > 1, !count.isPossessive else { return false }
    return hasChoice(body)
  }

  private static func hasChoice(_ node: RegexNode) -> Bool {
    switch node {
    case .repetition(let body, let count): count.max != count.min || hasChoice(body)
    case .concat(let items): items.contains(where: hasChoice)
    case .alternation: true
    case .set, .atomic, .look, .assertion, .opaque: false
    }
  }

  private static func measure(_ node: RegexNode, at offset: Int) -> RegexFinding? {
    let automaton = PositionAutomaton(node)
    guard !automaton.isTooLarge else { return nil }
    let atoms = CharacterAtoms(automaton.classes)
    for atom in atoms.sample.indices {
      let isInside = automaton.classes.indices.map {
        atoms.atomsOf[$0][atom / 64] >> UInt64(atom % 64) & 1 == 1
      }
      guard let length = blowupLength(automaton, isInside) else { continue }
      let pump = String(Character(atoms.sample[atom]))
      return RegexFinding(
        hazard: .boundedBlowup, offset: offset,
        attack: AttackText(prefix: String(repeating: pump, count: length), pump: pump, suffix: "!"))
    }
    return nil
  }

  /// The run length at which the ways pass the bound, if they do.
  private static func blowupLength(_ automaton: PositionAutomaton, _ isInside: [Bool]) -> Int? {
    var ways = [Double](repeating: 0, count: automaton.count)
    for reach in automaton.firsts where isInside[automaton.classOf[reach.position]] {
      ways[reach.position] += Double(reach.ways)
    }
    var steps = MatcherLimits.analysisStepsMax
    for length in 1...max(automaton.count, 1) {
      let total = ways.reduce(0, +)
      if total > MatcherLimits.boundedWaysMax { return length }
      if total == 0 || steps < 0 { return nil }
      var following = [Double](repeating: 0, count: automaton.count)
      for position in ways.indices where ways[position] > 0 {
        steps -= automaton.edges[position].count
        for edge in automaton.edges[position] where isInside[automaton.classOf[edge.target]] {
          following[edge.target] += ways[position] * Double(edge.ways)
        }
      }
      ways = following
    }
    return nil
  }
}
