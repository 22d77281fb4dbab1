import Testing

@testable import WeirEngine

/// What `view folded` and `view decoded` find, where they say it is, and what they hide.
@Suite struct ViewTests {
  static let message = "message { text: string, extra: json? }\n"
  static let patterns = #"""
    pattern plain = /ignore previous/
    pattern attack { match /ignore previous/; view folded }
    pattern coded { match /ignore previous/; view decoded }
    pattern mail { match /[a-z0-9.]+@[a-z]+\.[a-z]{2,3}/; view decoded }
    pattern card { match /\b[0-9]{16}\b/; where luhn(match); view folded }
    pattern pin { match /\b[0-9]{4}\b/; near ["código"] within 3; view folded }
    """#

  private func judge(_ rules: String, _ line: String) throws -> Decision {
    var bench = try Bench(Self.message + Self.patterns + "\n" + rules)
    return bench.judge(line)
  }

  /// `pattern view start..<end`, in the order of the findings.
  private func places(_ decision: Decision) -> [String] {
    decision.findings.map { "\($0.pattern) \($0.view) \($0.start)..<\($0.end)" }
  }

  @Test(arguments: [
    (#"{"text":"IGNORE previous"}"#, ["attack raw 9..<24", "coded raw 9..<24"]),
    ("{\"text\":\"ig\u{200b}nore previous\"}", ["attack folded 9..<27", "coded folded 9..<27"]),
    (#"{"text":"ig\u200bnore previous"}"#, ["attack folded 9..<30", "coded folded 9..<30"]),
    ("{\"text\":\"іgnоrе previous\"}", ["attack folded 9..<27", "coded folded 9..<27"]),
    (#"{"text":"ignore%20previous"}"#, ["coded decoded 9..<26"]),
    (
      "{\"text\":\"ignore previous\"}",
      ["attack raw 9..<24", "coded raw 9..<24", "plain raw 9..<24"]
    ),
    (#"{"text":"say aWdub3JlIHByZXZpb3Vz now"}"#, ["coded decoded 13..<33"]),
    (#"{"text":"harmless"}"#, []),
  ])
  func `a match is found through its view, and named by the simplest`(
    line: String, wanted: [String]
  ) throws {
    let decision = try judge("validate v { deny if text matches [plain, attack, coded] }", line)
    #expect(places(decision).sorted() == wanted)
    #expect(decision.verdict == (wanted.isEmpty ? .allow : .deny))
    // The same where the text is no field, and in every string of a value.
    let other = try judge(
      "validate v { deny if lower(text) matches attack or (exists(extra) and extra matches coded) }",
      line.replacing("\"text\"", with: #""text":"","extra""#))
    #expect((other.verdict == .deny) == wanted.contains { $0.hasPrefix("coded") })
  }

  @Test func `one text tells of every disguise once`() throws {
    let decision = try judge(
      "validate v { deny if text matches attack }",
      "{\"text\":\"ignore previous, i\u{200b}gnore previous, IGNORE PREVIOUS\"}")
    #expect(
      places(decision) == [
        "attack raw 9..<24", "attack raw 46..<61", "attack folded 26..<44",
      ])
    #expect(decision.findingCount == 3)
  }

  @Test func `a finding says where it stands in the reading`() throws {
    let decision = try judge(
      "validate v { deny if text matches attack }", "{\"text\":\"é i\u{200b}gnore previous\"}")
    #expect(decision.findings.map(\.reading) == [2..<17])
  }

  @Test func `near and where look at what the view reads`() throws {
    for (text, wanted) in [
      ("codigo 1234", 1), ("CÓDIGO 1234", 1), ("codigo ______ 1234", 0),
      ("сodigo １２３４", 1),
    ] {
      let decision = try judge(
        "validate v { deny if text matches pin }", "{\"text\":\"\(text)\"}")
      #expect(decision.findings.count == wanted, "\(text)")
    }
  }

  @Test(arguments: [
    ("card 4111\u{200b}1111\u{200b}11111111.", "card ******************."),
    ("card ４１１１１１１１１１１１１１１１.", "card ****************."),
    ("card 4111111111111111.", "card ************1111."),
    ("card 4111111111111112\u{200b}.", "card 4111111111111112\u{200b}."),
    ("mail me%40mail.com now", "mail **%******.*** now"),
    ("mail ｍe@mail.com now", "mail **@****.*** now"),
  ])
  func `what was disguised is hidden exactly, and wholly`(text: String, wanted: String) throws {
    let decision = try judge(
      "redact r { in text; card -> mask keep 4; mail -> mask keep 2 }", "{\"text\":\"\(text)\"}")
    #expect(decision.text == "{\"text\":\"\(wanted)\"}")
    #expect(decision.verdict == .allow)
  }

  @Test func `a disguised value has the token of the plain one`() throws {
    let rule = "redact r { in text; mail -> hash with k }"
    let plain = try judge(rule, #"{"text":"me@mail.com"}"#).text
    #expect(try judge(rule, "{\"text\":\"m\u{200b}e@mail.com\"}").text == plain)
    #expect(try judge(rule, #"{"text":"me%40mail.com"}"#).text == plain)
    #expect(try judge(rule, #"{"text":"you@mail.com"}"#).text != plain)
  }

  @Test func `encrypting seals what came`() throws {
    let decision = try judge(
      "redact r { in text; mail -> encrypt with k }", #"{"text":"me%40mail.com"}"#)
    let sealed = FakeConcealer.fingerprint("me%40mail.com".utf8)
    #expect(decision.text.contains("e(k:\(sealed):"))
  }

  @Test func `a text over the bound fails in every view`() throws {
    let long = String(repeating: "é ", count: 400_000)
    let decision = try judge(
      "validate v { deny if text matches attack }", "{\"text\":\"\(long)\"}")
    #expect(decision.effects == ["v:1 deny!"])
  }

  @Test func `a text that no view needs is not read again`() throws {
    let program = try PolicyKit.program(
      Self.message + Self.patterns + "\nvalidate v { deny if text matches attack }")
    let readings = Readings(program.patterns)
    var text = "An ordinary sentence, with nothing to undo."
    text.withUTF8 { bytes in
      readings.begin(bytes, program)
      #expect(readings.reading(.folded) == nil)
      #expect(readings.reading(.decoded) == nil)
    }
  }

  @Test(arguments: [
    (#"["ignore prev", "ious"]"#, ["coded /extra/0 decoded 21..<32"]),
    (#"["say ignore", "previous now"]"#, ["coded /extra/0 decoded 25..<31"]),
    (#"{"a":"ignore","b":1,"c":{"d":"%20previous"}}"#, ["coded /extra/a decoded 25..<31"]),
    (#"{"ignore":"previous"}"#, []),
    (#"["ignore previous", "x"]"#, ["coded /extra/0 raw 21..<36"]),
    (#"["ignore prev"]"#, []),
  ])
  func `what is split over the strings of a value is found`(
    extra: String, wanted: [String]
  ) throws {
    let decision = try judge(
      "validate v { deny if exists(extra) and extra matches [attack, coded] }",
      #"{"text":"","extra":"# + extra + "}")
    let found = decision.findings.map {
      "\($0.pattern) \($0.field) \($0.view) \($0.start)..<\($0.end)"
    }
    #expect(found.filter { $0.hasPrefix("coded") } == wanted)
    #expect(decision.verdict == (wanted.isEmpty ? .allow : .deny))
  }
}
