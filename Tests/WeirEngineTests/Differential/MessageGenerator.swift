/// Writes random lines: most fit the schema of `PolicyGenerator`, some are broken in one way or
/// another.
struct MessageGenerator {
  var random: SeededRandom
  var hasClock: Bool
  /// Seconds since 1970 around which times lie.
  var now: Double = 0

  static let fragments = [
    "secret", "secret12", "ana", "bo", "eve", " ", "  ", "ana@mail.com", "bo.b@x.com", "card ",
    "4111 1111 1111 1111", "4111111111111111", "123456", "no 9912345", "ORD-1234", "ORD-99",
    "key=ab12", "é", "éé", "ééa", "\u{200b}", "🙂", "as an ai", "+4912", "+1", "***ab", "*9", "A",
    "x\ny", "\"", "\\", "Z9", "7", "e", "ー", "%41", "\u{1}", "ABC", "key=***", "-", "1e5",
    "<", ">", "<<<<", ">>>>", "s\u{200b}ecret", "\u{200b}", "ѕесret", "ｓｅｃｒｅｔ１", "S E C R E T",
    "a.n.a", "s3cret", "𝟒𝟏𝟏𝟏", "ana%40x.com", "%61na", "&#97;na", "YW5hQHguY29t", "c2VjcmV0MTI=",
    "\\u0061na", "616e6140782e636f6d", "ﬁ", "e\u{301}", "CARD",
  ]

  init(seed: UInt64, hasClock: Bool) {
    random = SeededRandom(seed)
    self.hasClock = hasClock
  }

  mutating func line(now: Double) -> [UInt8] {
    self.now = now
    let text = object(members())
    if random.once(in: 12) { return broken(text) }
    return Array(text.utf8)
  }

  private mutating func object(_ members: [(String, String)]) -> String {
    var shuffled = members
    if random.once(in: 3) { shuffled.shuffle(using: &random) }
    let space = random.once(in: 3) ? " " : ""
    return space + "{"
      + shuffled.map { "\(space)\($0.0)\(space):\(space)\($0.1)" }
      .joined(separator: ",") + "\(space)}" + space
  }

  private mutating func members() -> [(String, String)] {
    var all: [(String, String)] = [
      (name("id"), string(plain())),
      (name("user"), string(random.pick(["ana", "bo", "eve", "zed"]))),
      (name("role"), "\"\(random.pick(["user", "user", "assistant", "tool"]))\""),
      (name("text"), string(plain())), (name("n"), number()),
    ]
    if hasClock { all.append((name("at"), clock())) }
    func add(_ name: String, _ value: String) { all.append((self.name(name), value)) }
    if random.once(in: 2) { add("x", random.once(in: 6) ? "null" : float()) }
    if random.once(in: 3) { add("flag", random.pick(["true", "false", "null"])) }
    if random.once(in: 3) { add("seen", time()) }
    if random.once(in: 3) {
      add("ip", "\"\(random.pick(["10.1.2.3", "8.8.8.8", "::1", "fe80::2"]))\"")
    }
    if random.once(in: 3) { add("user-agent", string(plain())) }
    if random.once(in: 2) { add("tool", random.once(in: 6) ? "null" : tool()) }
    if random.once(in: 3) { add("tags", list { $0.string($0.plain()) }) }
    if random.once(in: 3) { add("sizes", list { $0.number() }) }
    if random.once(in: 3) { add("parts", list { $0.part() }) }
    if random.once(in: 2) { add("extra", json(3)) }
    if random.once(in: 4) { add("wait", random.pick(["1", "0.5", "90", "1e2"])) }
    if random.once(in: 4) { add("net", "\"\(random.pick(["10.0.0.0/8", "1.2.3.0/24", "::/0"]))\"") }
    if random.once(in: 5) { add(unknownName(), json(2)) }
    if random.once(in: 40) { all.append((#""Text""#, "1")) }
    if random.once(in: 60) { all.append((#""text""#, "\"again\"")) }
    return all
  }

  private mutating func unknownName() -> String {
    random.pick(["other", "secret1", "ana@mail.com", "bo", "key=ab12", "ORD-1234", "a/b~c"])
  }

  private mutating func tool() -> String {
    let name = random.pick(["send_mail", "read_web", "exec", "secret"])
    return object([("\"name\"", "\"\(name)\""), ("\"args\"", json(3))])
  }

  private mutating func part() -> String {
    var members = [("\"kind\"", string(random.pick(["a", "b"]))), ("\"size\"", number())]
    if random.once(in: 2) { members.append((name("body"), string(plain()))) }
    if random.once(in: 25) { members.append(("\"BODY\"", string(plain()))) }
    if random.once(in: 25) { members.append(("\"more\"", "1")) }
    return object(members)
  }

  private mutating func list(_ element: (inout MessageGenerator) -> String) -> String {
    var elements: [String] = []
    for _ in 0..<random.below(4) { elements.append(element(&self)) }
    return "[\(elements.joined(separator: ", "))]"
  }

  private mutating func json(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 8 : 5) {
    case 0: return "null"
    case 1: return random.pick(["true", "false"])
    case 2: return number()
    case 3, 4: return string(plain())
    case 5: return list { $0.json(depth - 1) }
    default:
      var members: [(String, String)] = []
      for key in ["a", "to", "n", "list", "deep", "secret", "ana", "bo", "eve"]
      where random.once(in: 4) {
        members.append((name(key), key == "list" ? list { $0.json(0) } : json(depth - 1)))
      }
      return object(members)
    }
  }

  private mutating func number() -> String {
    random.pick([
      "0", "1", "2", "3", "5", "7", "-3", "40", "1.0", "2e1", "123456", "4111111111111111", "-0",
      "9223372036854775807", "100e-1",
    ])
  }

  private mutating func float() -> String {
    random.pick(["0.5", "1", "-2.25", "1e3", "1.5", "9007199254740993", "3E-1", "0.1"])
  }

  private mutating func time() -> String {
    random.pick([
      "\"2026-01-02T12:30:00Z\"", "\"2026-01-02T12:30:00.5+02:00\"", "1767225600",
      "1767225600123", "1767225600.25", "\"2024-02-29T23:59:60Z\"",
    ])
  }

  private mutating func clock() -> String {
    let offset = random.pick([0, 0, 0, -1, -5, 1, 30, 59, 61, 100, -100])
    return "\(Int(now) + offset)"
  }

  private mutating func plain() -> String {
    (0..<random.below(6)).map { _ in random.pick(Self.fragments) }.joined()
  }

  // MARK: - Strings

  private mutating func name(_ text: String) -> String {
    random.once(in: 12) ? string(text) : "\"\(text)\""
  }

  /// A JSON string, written with more or fewer escapes.
  mutating func string(_ text: String) -> String {
    let density = random.pick([1_000, 1_000, 6, 2])
    var result = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      if mustEscape || random.once(in: density) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: random.once(in: 2))
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: - Broken lines

  private mutating func broken(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    switch random.below(11) {
    case 0: bytes.removeLast(1 + random.below(bytes.count))
    case 1: bytes[random.below(bytes.count)] = UInt8(random.below(256))
    case 2: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
    case 3: bytes.remove(at: random.below(bytes.count))
    case 4: bytes += Array("{}".utf8)
    case 5:
      bytes = Array(random.pick(["", "[]", "null", "1", "\"x\"", "{\"a\":\"\\ud800\"}"]).utf8)
    case 6:
      let depth = random.pick([61, 62, 63, 64, 70])
      let nest = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      bytes = Array(text.replacing("{", with: "{\"deep\":\(nest),", maxReplacements: 1).utf8)
    case 7:
      bytes = Array(
        text.replacing("\"n\"", with: random.pick(["\"N\"", "\"n\":1,\"n\"", "\"m\""])).utf8)
    case 8, 9:
      let wrong = random.pick(["1.5", "\"1\"", "null", "9223372036854775808", "[]"])
      bytes = Array(
        "{\"id\":\"1\",\"user\":\"bo\",\"role\":\"user\",\"text\":\"\",\"n\":\(wrong)}".utf8)
    default:
      let start = random.below(bytes.count)
      let end = min(bytes.count, start + random.below(8))
      bytes.replaceSubrange(start..<end, with: bytes.shuffled(using: &random).prefix(3))
    }
    return bytes
  }
}
