import Testing
import WeirSyntax

@testable import WeirChecker

/// A mistake, the code that names it, the bytes that are pointed at, and words of the way out.
struct Mistake: CustomTestStringConvertible {
  var text: String
  var code: String
  var at: String
  var help: String?

  init(_ text: String, _ code: String, _ at: String, _ help: String? = nil) {
    (self.text, self.code, self.at, self.help) = (text, code, at, help)
  }

  var testDescription: String { text }
}

enum Shape {
  static let message = """
    message {
      at: time
      user: string trusted
      role: "user" | "assistant" | "tool"
      text: string
      n: int
      f: float
      b: bool
      wait: duration
      ip: ip
      agent: string?
      tool: { name: string, args: json, size: int? }?
      tags: [string]
      calls: [{ id: string, cost: int? }]
      data: json
    }
    list names = ["ana", "bo"]
    list numbers = [1, 2]
    list networks = [10.0.0.0/8, 192.168.1.1]
    pattern digits = /[0-9]{4,8}/
    let greets = text contains "hello"
    model odd { feature size = length(text) in 0..100; file "odd.forest" }

    """

  /// The condition of one rule, checked.
  static func condition(_ text: String) -> Checking {
    Checking(message + "validate v {\n  deny if \(text)\n}")
  }
}

@Suite struct MistakeTests {
  static let conditions: [Mistake] = [
    Mistake("txet == \"\"", "WEIR0301", "txet", "did you mean `text`?"),
    Mistake("tool.nmae == \"x\" and exists(tool)", "WEIR0312", "nmae", "did you mean `name`?"),
    Mistake("exists(tool) and tool.nmae in names", "WEIR0312", "nmae", "did you mean `name`?"),
    Mistake("agent == \"curl\"", "WEIR0320", "agent", "guard it with `exists(agent) and …`"),
    Mistake("tool.name == \"x\"", "WEIR0320", "tool.name", "tool.name ?? \"\""),
    Mistake("role == \"usr\"", "WEIR0332", "\"usr\"", "did you mean `user`?"),
    Mistake("role in [\"user\", \"tol\"]", "WEIR0332", "\"tol\"", "did you mean `tool`?"),
    Mistake("wait > 5", "WEIR0331", "5", "write `5m`"),
    Mistake("at > \"2027-01-01\"", "WEIR0331", "\"2027-01-01\"", "without quotes"),
    Mistake("ip == \"10.0.0.1\"", "WEIR0331", "\"10.0.0.1\"", "without quotes"),
    Mistake("ip == 10.0.0.0/8", "WEIR0331", "10.0.0.0/8", "ip in 10.0.0.0/8"),
    Mistake("n == \"7\"", "WEIR0331", "\"7\"", "without quotes"),
    Mistake("tags == \"x\"", "WEIR0333", "tags", "in tags"),
    Mistake("data == 7", "WEIR0333", "data", "as_string(data)"),
    Mistake("user < \"b\"", "WEIR0334", "user < \"b\"", "length"),
    Mistake("\"a\" in text", "WEIR0336", "text", "text contains \"a\""),
    Mistake("\"a\" in data", "WEIR0336", "data", "leaves(data)"),
    Mistake("tags contains \"x\"", "WEIR0338", "tags", "\"…\" in tags"),
    Mistake("tags matches /x+/", "WEIR0338", "tags", "any x in tags: x matches"),
    Mistake("text matches digit", "WEIR0301", "digit", "did you mean `digits`?"),
    Mistake("text matches names", "WEIR0307", "names"),
    Mistake("text == digits", "WEIR0307", "digits", "text matches digits"),
    Mistake("text == odd", "WEIR0307", "odd", "score(odd)"),
    Mistake("score(od) > 0.5", "WEIR0301", "od", "did you mean `odd`?"),
    Mistake("score(digits) > 0.5", "WEIR0307", "digits"),
    Mistake("length(n) > 1", "WEIR0335", "length(n)"),
    Mistake("luhn(data)", "WEIR0335", "luhn(data)", "as_string(data)"),
    Mistake("lenght(text) > 1", "WEIR0311", "lenght", "did you mean `length`?"),
    Mistake("length(text)", "WEIR0330", "length(text)", "length(text) > 0"),
    Mistake("agent", "WEIR0330", "agent", "exists(agent)"),
    Mistake("exists(length(text))", "WEIR0321", "length(text)"),
    Mistake("agent == null", "WEIR0323", "null", "exists(agent)"),
    Mistake("(agent ?? 3) == \"x\"", "WEIR0322", "3"),
    Mistake("any user in tags: b", "WEIR0310", "user"),
    Mistake("any t in text: b", "WEIR0336", "text"),
    Mistake("any c in calls: c.idd == \"x\"", "WEIR0312", "idd", "did you mean `id`?"),
    Mistake("any c in calls: c.cost > 3", "WEIR0320", "c.cost", "c.cost ?? 0"),
    Mistake("calls.id == \"x\"", "WEIR0319", "id", "any x in calls"),
    Mistake("n / n > 1.0", "WEIR0320", "n / n", "??"),
    Mistake("n % f > 1.0", "WEIR0320", "n % f"),
    Mistake("n / 0 > 1.0", "WEIR0342", "0"),
    Mistake("text + user == \"\"", "WEIR0331", "text", "not joined"),
    Mistake("wait / 2 > 1s", "WEIR0331", "2"),
    Mistake("user in numbers", "WEIR0331", "numbers"),
    Mistake("n in [1, \"2\"]", "WEIR0337", "\"2\""),
    Mistake("n in [1, f]", "WEIR0341", "f"),
    Mistake("text contains \"\"", "WEIR0342", "\"\""),
    Mistake("count(by tags, last 1m) > 3", "WEIR0346", "tags"),
    Mistake("count(by agent, last 1m) > 3", "WEIR0320", "agent"),
    Mistake("count(by user, last n) > 3", "WEIR0341", "n"),
    Mistake("count(by user, last 0s) > 3", "WEIR0342", "0s"),
    Mistake("count(by user) > 3", "WEIR0345", "count"),
    Mistake("sum(text, by user, last 1m) > 3", "WEIR0346", "text"),
    Mistake("count(last 1m, where score(odd) > 0.5) > 3", "WEIR0347", "score(odd)"),
    Mistake(
      "count(last 1m, where count(last 1s) > 1) > 3", "WEIR0344", "count", "compare two windows"),
    Mistake("any t in tags: count(last 1m) > 3", "WEIR0344", "count"),
    Mistake("text matches /(a+)+b/", "WEIR0381", "a"),
    Mistake("text matches /a(b/", "WEIR0380", "b"),
    Mistake("match == \"x\"", "WEIR0301", "match"),
    Mistake("pii.email == \"x\"", "WEIR0301", "pii"),
    Mistake("text matches pii.email", "WEIR0301", "pii", "use pii"),
  ]

  @Test(arguments: conditions)
  func `a mistake in a condition is named once, in its place`(mistake: Mistake) throws {
    try expect(mistake, Shape.condition(mistake.text))
  }

  private func expect(_ mistake: Mistake, _ checking: Checking) throws {
    #expect(checking.errors.map(\.code.id) == [mistake.code], "\(checking.summary)")
    let error = try #require(checking.errors.first)
    #expect(checking.pointedAt(error) == mistake.at, "\(checking.summary)")
    if let help = mistake.help {
      #expect((error.help ?? "").contains(help), "\(checking.summary)")
    }
    #expect(checking.report.set == nil)
  }

  static let sets: [Mistake] = [
    Mistake(
      "use pii\nredact r { email -> mask; pii.email -> mask }", "WEIR0301", "email",
      "did you mean `pii.email`?"),
    Mistake("validate v { deny if text.length > 5 }", "WEIR0319", "length", "length(text)"),
    Mistake(
      "validate v { deny if count(malformed, by user, last 1m) > 3 }", "WEIR0346", "user",
      "count(malformed, last 1m)"),
    Mistake("pattern p { match /x/; near [\"a\"] within 50000 }", "WEIR0342", "50000"),
    Mistake("use pi", "WEIR0305", "pi", "did you mean `pii`?"),
    Mistake("use pii\nlist pii = [\"x\"]", "WEIR0302", "pii"),
    Mistake("use pii\nvalidate v { deny if text matches pii.emial }", "WEIR0301", "emial", "email"),
    Mistake("let x = y\nlet y = x", "WEIR0308", "x"),
    Mistake("list count = [\"x\"]", "WEIR0302", "count"),
    Mistake("validate v { severity hihg; deny if b }", "WEIR0313", "hihg", "high"),
    Mistake("validate v { level 5; deny if b }", "WEIR0342", "5"),
    Mistake("validate v { when b; when b; deny if b }", "WEIR0350", "when b"),
    Mistake("validate v { owner \"x\" }", "WEIR0352", "v"),
    Mistake("validate v { add 1 if b }", "WEIR0353", "add 1 if b"),
    Mistake("validate v { review above 3; deny if b }", "WEIR0353", "review above 3"),
    Mistake("validate v { require b else allow }", "WEIR0354", "allow", "except if"),
    Mistake("limit l { by user; else deny }", "WEIR0352", "l", "allow 20 per 1m"),
    Mistake("limit l { by user; allow 5 per 1m burst 0; else deny }", "WEIR0342", "0"),
    Mistake("limit l { by user; allow 5 per 10; else deny }", "WEIR0341", "10", nil),
    Mistake("limit l { cost text; allow 5 per 1m; else deny }", "WEIR0331", "text", "length"),
    Mistake("anomaly a { review above 0.5 }", "WEIR0352", "a", "score"),
    Mistake("anomaly a { score odd }", "WEIR0352", "a", "review above"),
    Mistake("anomaly a { score odd; review above 1.5 }", "WEIR0342", "1.5"),
    Mistake("redact r { in txt; digits -> mask }", "WEIR0312", "txt", "did you mean `text`?"),
    Mistake("redact r { in tool.nam; digits -> mask }", "WEIR0312", "nam", "name"),
    Mistake("redact r { in b; digits -> mask }", "WEIR0355", "b"),
    Mistake("redact r { in calls.id; digits -> mask }", "WEIR0319", "id", "calls[*]"),
    Mistake("redact r { digitz -> mask }", "WEIR0301", "digitz", "digits"),
    Mistake("redact r { in text }", "WEIR0352", "r"),
    Mistake("pattern p { match /a/; where n > 3 }", "WEIR0343", "n"),
    Mistake("pattern p { match /a/; view fold }", "WEIR0313", "fold"),
    Mistake("model m { feature a = text; file \"f\" }", "WEIR0331", "text", "measure it"),
    Mistake("model m { linear n; file \"f\" }", "WEIR0331", "n"),
    Mistake("model m { linear text; trees 5; file \"f\" }", "WEIR0358", "trees 5", "remove it"),
    Mistake("model m { linear text; feature a = n; file \"f\" }", "WEIR0358", "feature a = n"),
    Mistake("model m { feature a = n; buckets 1024; file \"f\" }", "WEIR0358", "buckets 1024"),
    Mistake("model m { linear text; linear text; file \"f\" }", "WEIR0350", "linear text"),
    Mistake("model m { linear text; buckets 1000; file \"f\" }", "WEIR0342", "1000"),
    Mistake("model m { linear text; buckets 3000; file \"f\" }", "WEIR0342", "3000", "65536"),
    Mistake("model m { linear text; characters 5..3; file \"f\" }", "WEIR0342", "3", "first"),
    Mistake("model m { linear text; words 0..4; file \"f\" }", "WEIR0342", "4"),
    Mistake(
      "model m { linear text; words 0..0; characters 0..0; file \"f\" }", "WEIR0342", "m"),
    Mistake("model m { linear text }", "WEIR0352", "m", "models/m.linear"),
    Mistake("model m { linear score(odd); file \"f\" }", "WEIR0347", "score(odd)"),
    Mistake("model m { feature a = n in 5..1; file \"f\" }", "WEIR0342", "1"),
    Mistake("model m { feature a = n }", "WEIR0352", "m", "file"),
    Mistake("model m { feature a = score(odd); file \"f\" }", "WEIR0347", "score(odd)"),
    Mistake(
      "test \"t\" { message { txet: \"\" }; expect allow }", "WEIR0312", "txet", "`text`"),
    Mistake("test \"t\" { message { role: \"usr\" }; expect allow }", "WEIR0361", "\"usr\""),
    Mistake("test \"t\" { message { n: null }; expect allow }", "WEIR0361", "null"),
    Mistake("test \"t\" { message { n: 1 } times 0; expect allow }", "WEIR0342", "0"),
    Mistake("test \"t\" { message { n: 1 }; expect deny by nobody }", "WEIR0301", "nobody"),
    Mistake("test \"t\" { message { n: 1 }; expect finding digitz }", "WEIR0301", "digitz"),
    Mistake("test \"t\" { message { n: 1 }; expect tet == \"\" }", "WEIR0312", "tet", "text"),
    Mistake(
      "let busy = count(by user, last 1s) > 1\n"
        + "validate v { deny if count(last 1m, where busy) > 3 }", "WEIR0344", "busy"),
    Mistake(
      "let busy = count(by user, last 1s) > 1\nlet calm = not busy\n"
        + "validate v { deny if count(last 1m, where b and calm) > 3 }", "WEIR0344", "calm"),
    Mistake(
      "let rate = count(by user, last 1s)\n"
        + "validate v { deny if sum(rate, by user, last 1m) > 3 }", "WEIR0344", "rate"),
    Mistake(
      "let rate = count(by user, last 1s)\n"
        + "validate v { deny if count(by rate, last 1m) > 3 }", "WEIR0344", "rate"),
    Mistake(
      "let strange = score(odd) > 0.5\n"
        + "validate v { deny if count(last 1m, where strange) > 3 }", "WEIR0347", "strange"),
    Mistake("list gone from \"gone.txt\"", "WEIR0340", "\"gone.txt\""),
  ]

  @Test(arguments: sets)
  func `a mistake in a declaration is named once, in its place`(mistake: Mistake) throws {
    try expect(mistake, Checking(Shape.message + mistake.text))
  }

  @Test func `a duplicate points at both places`() throws {
    let checking = Checking("message { a: string }\nlist b = [\"x\"]\npattern b = /xy+/")
    let error = try #require(checking.errors.first)
    #expect(error.secondary.count == 1)
    #expect(error.secondary.first?.span.start == 27)
  }

  @Test func `a missing message block is said once`() {
    let checking = Checking("validate v { deny if text == \"\" and user == \"\" }")
    #expect(checking.ids == ["WEIR0314"], "\(checking.summary)")
  }

  @Test func `an error in a definition is not repeated where it is used`() {
    let checking = Checking(
      Shape.message + """
        let bad = txet == ""
        validate v { deny if bad; review if not bad and n > 3 }
        """)
    #expect(checking.ids == ["WEIR0301"], "\(checking.summary)")
  }

  @Test func `a type that is unknown says so once`() {
    let checking = Checking("message { a: strin }\nvalidate v { deny if a == \"\" }")
    #expect(checking.ids == ["WEIR0316"], "\(checking.summary)")
  }
}

@Suite struct FollowerTests {
  @Test func `a name that is defined nowhere is reported once`() {
    let checking = Checking(
      Shape.message + """
        list testres = ["ana"]
        validate v { deny if user in testers; review if user in testers and b }
        """)
    #expect(checking.errors.map(\.code.id) == ["WEIR0301"], "\(checking.summary)")
  }

  @Test func `two mistakes in one clause are two errors`() {
    let checking = Shape.condition("txet == \"\" or usr == \"\"")
    #expect(checking.errors.count == 2, "\(checking.summary)")
  }

  @Test func `diagnostics come in the order of the text`() {
    let checking = Checking(
      Shape.message + "validate z { deny if aaa }\nvalidate a { deny if bbb }")
    let starts = checking.report.diagnostics.map(\.primary.span.start)
    #expect(starts == starts.sorted())
  }

  @Test func `equal windows are one, under their canonical name`() throws {
    let set = try #require(
      Checking(
        Shape.message + """
          validate v { deny if count(by user, last 60s) > 5 or count(last 1m, by user) > 9 }
          validate w { deny if count(by user, last 1m, where b) > 5 }
          """
      ).report.set)
    #expect(
      set.windows.map(\.name) == [
        "count(by user, last 60000000us)", "count(by user, last 60000000us, where b)",
      ])
  }

  @Test func `an exception holds through its last day`() throws {
    let set = try #require(
      Checking(
        Shape.message + "validate v { deny if b; except if b until 2027-03-31 because \"x\" }"
      ).report.set)
    // 2027-04-01T00:00:00Z
    #expect(set.policies.first?.exceptions.first?.end == 1_806_537_600_000_000)
  }
}

@Suite struct BoundTests {
  @Test func `two thousand rules and policies are checked in a moment`() {
    var text = Shape.message + "validate many {\n"
    for index in 0..<2000 { text += "  deny if text == \"\(index)\"\n" }
    text += "}\n"
    for index in 0..<500 { text += "validate v\(index) { deny if n == \(index) }\n" }
    let checking = Checking(text)
    #expect(checking.errors.isEmpty)
    #expect(checking.report.set?.policies.count == 501)
  }

  @Test func `lets of lets keep canonical text short`() throws {
    var text = Shape.message + "let l0 = b and text == \"a long enough text to double\"\n"
    for index in 1..<40 { text += "let l\(index) = l\(index - 1) and not l\(index - 1)\n" }
    text += "validate v { deny if count(last 1m, where l39) > 3 or l39 }"
    let set = try #require(Checking(text).report.set)
    #expect(set.windows.allSatisfy { $0.name.utf8.count < 5000 })
  }
}
