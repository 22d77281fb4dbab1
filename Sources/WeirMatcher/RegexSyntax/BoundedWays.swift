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
    worstRun(of: PositionAutomaton(node), at: offset) { ways, _ in
      ways > MatcherLimits.boundedWaysMax
    }
  }

  /// Repeats side by side, seen from one start of the whole pattern.
  static func perStart(_ root: RegexNode) -> RegexFinding? {
    let automaton = PositionAutomaton(root)
    return worstRun(of: automaton, at: automaton.offsetOf.first ?? 0) { _, steps in
      steps > MatcherLimits.boundedStepsMax
    }
  }

  /// The first character whose run is too much, by its ways at one length or its steps in all.
  private static func worstRun(
    of automaton: PositionAutomaton, at offset: Int, _ isTooMuch: (Double, Double) -> Bool
  ) -> RegexFinding? {
    guard !automaton.isTooLarge else { return nil }
    let atoms = CharacterAtoms(automaton.classes)
    for atom in atoms.sample.indices {
      let isInside = automaton.classes.indices.map {
        atoms.atomsOf[$0][atom / 64] >> UInt64(atom % 64) & 1 == 1
      }
      guard let length = blowupLength(automaton, isInside, isTooMuch) else { continue }
      let pump = String(Character(atoms.sample[atom]))
      let attack = AttackText(
        prefix: String(repeating: pump, count: length), pump: pump, suffix: "!")
      return RegexFinding(hazard: .boundedBlowup, offset: offset, attack: attack)
    }
    return nil
  }

  /// The length of the run at which it becomes too much, if it does.
  private static func blowupLength(
    _ automaton: PositionAutomaton, _ isInside: [Bool], _ isTooMuch: (Double, Double) -> Bool
  ) -> Int? {
    var ways = [Double](repeating: 0, count: automaton.count)
    for reach in automaton.firsts where isInside[automaton.classOf[reach.position]] {
      ways[reach.position] += Double(reach.ways)
    }
    var live = ways.indices.filter { ways[$0] > 0 }
    var (steps, work) = (0.0, MatcherLimits.analysisStepsMax)
    for length in 1...1_000 where !live.isEmpty && work > 0 {
      let total = live.reduce(0) { $0 + ways[$1] }
      steps += total
      if isTooMuch(total, steps) { return length }
      var following = [Int: Double]()
      for position in live {
        work -= automaton.edges[position].count
        for edge in automaton.edges[position] where isInside[automaton.classOf[edge.target]] {
          following[edge.target, default: 0] += ways[position] * Double(edge.ways)
        }
      }
      // In order, so that rounding can't depend on a dictionary's seed.
      live = following.keys.sorted()
      for position in live { ways[position] = following[position] ?? 0 }
    }
    return nil
  }
}
