/// Counts the steps that backtracking takes over a run of one character, from wherever the run
/// is entered.
///
/// `key=[a-z]{1,400}[a-z]{1,400}!` has no loop once written out, and yet a run of letters behind
/// `key=` can be shared out in 160,000 ways, all of which are tried where the `!` is missing.
/// The steps from a position are its own and those of every position that may follow in the run:
///
///     steps(p) = 1 + Σ ways(p, q) · steps(q)
///
/// An atomic group is left in one way only. Only runs of one character are tried: the worst in
/// practice, but not a proof.
struct RunSteps {
  /// How often a search can begin inside such a run.
  enum Starts { case once, seldom, everywhere }

  /// Too many steps: where the run is entered, and how long it is.
  struct Excess {
    var position: Int
    var atom: Int
    var length: Int
  }

  private let automaton: PositionAutomaton
  private let atoms: CharacterAtoms
  private let starts: Starts
  private let edges: EdgeRows
  private let firsts: [Int]
  /// For each class the positions that read it.
  private var positionsOf: [[Int]]
  private let plainEnds: Set<Int>
  private var workLeft = MatcherLimits.analysisStepsMax

  /// The positions that read the atom in hand, from left to right.
  private var members: [Int] = []
  private var isMember: [Bool]
  private var counts: [Count]

  struct Count: Equatable {
    /// Steps inside the position's own atomic group; all of them outside such groups.
    var inside = 1.0
    /// Steps after its atomic group.
    var beyond = 0.0
    /// The expression can be complete here, which ends the search.
    var isDone = false

    var total: Double { inside + beyond }

    /// Takes a step to a position from which there are so many.
    mutating func add(
      _ edge: PositionAutomaton.Edge, from position: Int, _ next: Count,
      _ automaton: PositionAutomaton
    ) {
      let (group, ways) = (automaton.atomicOf[position], Double(edge.ways))
      if group == 0 {
        inside += ways * (next.isDone ? 1 : next.total)
      } else if group == automaton.atomicOf[edge.target] {
        inside += ways * next.inside
        beyond = max(beyond, next.beyond)
      } else {
        beyond = max(beyond, next.isDone ? 1 : next.total)
      }
      isDone = isDone || next.isDone
    }
  }

  init(_ search: AmbiguitySearch, _ starts: Starts) {
    automaton = search.automaton
    atoms = search.atoms
    plainEnds = search.plainEnds
    self.starts = starts
    edges = automaton.edges
    firsts = automaton.firsts.map { $0.position }
    positionsOf = [[Int]](repeating: [], count: automaton.classes.count)
    for (position, set) in automaton.classOf.enumerated() { positionsOf[set].append(position) }
    isMember = [Bool](repeating: false, count: automaton.count)
    counts = [Count](repeating: Count(), count: automaton.count)
  }

  /// The work was not enough to tell.
  var isExhausted: Bool { workLeft <= 0 }

  mutating func worst() -> Excess? {
    let harmless = harmlessAtoms()
    for atom in atoms.sample.indices where !harmless[atom] {
      take(atom)
      if let excess = walk(atom) { return excess }
    }
    return nil
  }

  /// For each atom whether a glance shows that its runs are harmless. An atom in fewer classes than
  /// a harmless one has fewer ways, so the atoms in most classes are looked at first.
  private mutating func harmlessAtoms() -> [Bool] {
    var harmless = [Bool](repeating: false, count: atoms.sample.count)
    var covers: [[UInt64]] = []
    let sizes = atoms.classesOf.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    for atom in atoms.sample.indices.sorted(by: { (sizes[$0], $1) > (sizes[$1], $0) }) {
      let classes = atoms.classesOf[atom]
      if covers.contains(where: { Self.isSubset(classes, of: $0) }) {
        harmless[atom] = true
        continue
      }
      take(atom)
      let glance = isHarmless()
      harmless[atom] = glance.itself
      if glance.itsParts { covers.append(classes) }
    }
    return harmless
  }

  private static func isSubset(_ classes: [UInt64], of others: [UInt64]) -> Bool {
    for word in classes.indices where classes[word] & ~others[word] != 0 { return false }
    return true
  }

  private mutating func take(_ atom: Int) {
    for position in members { isMember[position] = false }
    members.removeAll(keepingCapacity: true)
    for (word, bits) in atoms.classesOf[atom].enumerated() {
      var left = bits
      while left != 0 {
        members += positionsOf[word * 64 + left.trailingZeroBitCount]
        left &= left - 1
      }
    }
    members.sort()
    for position in members { isMember[position] = true }
  }

  // MARK: At once

  /// Whether even without any bound on the run there are few steps, and whether that goes for every
  /// atom whose runs are read by some of these positions only. From right to left, as only
  /// loops lead back: one around a single position is taken for the longest run, and others are
  /// left to the walk.
  private mutating func isHarmless() -> (itself: Bool, itsParts: Bool) {
    var hasLoop = false
    for position in members.reversed() {
      var count = Count()
      var isRepeated = false
      for place in edges.range(position) {
        let edge = edges[place: place]
        guard isMember[edge.target] else { continue }
        guard edge.target > position else {
          if edge.target < position || edge.ways > 1 { return (false, false) }
          isRepeated = true
          continue
        }
        count.add(edge, from: position, counts[edge.target], automaton)
      }
      if isRepeated {
        hasLoop = true
        count.inside *= Double(MatcherLimits.runLengthMax)
      }
      counts[position] = count
    }
    let itsParts = excess(hasLoop: false) == nil
    return (itsParts || (hasLoop && excess(hasLoop: true) == nil), itsParts)
  }

  /// Steps from one position.
  static func stepsMax(_ starts: Starts) -> Double {
    starts == .once ? MatcherLimits.stepsPerTextMax : MatcherLimits.stepsPerStartMax
  }

  /// A position from which there are too many steps.
  private func excess(hasLoop: Bool) -> Int? {
    let most = Self.stepsMax(starts)
    if let position = members.first(where: { counts[$0].total > most }) { return position }
    // A run without end is the matter of `StartRisk`.
    guard starts == .everywhere, !hasLoop else { return nil }
    let begun = firsts.filter { isMember[$0] }
    let total = begun.reduce(0) { $0 + counts[$1].total }
    return total > MatcherLimits.stepsEverywhereMax ? begun.first : nil
  }

  // MARK: Character by character

  /// The shortest run that takes too many steps. A run that completes the expression does not.
  private mutating func walk(_ atom: Int) -> Excess? {
    for position in members {
      counts[position] = Count(isDone: plainEnds.contains(position))
    }
    let hasLoop = members.contains { position in
      automaton.edges[position].contains { $0.target <= position && isMember[$0.target] }
    }
    for length in 1...MatcherLimits.runLengthMax where workLeft > 0 {
      let before = counts
      for position in members {
        var count = Count(isDone: plainEnds.contains(position))
        for edge in automaton.edges[position] where isMember[edge.target] {
          count.add(edge, from: position, before[edge.target], automaton)
          workLeft -= 1
        }
        counts[position] = count
      }
      if let position = excess(hasLoop: hasLoop) {
        return Excess(position: position, atom: atom, length: length + 1)
      }
      if counts == before { return nil }
    }
    return nil
  }
}

extension RegexNode {
  /// Where the outermost bounded repeat stands whose body holds what is written at `offset`.
  func boundedRepeat(around offset: Int) -> Int? {
    switch self {
    case .repetition(let body, let count):
      if let most = count.max, most > 1, body.holds(offset) { return count.offset }
      return body.boundedRepeat(around: offset)
    case .concat(let items), .alternation(let items):
      return items.lazy.compactMap { $0.boundedRepeat(around: offset) }.first
    case .atomic(let body), .look(let body, _): return body.boundedRepeat(around: offset)
    case .set, .assertion, .opaque: return nil
    }
  }

  private func holds(_ offset: Int) -> Bool {
    switch self {
    case .set(_, let own): own == offset
    case .concat(let items), .alternation(let items): items.contains { $0.holds(offset) }
    case .repetition(let body, _), .atomic(let body), .look(let body, _): body.holds(offset)
    case .assertion, .opaque: false
    }
  }

  /// Nothing but characters one after another: there is only one way to read any text.
  var isStraight: Bool {
    switch self {
    case .set, .assertion: true
    case .concat(let items): items.allSatisfy(\.isStraight)
    case .alternation, .repetition, .atomic, .look, .opaque: false
    }
  }
}
