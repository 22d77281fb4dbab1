extension RegexNode {
  /// Whether every way in begins with `\A`, or with `^` where that means the same.
  var beginsAtTextStart: Bool {
    begins { if case .assertion(.textStart) = $0 { true } else { false } }
  }

  /// Whether every attempt but those at line starts ends at once. PCRE2 sees a leading `.*` so.
  var beginsAtLineStart: Bool {
    begins {
      switch $0 {
      case .assertion(.lineStart), .assertion(.textStart): true
      case .repetition(.set(let set, _), let count):
        count.min == 0 && count.max == nil && !count.isPossessive
          && (set == RegexSets.notNewline || set == .all)
      case .set, .concat, .alternation, .repetition, .atomic, .look, .assertion, .opaque: false
      }
    }
  }

  private func begins(_ holds: (RegexNode) -> Bool) -> Bool {
    switch self {
    case .concat(let items): items.first.map { $0.begins(holds) } ?? false
    case .alternation(let branches): branches.allSatisfy { $0.begins(holds) }
    case .repetition(let body, let count):
      holds(self) || (count.min > 0 && body.begins(holds))
    case .set, .atomic, .look, .assertion, .opaque: holds(self)
    }
  }

  /// Unicode scalars of the shortest text it reads.
  var minimumLength: Int {
    switch self {
    case .set: 1
    case .concat(let items): items.reduce(0) { min($0 + $1.minimumLength, 1 << 20) }
    case .alternation(let branches): branches.map(\.minimumLength).min() ?? 0
    case .repetition(let body, let count): min(body.minimumLength * count.min, 1 << 20)
    case .atomic(let body): body.minimumLength
    case .look, .assertion, .opaque: 0
    }
  }

  /// A tree whose matches begin with the same `count` characters, without what stands behind them:
  /// whatever leads past its end has read so many.
  func prefix(_ count: Int) -> RegexNode {
    switch self {
    case .concat(let items):
      var left = count
      var kept: [RegexNode] = []
      for item in items where left > 0 {
        kept.append(item.prefix(left))
        left -= item.minimumLength
      }
      return .concat(kept)
    case .alternation(let branches): return .alternation(branches.map { $0.prefix(count) })
    case .repetition(let body, let repeats):
      let once = max(body.minimumLength, 1)
      guard repeats.min * body.minimumLength >= count else { return self }
      var enough = repeats
      enough.min = (count + once - 1) / once
      enough.max = enough.min
      return .repetition(body, enough)
    case .atomic(let body): return .atomic(body.prefix(count))
    case .set, .look, .assertion, .opaque: return self
    }
  }

  /// Where the first part stands that the analysis can't see into.
  var opaqueOffset: Int? {
    switch self {
    case .opaque(let offset): offset
    case .concat(let items), .alternation(let items):
      items.lazy.compactMap(\.opaqueOffset).first
    case .repetition(let body, _), .atomic(let body), .look(let body, _): body.opaqueOffset
    case .set, .assertion: nil
    }
  }

  /// The text, if it can read only that one; exactly, case included.
  fileprivate var plainText: String? {
    switch self {
    case .set(let set, _):
      return set.single.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
    case .concat(let items):
      let texts = items.compactMap(\.plainText)
      return texts.count == items.count && !texts.isEmpty ? texts.joined() : nil
    case .alternation, .repetition, .atomic, .look, .assertion, .opaque: return nil
    }
  }
}

extension RegexReport {
  mutating func describe(_ tree: RegexTree, pattern: String) {
    isAnchored = tree.root.beginsAtTextStart
    minimumLength = tree.root.minimumLength
    groupNames = tree.groupNames
    plainLiteral = tree.root.plainText
    let bytes = Array(pattern.utf8)
    suspiciousDots = tree.dots.filter { Self.looksLikeName(bytes, around: $0) }
  }

  private static let endings = ["com", "net", "org", "io", "dev", "ai", "co", "gov", "edu"]

  /// A letter before the dot, and a well-known ending after it.
  private static func looksLikeName(_ bytes: [UInt8], around dot: Int) -> Bool {
    guard dot > 0, isLetter(bytes[dot - 1]) else { return false }
    let word = bytes[(dot + 1)...].prefix(while: isLetter)
    return endings.contains(String(decoding: word, as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
