/// How the scan finds where a pattern can begin.
struct PatternPlan: Sendable {
  enum Starts: Sendable {
    /// Where one of these occurs, so many bytes before it.
    case literals(LiteralChoice)
    /// Where the first characters fit.
    case classes(ClassPrefix)
    /// In runs of many characters of one class.
    case longRuns(LongRun)
    /// At the text's start only.
    case textStart
    case everywhere
  }

  var starts = Starts.everywhere
  /// Of these one has to occur somewhere in the text, too.
  var presence: LiteralChoice?
  var run: LeadingRun?

  /// Literals of one choice.
  static let literalsMax = 1_024

  private init() {}

  static let everywhere = PatternPlan()

  /// - Parameter allowsGroup: `false` where there is no more room in the ``StartGroup``.
  init(_ pattern: Prefilter.Searched, allowsGroup: Bool = true) {
    let near = pattern.near.flatMap { LiteralChoice(anyOf: $0.words) }
    guard pattern.isWanted, let root = pattern.regex.parts?.tree.root else {
      self.init()
      if pattern.isWanted { presence = near } else { starts = .literals(LiteralChoice(placed: [])) }
      return
    }
    self.init(root, pattern.regex.source, near: near, allowsGroup: allowsGroup)
  }

  init(
    _ root: RegexNode, _ source: RegexSource, near: LiteralChoice? = nil,
    allowsGroup: Bool = true
  ) {
    let mentions = Mentions(source.pattern)
    guard Self.isReadable(source.pattern, mentions) else {
      presence = near
      return
    }
    if allowsGroup, root.beginsAtTextStart {
      starts = .textStart
      presence = near
      return
    }
    var choices = LiteralFinder.read(root).choices
    if !mentions.hasProperty, let (run, choice) = Self.leadingRun(root) {
      self.run = run
      choices.append(choice)
    }
    let surroundings = mentions.hasProperty ? Surroundings() : Surroundings(root)
    let longRun = LongRun(root, surroundings, allowsRare: !allowsGroup)
    choose(among: PlanCost.rarest(choices), near, longRun, allowsGroup ? root : nil)
    if !isAfterRun { run = nil }
  }

  /// Words that have to stand near a match have to be in the text: they say nothing about where it
  /// begins.
  private mutating func choose(
    among choices: [LiteralChoice], _ near: LiteralChoice?, _ run: LongRun?, _ root: RegexNode?
  ) {
    let present = choices + [near].compactMap(\.self)
    var cost = PlanCost.everywhere
    func consider(_ starts: Starts, _ presence: LiteralChoice?) {
      let candidate = PlanCost.of(starts, presence)
      guard candidate < cost else { return }
      cost = candidate
      self.starts = starts
      self.presence = presence
    }
    if let near { consider(.everywhere, near) }
    for starts in choices {
      consider(.literals(starts), nil)
      for other in present where other.placed != starts.placed {
        consider(.literals(starts), other)
      }
    }
    if let run {
      if near == nil { consider(.longRuns(run), nil) }
      for other in present { consider(.longRuns(run), other) }
    }
    // Building the automaton is work, and a good literal can't be beaten.
    guard cost > PlanCost.good, let root, let classes = ClassPrefix(root) else { return }
    // The words cost one hit where they occur, and spare every number its check where they don't.
    if near == nil { consider(.classes(classes), nil) }
    for other in present { consider(.classes(classes), other) }
  }

  private var isAfterRun: Bool {
    if case .literals(let choice) = starts { choice.isAfterRun } else { false }
  }

  /// Whether the pattern begins with a run of one class and literals behind it.
  static func hasLeadingRun(_ root: RegexNode) -> Bool { leadingRun(root) != nil }

  /// Whether the tree says all there is to say. Rare constructs are left to PCRE2 alone: `\G`
  /// (which depends on where the search begins), conditions (a missing branch matches empty),
  /// classes that the tree only estimates, and spaces that `x` skips but the tree does not know.
  private static func isReadable(_ text: String, _ mentions: Mentions) -> Bool {
    if mentions.hasUnreadable || (mentions.hasProperty && mentions.hasInverted) { return false }
    if mentions.isASCII { return true }
    let spaces: Set<UInt32> = [0x85, 0x200E, 0x200F, 0x2028, 0x2029]
    return !text.unicodeScalars.contains { spaces.contains($0.value) }
  }

  /// Whether the tree of a pattern says all there is to say.
  static func isReadable(_ text: String) -> Bool { isReadable(text, Mentions(text)) }

  /// Whether some class may hold more in the tree than for PCRE2.
  static func hasProperty(_ text: String) -> Bool { Mentions(text).hasProperty }

  /// What stands in a pattern's text, wherever it stands.
  private struct Mentions {
    /// `\G`, `(?(` or a class that the tree estimates.
    var hasUnreadable = false
    /// `\p` or `\P`: such a class may hold more in the tree than for PCRE2, which ignores its case
    /// or does not, by version.
    var hasProperty = false
    /// `[^`
    var hasInverted = false
    var isASCII = true
    /// `\(?(`, which is no condition, and `\c`.
    private var hasEscapedCondition = false
    private var hasControl = false

    init(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        var isEscaped = false
        for place in bytes.indices {
          note(bytes[place...], isEscaped: isEscaped)
          isEscaped = !isEscaped && bytes[place] == UInt8(ascii: "\\")
        }
      }
      // `\c\` is one sign, and what follows is none that was escaped.
      if hasControl, hasEscapedCondition { hasUnreadable = true }
    }

    private mutating func note(_ rest: Slice<UnsafeBufferPointer<UInt8>>, isEscaped: Bool) {
      switch rest[rest.startIndex] {
      case UInt8(ascii: "\\"):
        if Self.isAhead(rest, "\\G") { hasUnreadable = true }
        if Self.isAhead(rest, "\\p") || Self.isAhead(rest, "\\P") { hasProperty = true }
        if Self.isAhead(rest, "\\c") { hasControl = true }
      case UInt8(ascii: "("):
        guard Self.isAhead(rest, "(?(") else { return }
        if isEscaped { hasEscapedCondition = true } else { hasUnreadable = true }
      case UInt8(ascii: "["):
        if Self.isAhead(rest, "[^") { hasInverted = true }
        let estimates: [StaticString] = ["[:p", "[:g", "[:^p", "[:^g"]
        if estimates.contains(where: { Self.isAhead(rest, $0) }) { hasUnreadable = true }
      case 0x80...: isASCII = false
      default: break
      }
    }

    private static func isAhead(
      _ rest: Slice<UnsafeBufferPointer<UInt8>>, _ part: StaticString
    ) -> Bool {
      part.withUTF8Buffer { rest.starts(with: $0) }
    }
  }

  /// `X+` at the front and the literals that follow it at once; see ``LeadingRun``.
  private static func leadingRun(_ root: RegexNode) -> (LeadingRun, LiteralChoice)? {
    var items = root.flattened[...]
    var asksForBoundary = false
    if case .assertion(.wordBoundary)? = items.first {
      asksForBoundary = true
      items.removeFirst()
    }
    guard case .repetition(.set(let set, _), let count)? = items.popFirst(), count.min > 0,
      count.max == nil, !count.isPossessive, !root.hasLook, root.opaqueOffset == nil
    else { return nil }
    let run = LeadingRun(set, asksForBoundary: asksForBoundary)
    guard var choice = KnownStretch(leadingTexts(items)).leading(),
      choice.placed.allSatisfy({ run.canEnd(before: $0.literal) })
    else { return nil }
    choice = choice.shifted(by: ByteSpan(set).repeated(count.min, nil))
    choice.isAfterRun = true
    return (run, choice)
  }

  private static func leadingTexts(_ items: ArraySlice<RegexNode>) -> [[Literal]] {
    var texts: [[Literal]] = []
    for item in items {
      for part in LiteralFinder.parts(of: item) {
        guard case .known(let some) = part else { return texts }
        texts.append(some)
      }
    }
    return texts
  }
}

extension RegexNode {
  /// The items of a sequence, those of sequences inside it included.
  var flattened: [RegexNode] {
    if case .concat(let items) = self { items.flatMap(\.flattened) } else { [self] }
  }

  var hasLook: Bool {
    switch self {
    case .look: true
    case .concat(let items), .alternation(let items): items.contains(where: \.hasLook)
    case .repetition(let body, _), .atomic(let body): body.hasLook
    case .set, .assertion, .opaque: false
    }
  }
}
