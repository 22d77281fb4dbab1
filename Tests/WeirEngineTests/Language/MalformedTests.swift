import Testing

@testable import WeirEngine

@Suite struct MalformedTests {
  static let text = """
    message {
      id:    string
      role:  "user" | "tool"
      at:    time?
      wait:  duration?
      ip:    ip?
      net:   cidr?
      n:     int?
      x:     float?
      ok:    bool?
      tool:  { name: string, from: string? from "user-agent" }?
      parts: [{ kind: string, body: string? }]?
      names: [string?]?
      j:     json?
    }
    validate p { flag if true }
    """

  static func line(_ members: String) -> String {
    #"{"id":"1","role":"user"\#(members.isEmpty ? "" : ",")\#(members)}"#
  }

  @Test(arguments: [
    "", #""at":"2026-01-02T03:04:05Z""#, #""at":1767225600"#, #""at":1767225600.5"#,
    #""at":1767225600000"#, #""wait":1.5"#, #""ip":"::ffff:1.2.3.4""#, #""net":"10.0.0.0/8""#,
    #""n":1.0"#, #""n":-9223372036854775808"#, #""x":1"#, #""x":1e300"#, #""tool":null"#,
    #""tool":{"name":"a","more":1,"user-agent":null}"#, #""parts":[]"#,
    #""parts":[{"kind":"a","other":1},{"kind":"b","body":null}]"#, #""names":["a",null]"#,
    #""other":{"Id":1}"#, #""j":{"ID":1,"id":2}"#, #""ok":false"#,
  ])
  func `what fits the schema is judged`(members: String) throws {
    var bench = try Bench(Self.text)
    let decision = bench.judge(Self.line(members))
    #expect(decision.malformation == nil)
    #expect(decision.effects == ["p:1 flag"])
  }

  @Test(arguments: [
    (#""at":"2026-02-30T00:00:00Z""#, "wrongType", "/at"), (#""at":true"#, "wrongType", "/at"),
    (#""wait":"5m""#, "wrongType", "/wait"), (#""ip":"1.2.3""#, "wrongType", "/ip"),
    (#""net":"10.0.0.0""#, "wrongType", "/net"), (#""n":1.5"#, "wrongType", "/n"),
    (#""n":9223372036854775808"#, "wrongType", "/n"), (#""n":"1""#, "wrongType", "/n"),
    (#""x":1e999"#, "wrongType", "/x"), (#""ok":0"#, "wrongType", "/ok"),
    (#""tool":{}"#, "missing", "/tool/name"), (#""tool":[]"#, "wrongType", "/tool"),
    (#""tool":{"name":1}"#, "wrongType", "/tool/name"),
    (#""tool":{"name":"a","User-Agent":"b"}"#, "lookalike", "/tool/User-Agent"),
    (#""parts":[{}]"#, "wrongType", "/parts"), (#""parts":[null]"#, "wrongType", "/parts"),
    (#""parts":[{"kind":"a","Body":"x"}]"#, "lookalike", "/parts/0/Body"),
    (#""parts":[{"kind":"a","ｂody":"x"}]"#, "lookalike", "/parts/0/ｂody"),
    (#""names":[1]"#, "wrongType", "/names"), (#""ID":"2""#, "lookalike", "/ID"),
    (#""i\u200bd":"2""#, "lookalike", "/i\u{200b}d"), (#""ROLE":"tool""#, "lookalike", "/ROLE"),
    (#""\u0069d":"2""#, "duplicate", "/id"), (#""j":{"a":1,"a":2}"#, "duplicate", "/j/a"),
  ])
  func `what does not fit is malformed, with reason and place`(
    members: String, reason: String, field: String
  ) throws {
    var bench = try Bench(Self.text)
    let decision = bench.judge(Self.line(members))
    #expect(decision.verdict == .deny)
    #expect(decision.reasons.isEmpty)
    #expect(decision.malformation.map { RefFault($0.reason).rawValue } == reason)
    #expect(decision.malformation?.field == field)
    #expect(decision.text == Self.line(members))
  }

  @Test(arguments: ["", " ", "[]", "null", "{", "{} {}", "\u{feff}{}", #"{"id":"\ud800"}"#])
  func `what is no JSON object is malformed`(line: String) throws {
    var bench = try Bench(Self.text)
    #expect(bench.judge(line).malformation.map { RefFault($0.reason) } == .json)
  }

  @Test func `a missing or null field is malformed, and a member of no union`() throws {
    var bench = try Bench(Self.text)
    #expect(bench.judge("{}").malformation?.reason == .missing)
    #expect(bench.judge(#"{"id":null,"role":"user"}"#).malformation?.field == "/id")
    #expect(
      bench.judge(#"{"id":"","role":"admin"}"#).malformation?.reason
        == .wrongType(expected: #""user" | "tool""#))
  }

  @Test func `a closed message declares all its members, in records and lists too`() throws {
    var bench = try Bench("closed " + Self.text)
    #expect(bench.judge(Self.line("")).malformation == nil)
    for (members, field) in [
      (#""other":1"#, "/other"), (#""tool":{"name":"a","more":1}"#, "/tool/more"),
      (#""parts":[{"kind":"a"},{"kind":"b","more":1}]"#, "/parts/1/more"),
    ] {
      let fault = bench.judge(Self.line(members)).malformation
      #expect(fault?.reason == .undeclared)
      #expect(fault?.field == field)
    }
    #expect(bench.judge(Self.line(#""j":{"any":1}"#)).malformation == nil)
  }

  @Test func `the message block says what malformed gives`() throws {
    var bench = try Bench(
      Self.text.replacing("id:    string", with: "id: string; malformed review"))
    let decision = bench.judge("{")
    #expect(decision.verdict == .review)
    #expect(decision.observedVerdict == .review)
  }

  @Test func `no bytes make judging trap`() throws {
    var random = SeededRandom(11)
    var bench = try Bench(
      policy(
        """
        pattern w = /[a-z0-9]+/
        redact r { w -> mask }
        redact e { in j, tags[*]; w -> encrypt with k }
        validate v {
          deny if exists(j) and (any s in leaves(j): s matches w) and count(by user ?? "", last 1m) > 3
        }
        limit l { by user ?? ""; allow 2 per 1s; else deny }
        """))
    let seed = Array(
      #"{"user":"u","text":"a\u0041\ud83d\ude00é","n":-1.5e3,"tags":["x",null],"j":{"a":[1,{}]}}"#
        .utf8
    )
    for _ in 0..<3_000 {
      var line = seed
      for _ in 0..<random.below(4) {
        switch random.below(4) {
        case 0: line.insert(UInt8(random.below(256)), at: random.below(line.count + 1))
        case 1 where !line.isEmpty: line.remove(at: random.below(line.count))
        case 2 where !line.isEmpty: line[random.below(line.count)] = UInt8(random.below(256))
        default:
          let start = random.below(line.count + 1)
          line += line[start...].prefix(random.below(20))
        }
      }
      let decision = bench.judge(line, after: 0.01)
      #expect(decision.malformation != nil || !decision.message.isEmpty)
    }
  }
}
