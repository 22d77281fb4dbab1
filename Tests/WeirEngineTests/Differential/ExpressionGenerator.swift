/// Writes random expressions that the checker should take, by type.
struct ExpressionGenerator {
  var random: SeededRandom
  /// Names of lets by type, once they are declared.
  var boolLets: [String] = []
  var textLets: [String] = []
  var intLets: [String] = []
  /// Where windows and scores may stand.
  var isRule = true
  var isInLoop = false
  var model: String?
  /// Loop variables by the type of what they hold, outermost first.
  var variables: [(name: String, type: LoopType)] = []

  enum LoopType { case text, part, int }

  static let patterns = [
    "word", "email", "card", "long_card", "order", "digits", "keyed", "accents", "nested",
    "hidden_word", "hidden_mail", "coded", "long_coded", "pii.name",
    "pii.phone", "pii",
  ]
  static let texts = ["secret", "ana", "a", "é", "user", "ORD-1234", "x\\ny", "4111", "\\\""]

  init(_ random: SeededRandom) { self.random = random }

  mutating func bool(_ depth: Int) -> String {
    if depth <= 0 { return boolLeaf() }
    switch random.below(22) {
    case 0, 1, 2: return "(\(bool(depth - 1)) and \(bool(depth - 1)))"
    case 3, 4: return "(\(bool(depth - 1)) or \(bool(depth - 1)))"
    case 5: return "not (\(bool(depth - 1)))"
    case 6: return "\(int(depth - 1)) \(comparison()) \(int(depth - 1))"
    case 7: return "\(int(depth - 1)) \(comparison()) \(float(depth - 1))"
    case 8: return "\(float(depth - 1)) \(comparison()) \(float(depth - 1))"
    case 9: return "\(text(depth - 1)) \(random.once(in: 2) ? "==" : "!=") \(text(0))"
    case 10: return "\(text(depth - 1)) matches \(pattern())"
    case 11: return loop(depth)
    case 12: return guarded(depth)
    case 13: return "(exists(tool) and \(toolTest()))"
    case 14: return "(not exists(extra) or \(extraTest()))"
    case 15: return "\(time()) \(comparison()) 2026-01-0\(1 + random.below(3))"
    case 16:
      return "(wait ?? 5s) \(comparison()) \(random.pick(["1s", "2m", "1h30m", "1s + 500ms"]))"
    case 17: return "\(text(depth - 1)) \(search()) \(text(0))"
    case 18: return "(\(text(depth - 1)) in [\"ana\", \"bo\", \"secret\", \"\"])"
    case 19: return "\(int(depth - 1)) in \(random.pick(["[1, 5, 7]", "nums", "[-1, 0]"]))"
    default: return boolLeaf()
    }
  }

  private mutating func boolLeaf() -> String {
    switch random.below(27) {
    case 0: return "(flag ?? \(random.once(in: 2)))"
    case 1:
      return random.pick(["exists(tool)", "exists(x)", "exists(tool.args.to)", "exists(tags[0])"])
    case 2:
      return random.pick(["is_null(flag)", "is_null(extra)", "is_null(extra.a)", "is_null(tool)"])
    case 3: return "role == \"\(random.pick(["user", "assistant", "tool"]))\""
    case 4: return "role in [\"user\", \"tool\"]"
    case 5: return "user in testers"
    case 6: return "user not in [\"ana\", \"zed\"]"
    case 7: return "text contains [\"secret\", \"é\", \"as an ai\"]"
    case 8: return "text \(search()) \"\(random.pick(Self.texts))\""
    case 9: return "text matches \(pattern())"
    case 10:
      return "(ip ?? 8.8.8.8) in \(random.pick(["nets", "10.0.0.0/8", "[192.168.0.1, ::1]"]))"
    case 11: return "is_private(ip ?? 9.9.9.9)"
    case 12: return "(exists(net) and net == 10.0.0.0/8)"
    case 13: return "has_invisible(text)"
    case 14:
      return random.pick([
        "(exists(tags) and user in tags)", "(exists(sizes) and n in sizes)",
        "(exists(x) and exists(sizes) and x in sizes)", "(exists(tags) and \"secret\" in tags)",
        "(exists(extra) and user in leaves(extra))",
      ])
    case 15: return "n \(comparison()) \(random.below(12) - 2)"
    case 16: return "(x ?? 1.5) \(comparison()) \(random.pick(["0.5", "1.5", "2", "1_000"]))"
    case 17: return boolLets.isEmpty ? "true" : random.pick(boolLets)
    case 18: return "(exists(extra) and extra \(random.pick(["contains", "starts_with"])) \"a\")"
    case 19: return "(exists(extra) and extra matches \(pattern()))"
    case 20: return "luhn(text)"
    case 21: return "text matches [\(literal()), \(pattern())]"
    case 22, 26:
      guard isRule, !isInLoop else { return "true" }
      return "\(window()) \(comparison()) \(random.below(6))"
    case 23:
      return isRule && model != nil ? "score(m) \(comparison()) 0.\(random.below(10))" : "n > 3"
    case 24: return "n + 9_223_372_036_854_775_800 > 0"
    default: return variableTest()
    }
  }

  mutating func window() -> String {
    let length = random.pick(["10s", "1m", "10m", "1s", "7s"])
    let outer = self
    isRule = false
    isInLoop = false
    variables = []
    defer {
      isRule = outer.isRule
      isInLoop = outer.isInLoop
      variables = outer.variables
    }
    let key = random.pick(["by user", "by role", "by user, role", "", "by lower(user)", "by n"])
    let condition = random.once(in: 2) ? "where \(bool(1))" : ""
    let parts = [key, "last \(length)", condition].filter { !$0.isEmpty }.joined(separator: ", ")
    switch random.below(6) {
    case 0: return "count(malformed, last \(length))"
    case 1: return "sum(length(text) / 4, \(parts))"
    case 2: return "sum(n % 1000, \(parts))"
    case 3:
      return "distinct(\(random.pick(["text", "user", "n", "x ?? 0.0", "flag ?? true"])), \(parts))"
    default: return "count(\(parts))"
    }
  }

  private mutating func guarded(_ depth: Int) -> String {
    switch random.below(4) {
    case 0: return "(exists(x) and x \(comparison()) \(float(depth - 1)))"
    case 1: return "(exists(agent) and agent \(search()) \"\(random.pick(Self.texts))\")"
    case 2: return "(exists(flag) and (flag or \(bool(depth - 1))))"
    default: return "(exists(ip) and ip not in nets)"
    }
  }

  private mutating func toolTest() -> String {
    random.pick([
      "tool.name == \"send_mail\"", "tool.name in [\"read_web\", \"exec\"]",
      "tool.args contains \"secret\"", "tool.args matches \(pattern())",
      "(exists(tool.args.to) and (as_string(tool.args.to) ?? \"\") ends_with \".com\")",
      "(exists(tool.args.n) and (as_int(tool.args.n) ?? 3) > 2)",
      "(any s in leaves(tool.args): s matches \(pattern()))", "length(leaves(tool.args)) > 2",
      "(exists(tool.args.list[1]) and (as_int(tool.args.list[1]) ?? 0) > 1)",
      "(not exists(tool.args.deep.er) or (as_bool(tool.args.deep.er) ?? false))",
    ])
  }

  private mutating func extraTest() -> String {
    random.pick([
      "extra contains [\"secret\", \"7\"]", "(as_float(extra) ?? 0.5) < 3.0",
      "(exists(extra.a) and (as_string(extra.a) ?? \"none\") == \"none\")",
      "(all s in leaves(extra): length(s) < 5)",
      "(any s in leaves(extra): s == user)",
      "(exists(extra.a) and (as_int(as_string(extra.a) ?? \"4\") ?? 0) < 9)",
      "(as_string(extra.a ?? extra) ?? \"\") != \"ana\"",
    ])
  }

  private mutating func loop(_ depth: Int) -> String {
    let name = "v\(variables.count)"
    let quantifier = random.once(in: 2) ? "any" : "all"
    let (list, type): (String, LoopType) =
      random.pick([
        ("tags", LoopType.text), ("parts", .part), ("leaves(extra)", .text), ("sizes", .int),
      ])
    let field = list == "leaves(extra)" ? "extra" : list
    variables.append((name, type))
    let wasInLoop = isInLoop
    isInLoop = true
    let body = random.once(in: 3) ? "\(variableTest()) and \(bool(depth - 1))" : bool(depth - 1)
    isInLoop = wasInLoop
    variables.removeLast()
    return "(exists(\(field)) and (\(quantifier) \(name) in \(list): (\(body))))"
  }

  private mutating func variableTest() -> String {
    guard !variables.isEmpty else { return "true" }
    let (name, type) = random.pick(variables)
    switch type {
    case .text:
      return random.pick([
        "\(name) == \"secret\"", "\(name) matches \(pattern())", "length(\(name)) > 3",
        "\(name) contains user", "\(name) == user", "\(name) in testers",
      ])
    case .int: return random.pick(["\(name) > 2", "\(name) == n", "\(name) in nums"])
    case .part:
      return random.pick([
        "\(name).kind == \"a\"", "(\(name).body ?? \"\") matches \(pattern())",
        "\(name).size > n", "(exists(\(name).body) and \(name).body contains \"secret\")",
        "not exists(\(name).body)", "\(name).size * 2 > length(\(name).kind)",
      ])
    }
  }

  mutating func int(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 15 : 7) {
    case 0, 1: return "\(random.below(20))"
    case 2: return "n"
    case 3: return "length(text)"
    case 4:
      return random.pick(["word_count(text)", "bytes(text)", "line_count(text)", "hour(\(time()))"])
    case 5: return intLets.isEmpty ? "3" : random.pick(intLets)
    case 6: return random.pick(["weekday(\(time()))", "longest_token(text)", "-n", "abs(n)"])
    case 7, 8: return "(\(int(depth - 1)) \(random.pick(["+", "-", "*"])) \(int(depth - 1)))"
    case 9: return "(\(int(depth - 1)) % \(random.pick(["3", "-1", "-7"])))"
    case 10: return "((n % (n - 2)) ?? \(int(depth - 1)))"
    case 11: return "\(random.pick(["min", "max"]))(\(int(depth - 1)), \(int(depth - 1)))"
    case 12: return "(as_int(\(text(0))) ?? \(int(0)))"
    case 13: return isRule && !isInLoop ? countWindow() : "length(user)"
    default: return "(sizes[1] ?? parts[0].size ?? \(int(0)))"
    }
  }

  private mutating func countWindow() -> String {
    "count(by user, last \(random.pick(["10s", "1m"])))"
  }

  mutating func float(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 11 : 6) {
    case 0: return "\(random.below(5)).\(random.pick(["0", "25", "5", "75"]))"
    case 1: return "(x ?? 0.5)"
    case 2:
      return random.pick([
        "char_entropy(text)", "symbol_ratio(text)", "digit_ratio(text)", "uppercase_ratio(text)",
        "non_ascii_ratio(text)", "invisible_ratio(text)", "base64_ratio(text)",
        "repetition_ratio(text)",
      ])
    case 3: return "length(text) / 4"
    case 4: return "(as_float(user) ?? 2.5)"
    case 5: return isRule && model != nil ? "score(m)" : "0.125"
    case 6, 7: return "(\(float(depth - 1)) \(random.pick(["+", "-", "*"])) \(float(depth - 1)))"
    case 8: return "((\(float(depth - 1)) / (n - 3)) ?? \(float(0)))"
    case 9: return "\(random.pick(["min", "max"]))(\(float(depth - 1)), \(float(depth - 1)))"
    default:
      return random.pick(["sqrt(\(float(depth - 1)))", "floor(\(float(depth - 1)))", "n * 0.5"])
    }
  }

  mutating func text(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 9 : 7) {
    case 0, 1: return "text"
    case 2: return "user"
    case 3: return "(agent ?? \"\")"
    case 4: return "id"
    case 5: return textLets.isEmpty ? "lower(text)" : random.pick(textLets)
    case 6: return "(tool.name ?? agent ?? \"none\")"
    case 7: return "lower(\(text(depth - 1)))"
    default: return "(tool.name ?? \(text(0)))"
    }
  }

  private mutating func time() -> String {
    random.pick(["(seen ?? 2026-01-02)", "(seen ?? 2026-01-02T12:30:00Z) + 90m", "2026-01-02"])
  }

  mutating func comparison() -> String { random.pick(["<", "<=", ">", ">=", "==", "!="]) }
  private mutating func search() -> String {
    random.pick(["contains", "starts_with", "ends_with"])
  }
  mutating func pattern() -> String { random.pick(Self.patterns) }
  private mutating func literal() -> String { random.pick(["/[A-Z]{3}/", "/se.ret/i", "/^a/"]) }
}
