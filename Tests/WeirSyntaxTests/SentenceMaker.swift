/// Makes sentences of a grammar at random, the same ones for the same seed.
struct SentenceMaker {
  let grammar: Grammar
  var random: SplitMix
  /// Levels of productions still allowed to branch freely.
  private let depthMax = 26

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = SplitMix(seed: seed)
  }

  mutating func sentence(_ name: String = "file") -> String {
    var words: [String] = []
    write(.reference(name), 0, &words)
    return words.joined(separator: " ") + "\n"
  }

  private mutating func write(_ part: Grammar.Part, _ depth: Int, _ out: inout [String]) {
    switch part {
    case .literal(let text): out.append(text)
    case .reference(let name):
      if let word = spelling(name) { return out.append(word) }
      if let part = grammar.productions[name] { write(part, depth + 1, &out) }
    case .characters: preconditionFailure("tokens are spelt from a table")
    case .sequence(let parts): for part in parts { write(part, depth, &out) }
    case .choice(let parts): write(pick(parts, depth), depth, &out)
    case .repeated(let part, let minimum, let isSingle):
      for _ in 0..<count(minimum, isSingle, depth) { write(part, depth, &out) }
    case .difference(let part, _): write(part, depth, &out)
    }
  }

  /// Deep down, the alternative that comes to an end soonest.
  private mutating func pick(_ parts: [Grammar.Part], _ depth: Int) -> Grammar.Part {
    guard depth > depthMax else { return parts[random.below(parts.count)] }
    return parts.min { grammar.depth(of: $0) < grammar.depth(of: $1) } ?? parts[0]
  }

  private mutating func count(_ minimum: Int, _ isSingle: Bool, _ depth: Int) -> Int {
    if depth > depthMax { return minimum }
    if isSingle { return random.below(2) }
    // The file's own row of declarations should not be short.
    return minimum + (depth <= 1 ? random.below(6) : random.below(3) * random.below(2))
  }

  private static let spellings: [String: [String]] = [
    "NAME": ["user", "text", "x1", "_b", "tags", "owner", "mode", "page", "Tool", "score"],
    "TEXT": ["\"a\"", "\"two words\"", "\"\\u00e9 \\\"q\\\"\"", "\"# no comment\"", "\"\""],
    "INT": ["0", "7", "8_000", "8KiB", "3MB"],
    "NATURAL": ["0", "12"],
    "FLOAT": ["0.5", "1e3", "2.5e-1"],
    "BOOL": ["true", "false"],
    "TIME": ["2027-03-31", "2026-01-01T08:00:00.5+02:00"],
    "DURATION": ["1h30m", "500ms", "7d"],
    "IP": ["10.0.0.1", "::1", "2001:db8::a"],
    "CIDR": ["10.0.0.0/8", "2001:db8::/32"],
    "REGEX": ["/a+/", "/\\/[\"#]/im"],
    "NEWLINE": ["\n"],
  ]

  private mutating func spelling(_ name: String) -> String? {
    guard let all = Self.spellings[name] else { return nil }
    return all[random.below(all.count)]
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
