/// What a pattern can cost: the findings for authors and the guards for run time.
struct PatternAnalysis {
  private(set) var findings: [RegexFinding] = []
  private(set) var verdict = RegexAnalysis.complete
  private(set) var startRisk: StartRisk?

  /// Whether each start was shown to take linear time.
  var isLinearPerStart: Bool {
    verdict == .complete && !findings.contains(where: \.isRefusal)
  }

  init(_ tree: RegexTree) {
    if tree.root.isStraight { return }
    let isPinned = tree.root.beginsAtTextStart
    analyse(tree.root, isWhole: true, isLook: false, isPinned: isPinned, root: tree.root)
    findings = findings.filter(\.isRefusal) + findings.filter { !$0.isRefusal }
    if !isLinearPerStart { startRisk = .unproven }
  }

  private mutating func analyse(
    _ node: RegexNode, isWhole: Bool, isLook: Bool, isPinned: Bool, root: RegexNode
  ) {
    let automaton = PositionAutomaton(node)
    if automaton.hasOpaque { verdict = .notAnalysable(offset: root.opaqueOffset ?? 0) }
    let components = StronglyConnected(automaton)
    var proof = HarmlessProof(automaton)
    let (begins, isSearched) = (!isPinned && (isWhole || isLook), isWhole || isLook)
    var search: AmbiguitySearch?
    if !proof.isUnambiguous(components, fromAnyStart: begins) {
      var own = AmbiguitySearch(automaton, components)
      if let witness = own.exponential() {
        add(.exponential, witness, own)
      } else if let witness = own.polynomial() {
        add(.polynomial, witness, own)
      }
      if begins { starts(&own, isLook: isLook, root: root) }
      if own.isExhausted, verdict == .complete { verdict = .tooLargeToAnalyse }
      search = own
    }
    for body in automaton.bodies {
      analyse(
        body.node, isWhole: false, isLook: isLook || body.isLook, isPinned: isPinned, root: root)
    }
    guard isSearched else { return }
    let kind = runStarts(automaton, isLook: isLook, isPinned: isPinned, root: root)
    if proof.hasFewSteps(kind) { return }
    runs(search ?? AmbiguitySearch(automaton, components), kind, root: root)
  }

  private mutating func add(
    _ hazard: RegexHazard, _ witness: AmbiguitySearch.Witness, _ search: AmbiguitySearch
  ) {
    let finding = RegexFinding(
      hazard: hazard, offset: search.automaton.offsetOf[witness.position],
      attack: AttackWriter(search: search).attack(witness))
    if !findings.contains(finding) { findings.append(finding) }
  }

  private mutating func starts(_ search: inout AmbiguitySearch, isLook: Bool, root: RegexNode) {
    let loops = search.startLoops(evenIfComplete: isLook)
    let isAtLineStart = root.beginsAtLineStart
    let isAtBoundary = StartRisk.isAtBoundary(search.automaton, isLook: isLook)
    for (witness, loop) in loops {
      let set = loop.reduce(ScalarSet.empty) { $0.union(search.automaton.set(of: $1)) }
      // From line starts only, and never past a line's end: each line is read once.
      if isAtLineStart, set.isDisjoint(with: RegexSets.newline) { continue }
      // From word boundaries only, and a run of this loop has none inside.
      if isAtBoundary, StartRisk.hasNoBoundary(set) { continue }
      if !findings.contains(where: { $0.hazard == .quadraticStart }) {
        add(.quadraticStart, isAtBoundary ? broken(witness, set, search) : witness, search)
      }
      startRisk = startRisk ?? StartRisk(search.automaton, isLook: isLook)
      startRisk?.add(set)
    }
  }

  /// The witness with a character at its end that makes a word boundary before the next start.
  private func broken(
    _ witness: AmbiguitySearch.Witness, _ set: ScalarSet, _ search: AmbiguitySearch
  ) -> AmbiguitySearch.Witness {
    var witness = witness
    let wordFree = set.intersection(UnicodeCategories.word.inverted)
    let printable = wordFree.intersection(ScalarSet([0x21...0x7E]))
    let first = (printable.isEmpty ? wordFree : printable).ranges.first?.lowerBound
    if let first, let scalar = Unicode.Scalar(first) { witness.word.append(scalar) }
    return witness
  }

  private func runStarts(
    _ automaton: PositionAutomaton, isLook: Bool, isPinned: Bool, root: RegexNode
  ) -> RunSteps.Starts {
    if isPinned { return .once }
    // What an assertion in front asks for does not hold at every character of a run.
    let isAsserted = automaton.firsts.allSatisfy { $0.guards.contains(.assertion) }
    return isLook || isAsserted || root.beginsAtLineStart ? .seldom : .everywhere
  }

  /// Bounded repeats, which are no loops and can cost as much.
  private mutating func runs(
    _ search: AmbiguitySearch, _ starts: RunSteps.Starts, root: RegexNode
  ) {
    guard !search.isExhausted, !findings.contains(where: \.isRefusal) else { return }
    var steps = RunSteps(search, starts)
    if let excess = steps.worst() {
      let offset = search.automaton.offsetOf[excess.position]
      findings.append(
        RegexFinding(
          hazard: .boundedBlowup, offset: root.boundedRepeat(around: offset) ?? offset,
          attack: AttackWriter(search: search).attack(excess)))
    } else if steps.isExhausted, verdict == .complete {
      verdict = .tooLargeToAnalyse
    }
  }
}

/// Writes a witness as a text that a person can try.
struct AttackWriter {
  let search: AmbiguitySearch

  func attack(_ witness: AmbiguitySearch.Witness) -> AttackText {
    let starts = search.automaton.firsts.map(\.position)
    let prefix = search.steps(from: starts, to: witness.position) ?? []
    return AttackText(
      prefix: Self.text(prefix.map(search.sample)), pump: Self.text(witness.word),
      suffix: suffix(witness))
  }

  /// The whole run, as it is only that long that it costs so much.
  func attack(_ excess: RunSteps.Excess) -> AttackText {
    let starts = search.automaton.firsts.map(\.position)
    let prefix = search.steps(from: starts, to: excess.position) ?? []
    let pump = search.atoms.sample[excess.atom]
    let run = [Unicode.Scalar](repeating: pump, count: excess.length)
    let readers = Set(search.automaton.classOf.indices.filter { search.reads(excess.atom, $0) })
    let witness = AmbiguitySearch.Witness(
      position: excess.position, word: [pump], readers: readers)
    return AttackText(
      prefix: Self.text(prefix.dropLast().map(search.sample) + run), pump: Self.text([pump]),
      suffix: suffix(witness))
  }

  static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// A character that nothing around the loop can read, so that the match fails there.
  private func suffix(_ witness: AmbiguitySearch.Witness) -> String {
    let automaton = search.automaton
    let last = automaton.lasts.first { $0.position == witness.position }
    // A word character after a word denies a closing `\b`.
    let isAtBoundary = last?.guards.contains(.wordBoundary) ?? false
    let wishes: [Unicode.Scalar] =
      isAtBoundary ? ["_", "x", "9", "é", "!", "\n"] : ["!", "\n", "\u{1}", "x", "9", "é", " "]
    let followers = witness.readers.union([witness.position]).flatMap { reader in
      automaton.edges[reader].map(\.target)
    }
    let free = wishes.first { wish in
      followers.allSatisfy { !automaton.set(of: $0).contains(wish.value) }
    }
    return free.map { String(Character($0)) } ?? ""
  }
}
