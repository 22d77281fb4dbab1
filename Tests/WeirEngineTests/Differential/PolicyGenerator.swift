/// Writes random policy sets.
struct PolicyGenerator {
  var random: SeededRandom
  private var expressions: ExpressionGenerator
  private var usesClock = false

  /// A pack, for lines that name all its patterns.
  static let packs = [
    "pii": """
    pattern name = /\\b(?:ana|bo|eve)\\b/
    pattern phone = /\\+[0-9]{2,6}/
    """
  ]

  init(seed: UInt64) {
    random = SeededRandom(seed)
    expressions = ExpressionGenerator(SeededRandom(seed ^ 0xabcdef))
  }

  /// One set, as the texts of its files.
  mutating func set() -> [String] {
    let message = message()
    if random.once(in: 2) { expressions.model = "m" }
    let definitions = Self.definitions + (expressions.model == nil ? "" : Self.model) + lets()
    let policies = (0..<1 + random.below(5)).map { policy($0) }.joined(separator: "\n")
    let patterns = Self.patterns.filter { (definitions + policies).contains($0.name) }
      .map { "pattern \($0.name) \($0.text)\n" }.joined()
    return [message + "\n" + definitions + patterns, policies]
  }

  var hasClock: Bool { usesClock }

  private mutating func message() -> String {
    usesClock = random.once(in: 3)
    let clock = usesClock ? "  at: time\n  clock at\n" : ""
    let malformed = random.once(in: 3) ? "  malformed \(verdict())\n" : ""
    return """
      use pii
      \(random.once(in: 4) ? "closed " : "")message {
        id: string
        user: string trusted
        role: "user" | "assistant" | "tool"
        text: string
        n: int
        x: float?
        flag: bool?
        seen: time?
        ip: ip?
        agent: string? from "user-agent"
        tool: { name: string, args: json }?
        tags: [string]?
        sizes: [int]?
        parts: [{ kind: string, body: string?, size: int }]?
        extra: json?
        wait: duration?
        net: cidr?
      \(clock)\(malformed)}
      """
  }

  private static let definitions = #"""
    list testers = ["ana", "zed"]
    list nums = [1, 2, 5, 40]
    list nets = [10.0.0.0/8, 192.168.0.0/16, ::1]

    """#

  /// Patterns by name; a set declares those it uses.
  private static let patterns: [(name: String, text: String)] = [
    ("word", "= /secret[0-9]{0,3}/"),
    ("email", #"= /[a-z0-9.]{1,5}@[a-z]{1,4}\.com/"#),
    ("card", #"{ match /\b(?:[0-9]{4}[ -]?){3}[0-9]{4}\b/; where luhn(match) }"#),
    (
      "long_card",
      """
      {
        match /[0-9]{4,9}/
        where length(match) > 5 and not (match contains "99")
        near  ["card", "no"] within 6
      }
      """
    ),
    ("order", #"= /\bORD-[0-9]{4}\b/"#),
    ("digits", "= /[0-9]{3,6}/"),
    ("keyed", "= /key=(?<value>[a-z0-9*]{2,8})/"),
    ("accents", "= /é{1,4}[a-z]?/"),
    ("nested", "= /<[^<>]{0,9}>/"),
    ("hidden_word", "{ match /secret[0-9]{0,3}/; view folded }"),
    ("hidden_mail", #"{ match /[a-z0-9.]{1,5}@[a-z]{1,4}\.com/; view decoded }"#),
    ("coded", "{ match /(?<value>ana|[0-9]{4})[a-z]?/; view decoded }"),
    (
      "long_coded",
      """
      {
        match /[0-9a-z]{3,12}/
        where length(match) > 4 and not (match contains "99")
        near  ["card", "no"] within 9
        view  decoded
      }
      """
    ),
    ("stars", #"= /\*{1,3}[a-z0-9]{1,2}/"#),
  ]

  private static let model = """
    model m {
      feature size = log1p(length(text)) in 0..12
      trees 10
      rows 16
      seed 7
      file "m.forest"
    }

    """

  private mutating func lets() -> String {
    var text = ""
    expressions.isRule = false
    for place in 0..<random.below(4) {
      text += "let b\(place) = \(expressions.bool(2))\n"
      expressions.boolLets.append("b\(place)")
    }
    if random.once(in: 2) {
      text += "let t0 = \(expressions.text(1))\n"
      expressions.textLets.append("t0")
    }
    if random.once(in: 2) {
      text += "let i0 = \(expressions.int(2))\n"
      expressions.intLets.append("i0")
    }
    expressions.isRule = true
    return text
  }

  private mutating func verdict() -> String { random.pick(["flag", "review", "deny"]) }

  private mutating func policy(_ place: Int) -> String {
    // Names in an order that isn't that of the text.
    let name = "\(random.pick(["a", "k", "z"]))\(place)"
    switch random.below(8) {
    case 0, 1, 2: return block("validate", name, validate())
    case 3, 4, 5: return block("redact", name, redact())
    case 6: return block("limit", name, limit())
    default:
      guard expressions.model != nil else { return block("validate", name, validate()) }
      return block("anomaly", name, anomaly())
    }
  }

  private mutating func block(_ kind: String, _ name: String, _ body: [String]) -> String {
    var clauses: [String] = []
    if random.once(in: 4) { clauses.append("when \(expressions.bool(1))") }
    if random.once(in: 4) {
      let until = random.once(in: 2) ? " until 2026-01-0\(1 + random.below(4))" : ""
      clauses.append("except if \(expressions.bool(1))\(until) because \"reason \(name)\"")
    }
    if random.once(in: 5) { clauses.append("mode shadow") }
    if random.once(in: 4) { clauses.append("level \(1 + random.below(4))") }
    if random.once(in: 4) { clauses.append("on error \(random.pick(["allow", "flag", "review"]))") }
    let lines = (clauses + body).map { "  \($0)\n" }.joined()
    return "\(kind) \(name) {\n\(lines)}\n"
  }

  private mutating func validate() -> [String] {
    var lines: [String] = []
    for _ in 0..<1 + random.below(3) {
      let reason = random.once(in: 2) ? " \"because\"" : ""
      lines.append(
        random.once(in: 3)
          ? "require \(expressions.bool(2)) else \(verdict())\(reason)"
          : "\(verdict()) if \(expressions.bool(2))\(reason)")
    }
    if random.once(in: 2) {
      lines.append("\(verdict()) if \(expressions.window()) > \(random.below(5))")
    }
    if random.once(in: 3) {
      for _ in 0..<1 + random.below(4) {
        lines.append("add \(random.pick(["1", "2", "3", "0.5", "-2"])) if \(expressions.bool(1))")
      }
      lines.append("\(verdict()) above \(random.pick(["0", "1", "2.5", "-1", "4"]))")
    }
    return lines
  }

  private mutating func redact() -> [String] {
    var lines: [String] = []
    if random.once(in: 2) {
      let paths = [
        "text", "user", "tool.args", "tool", "tags", "tags[*]", "parts[*].body", "parts", "extra",
        "extra.a", "n", "tool.args.list[1]", "seen", "parts[0]", "agent",
      ]
      lines.append(
        "in "
          + (0..<1 + random.below(3)).map { _ in random.pick(paths) }
          .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
          .joined(separator: ", "))
    }
    var names = ExpressionGenerator.patterns + ["stars"]
    for _ in 0..<1 + random.below(5) {
      let name = names.remove(at: random.below(names.count))
      lines.append("\(name) -> \(operation())")
    }
    return lines
  }

  private mutating func operation() -> String {
    switch random.below(9) {
    case 0, 1: "mask"
    case 2: "mask keep \(1 + random.below(5))"
    case 3: "remove"
    case 4: "replace \"\(random.pick(["[gone]", "", "\\\"\\n", "é", "**9"]))\""
    case 5: "hash with \(random.pick(["tokens", "alpha"]))"
    case 6: "encrypt with \(random.pick(["vault", "alpha"]))"
    default: "keep"
    }
  }

  private mutating func limit() -> [String] {
    var lines: [String] = []
    if random.once(in: 4) == false {
      lines.append("by " + random.pick(["user", "role", "user, role", "n", "lower(user)"]))
    }
    if random.once(in: 2) {
      let costs = ["length(text) / 4", "n", "2", "length(text)", "(x ?? 0.5)"]
      lines.append("cost " + random.pick(costs))
    }
    let burst = random.once(in: 2) ? " burst \(1 + random.below(8))" : ""
    lines.append(
      "allow \(1 + random.below(9)) per \(random.pick(["1s", "10s", "1m", "7s"]))\(burst)")
    lines.append("else \(verdict()) \"slow down\"")
    return lines
  }

  private mutating func anomaly() -> [String] {
    var lines = ["score m"]
    let bounds = ["0.2", "0.5", "0.62", "auto", "share 0.01"]
    for _ in 0..<1 + random.below(2) { lines.append("\(verdict()) above \(random.pick(bounds))") }
    return lines
  }
}
