import Testing

@testable import WeirEngine

@Suite struct RedactionTests {
  static let patterns = #"""
    pattern word = /secret[0-9]*/
    pattern card { match /\b[0-9]{4}(?:-?[0-9]{4}){3}\b/; where luhn(match) }
    pattern order = /ORD-[0-9]{4}/
    pattern any_order = /[A-Z]{3}-[0-9]{2}/
    pattern digits = /[0-9]+/
    pattern letters = /[a-z]+/
    pattern half = /xx/
    """#

  private func redact(_ lines: String, _ line: String, packs: [String: String] = [:]) throws
    -> Decision
  {
    let use = packs.isEmpty ? "" : "use \(packs.keys.sorted().joined(separator: ", "))\n"
    var bench = try Bench(use + policy(Self.patterns + "\n" + lines), packs: packs)
    return bench.judge(line)
  }

  @Test(arguments: [
    ("mask", #"{"text":"card ****-****-****-****!"}"#),
    ("mask keep 4", #"{"text":"card ****-****-****-1111!"}"#),
    ("mask keep 8", #"{"text":"card ****-****-1111-1111!"}"#),
    ("mask keep 9", #"{"text":"card ****-****-****-****!"}"#),
    ("remove", #"{"text":"card !"}"#),
    (#"replace "[\"x\"]""#, #"{"text":"card [\"x\"]!"}"#),
    ("hash with k", #"{"text":"card h(k:KEY)!"}"#),
    ("keep", #"{"text":"card 4111-1111-1111-1111!"}"#),
  ])
  func `each operation edits just the match`(operation: String, wanted: String) throws {
    let token = FakeConcealer.fingerprint("4111-1111-1111-1111".utf8)
    let decision = try redact(
      "redact r { in text; card -> \(operation) }", #"{"text":"card 4111-1111-1111-1111!"}"#)
    #expect(decision.text == wanted.replacing("KEY", with: token))
    #expect(decision.verdict == .allow)
    #expect(decision.isRedacted == (operation != "keep"))
  }

  @Test func `a finding names the place in the line, in and beside the fields`() throws {
    let card = "4111111111111111"
    let line = #"""
      {"a":"\#(card)","tool":{"x":["\#(card)"],"name":"\#(card)","args":["\#(card)",{"~/":"\#(card)"}]},\#
      "tags":["","\#(card)"],"j":{"\#(card)":1,"k":{"tags":[[\#(card)]]}},"z":{"j":"\#(card)"}}
      """#
    #expect(
      try redact("redact r { card -> mask }", line).findings.map(\.field) == [
        "/a", "/tool/x/0", "/tool/name", "/tool/args/0", "/tool/args/1/~0~1", "/tags/1",
        "/j/\(card)", "/j/k/tags/0/0", "/z/j",
      ])
  }

  @Test func `an encrypted token is made for its line, its span there and the decision's time`()
    throws
  {
    let line = #"{"text":"\u0073ecret"}"#
    let decision = try redact("redact r { in text; word -> encrypt with k }", line)
    let token =
      "e(k:\(FakeConcealer.fingerprint("secret".utf8)):\(FakeConcealer.fingerprint(line.utf8))"
      + ":9-20:\(decision.time.microseconds))"
    #expect(decision.text == #"{"text":"\#(token)"}"#)
  }

  @Test func `bytes that nobody edited come out as they went in`() throws {
    let line = "  { \"text\" :\t\"a\\u0041\\/ \\ud83d\\ude00 secret1 \\n\" , \"n\" : 1.0e0 }  "
    let decision = try redact("redact r { word -> remove }", line)
    #expect(decision.text == line.replacing("secret1", with: ""))
    #expect(try redact("redact r { digits -> keep }", line).text == line)
  }

  @Test func `a span is widened to whole escapes, a surrogate pair is one`() throws {
    var bench = try Bench(policy("pattern p = /😀b/\nredact r { in text; p -> replace \"#\" }"))
    let decision = bench.judge(#"{"text":"a\ud83d\ude00\u0062c"}"#)
    #expect(decision.text == ##"{"text":"a#c"}"##)
    #expect(decision.spans == ["p /text 10..<28"])
  }

  @Test func `overlapping edits become one over their union, by the most concealing`() throws {
    let line = #"{"text":"--secret12abc--"}"#
    let lines = { (word: String, letters: String) in
      "redact a { in text; word -> \(word) }\nredact b { in text; digits -> \(letters) }"
    }
    #expect(try redact(lines("mask", "remove"), line).text == #"{"text":"--abc--"}"#)
    #expect(try redact(lines("mask", "replace \"#\""), line).text == ##"{"text":"--#abc--"}"##)
    #expect(try redact(lines("mask keep 2", "mask"), line).text == #"{"text":"--********abc--"}"#)
    #expect(
      try redact(lines("mask keep 2", "mask keep 1"), line).text == #"{"text":"--*******2abc--"}"#)
    #expect(try redact(lines("hash with k", "mask"), line).text == #"{"text":"--********abc--"}"#)
    let encrypted = try redact(lines("encrypt with k", "mask keep 2"), line).text
    #expect(encrypted.hasPrefix(#"{"text":"--e(k:"#))
    #expect(try redact(lines("encrypt with k", "hash with k"), line).text.contains("--h(k:"))
  }

  @Test func `of edits that conceal alike the one with the longer match is done`() throws {
    let line = #"{"text":"--secret12--"}"#
    let lines = { (word: String, digits: String) in
      """
      redact a { in text; digits -> replace "\(digits)" }
      redact b { in text; word -> replace "\(word)" }
      """
    }
    // `word` finds secret12, `digits` finds 12.
    #expect(try redact(lines("[w]", "[d]"), line).text == #"{"text":"--[w]--"}"#)
    #expect(try redact(lines("[d]", "[w]"), line).text == #"{"text":"--[d]--"}"#)
  }

  @Test func `matches that only touch stay two edits`() throws {
    let decision = try redact(
      "redact r { in text; letters -> replace \"L\"; digits -> remove }", #"{"text":"ab12cd"}"#)
    #expect(decision.text == #"{"text":"LL"}"#)
  }

  @Test func `keep cancels what lies wholly inside it, in its own policy alone`() throws {
    let keep = "redact a { in text; digits -> mask; order -> keep }\n"
    let line = #"{"text":"ORD-1234 567"}"#
    let kept = try redact(keep, line)
    #expect(kept.text == #"{"text":"ORD-1234 ***"}"#)
    #expect(
      kept.spans == ["digits /text 13..<17 k", "digits /text 18..<21", "order /text 9..<17 k"])
    #expect(
      try redact(keep + "redact b { in text; digits -> remove }", line).text
        == #"{"text":"ORD- "}"#)
    // Not wholly inside: edited, the kept part with it.
    #expect(
      try redact("redact a { in text; word -> mask; digits -> keep }", #"{"text":"secret1"}"#).text
        == #"{"text":"*******"}"#)
  }

  @Test func `a line that names a pattern beats one that names its pack`() throws {
    let packs = ["pii": "pattern name = /ana/\npattern place = /rome/"]
    for lines in ["pii -> mask; pii.name -> keep", "pii.name -> keep; pii -> mask"] {
      let decision = try redact(
        "redact r { in text; \(lines) }", #"{"text":"ana rome"}"#, packs: packs)
      #expect(decision.text == #"{"text":"ana ****"}"#)
    }
  }

  @Test func `what an edit leaves is edited again, twice at most, then it is a failure`() throws {
    let line = { (text: String) in #"{"text":"\#(text)"}"# }
    let lines = "redact r { in text; half -> remove; rest -> replace \"x\" }"
    var bench = try Bench(
      policy("pattern half = /ab/\npattern rest = /q/\nredact r { in text; half -> remove }"))
    #expect(bench.judge(line("aabb")).text == line(""))
    #expect(bench.judge(line("aaabbb")).text == line(""))
    let tooDeep = bench.judge(line("aaaabbbb"))
    #expect(tooDeep.effects == ["r deny!"])
    #expect(tooDeep.text == line("ab"))
    #expect(lines.isEmpty == false)
  }

  @Test func `member names are edited, and two made equal are a failure`() throws {
    let rule = "redact r { word -> replace \"x\" }"
    let once = try redact(rule, #"{"secret1":1,"j":{"secret2":"secret3"}}"#)
    #expect(once.text == #"{"x":1,"j":{"x":"x"}}"#)
    #expect(once.verdict == .allow)
    #expect(
      once.spans.map { $0.split(separator: " ")[1] } == ["/secret1", "/j/secret2", "/j/secret2"])
    let twice = try redact(rule, #"{"secret1":1,"secret2":2}"#)
    #expect(twice.text == #"{"x":1,"x":2}"#)
    #expect(twice.effects == ["r deny!"])
    // Another policy has no part in it.
    let other = try redact(
      rule + "\nredact a { in text; word -> mask }", #"{"text":"secret","secret1":1,"x":2}"#)
    #expect(other.effects == ["r deny!"])
  }

  @Test func `an edited number becomes a string, a kept one stays`() throws {
    let line = #"{"n":4111111111111111,"j":[1e5,-12]}"#
    #expect(
      try redact("redact r { card -> mask keep 4 }", line).text
        == #"{"n":"************1111","j":[1e5,-12]}"#)
    #expect(
      try redact("redact r { in j; digits -> mask }", line).text
        == #"{"n":4111111111111111,"j":["*e*","-**"]}"#)
    #expect(try redact("redact r { digits -> keep }", line).text == line)
  }

  @Test func `paths reach elements, and an absent one has nothing to edit`() throws {
    let fields = "messages: [{ content: string, id: string }]?"
    var bench = try Bench(
      policy(
        "pattern word = /secret/\nredact r { in messages[*].content, text; word -> remove }",
        fields: fields))
    #expect(
      bench.judge(#"{"messages":[{"content":"a secret","id":"secret"},{"content":"","id":""}]}"#)
        .text == #"{"messages":[{"content":"a ","id":"secret"},{"content":"","id":""}]}"#)
    #expect(bench.judge("{}").verdict == .allow)
    #expect(bench.judge(#"{"text":null}"#).text == #"{"text":null}"#)
  }

  @Test func `a bound limits what is reported, never what is hidden`() throws {
    let text = String(repeating: "secret ", count: 300)
    let decision = try redact("redact r { in text; word -> remove }", #"{"text":"\#(text)"}"#)
    #expect(decision.findings.count == 256)
    #expect(decision.findingCount == 300)
    #expect(!decision.text.contains("secret"))
  }

  @Test func `a hundred thousand edits of one text take linear time`() throws {
    let text = String(repeating: "\\u0061-1b ", count: 100_000)
    let decision = try redact(
      "redact r { in text; digits -> mask; letters -> keep }\nredact s { in text; letters -> remove }",
      #"{"text":"\#(text)"}"#)
    #expect(decision.text == #"{"text":"\#(String(repeating: "-* ", count: 100_000))"}"#)
    // Quadratic, this would take minutes.
  }

  @Test func `a shadow redaction finds and leaves the line alone`() throws {
    let decision = try redact(
      "redact r { mode shadow; in text; word -> mask }", #"{"text":"secret"}"#)
    #expect(decision.text == #"{"text":"secret"}"#)
    #expect(decision.spans == ["word /text 9..<15"])
    #expect(decision.findings.allSatisfy { !$0.isEnforced })
  }

  @Test func `a redacted message is redacted whatever is decided`() throws {
    let decision = try redact(
      "redact r { in text; word -> mask }\nvalidate v { deny if true }", #"{"text":"secret"}"#)
    #expect(decision.verdict == .deny)
    #expect(decision.text == #"{"text":"******"}"#)
  }

  // MARK: - Split over strings

  /// A card in pieces, redacted where a block looks at the value that holds them.
  private func redactSplit(
    _ operation: String, _ line: String, view: String = "view decoded", paths: String = ""
  ) throws -> Decision {
    var bench = try Bench(
      """
      message { text: string?, parts: [string]?, extra: json?, tool: { name: string?, args: json? }? }
      pattern card { match /\\b[0-9]{4}(?: ?[0-9]{4}){3}\\b/; where luhn(match); \(view) }
      redact r { \(paths) card -> \(operation) }
      """)
    return bench.judge(line)
  }

  @Test(arguments: [
    (#"replace "[card]""#, #"{"parts":["it is [card]"," thanks"]}"#),
    ("remove", #"{"parts":["it is "," thanks"]}"#),
    ("mask", #"{"parts":["it is **** ****","**** **** thanks"]}"#),
    ("mask keep 4", #"{"parts":["it is **** ****","**** **** thanks"]}"#),
    ("hash with k", #"{"parts":["it is h(k:KEY)"," thanks"]}"#),
    ("keep", #"{"parts":["it is 4111 1111","1111 1111 thanks"]}"#),
  ])
  func `what is split over strings is hidden in all of them`(
    operation: String, wanted: String
  ) throws {
    let decision = try redactSplit(
      operation, #"{"parts":["it is 4111 1111","1111 1111 thanks"]}"#)
    let token = FakeConcealer.fingerprint("4111 1111 1111 1111".utf8)
    #expect(decision.text == wanted.replacing("KEY", with: token))
    let findings = decision.findings.map { "\($0.field) \($0.start)..<\($0.end) \($0.view)" }
    #expect(findings == ["/parts/0 17..<26 decoded"])
    #expect(decision.findingCount == 1)
  }

  @Test(arguments: [
    // Over three strings, names and numbers between them left alone; escapes hidden whole.
    (
      #"{"extra":{"a":"4111","4":["1111 1",7,"111\u0031111."]}}"#,
      #"{"extra":{"a":"X","4":["",7,"."]}}"#
    ),
    // Found in one string, and across.
    (
      #"{"extra":["4111111111111111","4111","111111111111"]}"#,
      #"{"extra":["X","X",""]}"#
    ),
    // A member of a record is a value of its own, and so is each field.
    (
      #"{"parts":["4111"],"tool":{"name":"4111","args":["1111","11111111"]},"text":"4111"}"#,
      #"{"parts":["4111"],"tool":{"name":"4111","args":["1111","11111111"]},"text":"4111"}"#
    ),
    (#"{"tool":{"args":["4111 1111 ","11111111"]}}"#, #"{"tool":{"args":["X",""]}}"#),
    (#"{"extra":"4111"}"#, #"{"extra":"4111"}"#),
  ])
  func `lists and json are read across their strings`(line: String, wanted: String) throws {
    #expect(try redactSplit(#"replace "X""#, line).text == wanted)
  }

  @Test func `what one string shows alone does not go on in the next`() throws {
    var bench = try Bench(
      #"""
      message { extra: json? }
      pattern mail { match /[a-z.]+@[a-z.]+/; view decoded }
      redact r { mail -> remove }
      validate v { deny if exists(extra) and extra matches mail }
      """#)
    let decision = bench.judge(#"{"extra":["to","a@b.example","more"]}"#)
    #expect(decision.text == #"{"extra":["to","","more"]}"#)
    #expect(decision.findings.map(\.field) == ["/extra/1", "/extra/1"])
    #expect(bench.judge(#"{"extra":["a@","b.example"]}"#).text == #"{"extra":["",""]}"#)
  }

  @Test func `only patterns with the decoded view are looked for across strings`() throws {
    let line = #"{"parts":["4111 1111","1111 1111"]}"#
    #expect(try redactSplit("remove", line, view: "view folded").text == line)
    #expect(try redactSplit("remove", line, view: "").text == line)
  }

  @Test(arguments: [
    ("in extra;", #"{"extra":["",""],"parts":["41111111","11111111"]}"#),
    ("in extra, extra;", #"{"extra":["",""],"parts":["41111111","11111111"]}"#),
    (
      "in parts[0], extra[0];",
      #"{"extra":["41111111","11111111"],"parts":["41111111","11111111"]}"#
    ),
  ])
  func `a block looks across the values that its paths reach`(
    paths: String, wanted: String
  ) throws {
    let line = #"{"extra":["41111111","11111111"],"parts":["41111111","11111111"]}"#
    let decision = try redactSplit("remove", line, paths: paths)
    #expect(decision.text == wanted)
    #expect(decision.findingCount == (wanted == line ? 0 : 1))
  }

  @Test func `of a long string both ends are read across`() throws {
    let long = String(repeating: "wörd ", count: 3_000)
    let line = #"{"parts":["4111 1111","1111 1111 \#(long)4111","111111111111","x"]}"#
    let wanted = #"{"parts":["Z"," \#(long)Z","","x"]}"#
    #expect(try redactSplit(#"replace "Z""#, line).text == wanted)
  }

  @Test func `a list of many split values is hidden whole`() throws {
    let pieces = (0..<2_000).map { _ in #""x 4111 1111","1111 1111 x""# }
    let wanted = (0..<2_000).map { _ in #""x Z"," x""# }
    let decision = try redactSplit(
      #"replace "Z""#, #"{"parts":[\#(pieces.joined(separator: ","))]}"#)
    #expect(decision.text == #"{"parts":[\#(wanted.joined(separator: ","))]}"#)
    #expect(decision.findingCount == 2_000)
  }
}
