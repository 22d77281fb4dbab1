import Foundation
import Testing
import WeirCrypto
import WeirProject

@testable import WeirFilter

@Suite struct RoutingTests {
  let place = workplace(allKinds)

  @Test func `what was denied or held goes to its file with the decision`() throws {
    let input =
      [message(1, "hi"), message(2, "attack a@b.org"), message(3, "maybe a@b.org"), "{}"]
      .joined(separator: "\n") + "\n"
    let finished = try filter(place, input) {
      $0.held = .file(place.path("held"))
      $0.rejected = place.path("rejected")
    }
    #expect(finished.text == message(1, "hi") + "\n")
    let held = try place.objects("held")
    #expect(held.map { $0["line"] as? Int } == [3])
    #expect(held[0]["verdict"] as? String == "review")
    #expect((held[0]["message"] as? [String: Any])?["text"] as? String == "maybe *@*.***")
    let rejected = try place.objects("rejected")
    #expect(rejected.map { $0["line"] as? Int } == [2, 4])
    let reasons = try #require(rejected[0]["reasons"] as? [[String: Any]])
    #expect(reasons.map { $0["rule"] as? String } == ["words:1"])
    #expect(reasons[0]["text"] as? String == "no attacks")
    #expect(rejected[1]["message"] is NSNull)
    #expect(!place.text("held").contains("a@b.org"))
    #expect(!place.text("rejected").contains("a@b.org"))
  }

  @Test func `a set that can hold does not start until it is told where`() throws {
    #expect(throws: FilterError.self) { try filter(place, "") }
    do { _ = try filter(place, "") } catch {
      #expect("\(error)".contains("`words`"))
      #expect("\(error)".contains("--held"))
    }
    #expect(try filter(place, "", { $0.held = .discard }).report.exitCode == 0)
    #expect(try filter(place, "", { $0.output = .decisions }).report.exitCode == 0)
    #expect(try filter(place, "", { $0.output = .shadow }).report.exitCode == 0)
  }

  @Test(arguments: [
    ("validate a { on error review; deny if id == 1 }", true),
    ("validate a { deny if id == 1 }", false),
    ("validate a { mode shadow; review if id == 1 }", false),
    ("validate a { level 3; review if id == 1 }", false),
    ("limit a { by id; allow 3 per 1m; else review }", true),
  ])
  func `only what is enforced can hold`(policy: String, canHold: Bool) throws {
    let place = workplace("message { id: int }\n\(policy)\nvalidate b { deny if id == 2 }")
    if canHold {
      #expect(throws: FilterError.self) { try filter(place, "") }
    } else {
      #expect(try filter(place, "").report.exitCode == 0)
    }
  }

  @Test func `held messages can be discarded, and are still counted`() throws {
    let finished = try filter(place, message(1, "maybe") + "\n") { $0.held = .discard }
    #expect(finished.output.isEmpty)
    #expect(finished.report.tally.held == 1)
    #expect(finished.report.exitCode == 1)
  }

  @Test func `limits refuse and the rest passes in order`() throws {
    let input = (1...6).map { message($0, "n") + "\n" }.joined()
    let finished = try filter(place, input) { $0.held = .discard }
    #expect(finished.text == (1...3).map { message($0, "n") + "\n" }.joined())
    #expect(finished.report.tally.denied == 3)
  }

  @Test func `originals open with the key`() throws {
    let line = message(1, "attack a@b.org") + " "
    _ = try filter(place, line + "\nnot json\n") {
      $0.held = .discard
      $0.rejected = place.path("rejected")
      $0.originals = try testRing("vault")
    }
    let records = try place.objects("rejected")
    let originals = try records.map { record in
      let token = try #require(record["original"] as? String)
      let plain = try testRing("vault").decrypt(Array(token.utf8))
      return String(decoding: plain.plaintext, as: UTF8.self)
    }
    #expect(originals == [line, "not json"])
  }

  @Test func `what malformed lines hold shows nowhere`() throws {
    let secret = "ana@example.org"
    let lines = [
      "{\"id\":1,\"\(secret)\":{\"x\":[1,}}", "\(secret)", "{\"id\":\"\(secret)\"}",
      "{\"\(secret)\":1,\"\(secret)\":2}", "{\"id\":1,\"user\":\"\(secret)", "[\"\(secret)\"]",
    ]
    let finished = try filter(place, lines.joined(separator: "\n")) {
      $0.held = .discard
      $0.rejected = place.path("rejected")
      $0.audit = .init(file: place.path("audit"), ring: try testRing(), fields: ["user", "text"])
    }
    #expect(finished.report.tally.malformed == lines.count)
    for text in [finished.said, place.text("rejected"), place.text("audit"), finished.text] {
      #expect(!text.contains(secret))
    }
    let faults = try place.objects("rejected").compactMap { $0["malformed"] as? [String: Any] }
    #expect(faults.allSatisfy { $0["reason"] is String && $0["offset"] is Int })
  }

  @Test func `a hidden member name shows in no pointer`() throws {
    let line = "{\"id\":1,\"user\":\"u\",\"text\":\"attack\",\"args\":{\"a@b.org\":\"c@d.org\"}}\n"
    let finished = try filter(place, line) {
      $0.output = .decisions
      $0.rejected = place.path("rejected")
      $0.audit = .init(file: place.path("audit"), ring: try testRing(), fields: ["args"])
    }
    for text in [finished.text, place.text("rejected"), place.text("audit")] {
      #expect(!text.contains("a@b.org"))
      #expect(!text.contains("c@d.org"))
      #expect(text.contains("/args/*"))
    }
  }

  @Test func `shadow passes every byte and logs what would have been`() throws {
    let input = message(1, "attack a@b.org") + "\r\n\n{broken\n" + message(2, "maybe")
    let finished = try filter(place, input) {
      $0.output = .shadow
      $0.rejected = place.path("rejected")
      $0.audit = .init(file: place.path("audit"), ring: try testRing())
    }
    #expect(finished.text == input)
    #expect(try place.objects("rejected").count == 3)
    #expect(try place.objects("rejected").allSatisfy { $0["shadow"] as? Bool == true })
    let verdicts = try place.objects("audit").compactMap { $0["weir.verdict"] as? String }
    #expect(verdicts == ["deny", "deny", "deny", "review"])
  }

  @Test func `a bound on lines leaves the rest unread`() throws {
    let input = (1...9).map { message($0, "n", user: "u\($0)") + "\n" }.joined()
    let finished = try filter(place, input) {
      $0.held = .discard
      $0.linesMax = 4
    }
    #expect(finished.report.tally.lines == 4)
    #expect(finished.report.ending == .limit)
    #expect(finished.text.split(separator: "\n").count == 4)
    let none = try filter(place, input) {
      $0.held = .discard
      $0.linesMax = 0
    }
    #expect(none.report.tally.lines == 0)
  }

  @Test func `counts add up, and the summary says them`() throws {
    var input = ""
    for number in 0..<500 {
      let text = ["hi", "attack", "maybe", "odd", "a@b.org"][number % 5]
      input += number % 7 == 0 ? "{]\n" : message(number, text, user: "u\(number)") + "\n"
    }
    let finished = try filter(place, input) { $0.held = .discard }
    let tally = finished.report.tally
    #expect(tally.lines == 500)
    #expect(tally.passed + tally.held + tally.denied == tally.lines)
    #expect(finished.text.split(separator: "\n").count == tally.passed)
    #expect(finished.said.contains("500 lines"))
    #expect(finished.said.contains("malformed: 72 syntax"))
    let quiet = try filter(place, input) {
      $0.held = .discard
      $0.isQuiet = true
    }
    #expect(quiet.said.isEmpty)
    #expect(quiet.output == finished.output)
  }

  // MARK: - Decisions

  @Test func `a decision for each line, members in one order`() throws {
    let input = [message(1, "attack a@b.org"), "", "{\"id\":true}", message(2, "odd")]
    let finished = try filter(place, input.joined(separator: "\n") + "\n") {
      $0.output = .decisions
    }
    let lines = finished.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0] == """
        {"line":1,"verdict":"deny","observed":"deny","time":"2026-01-01T00:00:00.000000Z",\
        "message":{"id":1,"user":"ana","text":"attack *@*.***"},"malformed":null,"reasons":\
        [{"policy":"words","rule":"words:1","verdict":"deny","enforced":true,"failure":false,\
        "text":"no attacks"}],"findings":[{"policy":"mail","redaction":"mask","pattern":"email",\
        "field":"/text","start":36,"end":43,"view":"raw","enforced":true}],"findings_total":1,\
        "exceptions":[],"scores":{},"limits":[{"policy":"per_user","allowed":true,\
        "remaining":2,"retry_after_ms":0,"overflow":false}]}
        """)
    let empty = try object(lines[1])
    #expect(empty["message"] is NSNull)
    #expect((empty["malformed"] as? [String: Any])?["reason"] as? String == "empty")
    let wrong = try #require(try object(lines[2])["malformed"] as? [String: Any])
    #expect(wrong["field"] as? String == "/id")
    #expect(wrong["expected"] as? String == "int")
    #expect(try object(lines[3])["verdict"] as? String == "flag")
  }

  @Test func `records say which view showed a match, and where`() throws {
    let place = workplace(
      """
      message { text: string }
      pattern order { match /drop the rules/; view folded }
      validate v { deny if text matches order }
      """)
    let input = "{\"text\":\"d\u{200b}rop the rules\"}\n{\"text\":\"drop the rules\"}\n"
    let finished = try filter(place, input) {
      $0.output = .decisions
      $0.audit = .init(file: place.path("audit"), ring: try testRing())
    }
    let lines = finished.text.split(separator: "\n").map(String.init)
    #expect(
      lines[0].contains(
        #""start":9,"end":26,"view":"folded","reading":{"start":0,"end":14},"enforced":true"#))
    #expect(lines[1].contains(#""start":9,"end":23,"view":"raw","enforced":true"#))
    let findings = try place.objects("audit").compactMap {
      ($0["weir.findings"] as? [[String: Any]])?.first
    }
    #expect(findings.map { $0["view"] as? String } == ["folded", "raw"])
    #expect(findings.map { $0["length"] as? Int } == [17, 14])
  }

  @Test func `two runs give the same bytes`() throws {
    let input = (1...300).map { message($0, ["a", "attack", "a@b.org"][$0 % 3]) + "\n" }.joined()
    let runs = try (0..<2).map { _ in
      try filter(place, input) { $0.output = .decisions }.output
    }
    #expect(runs[0] == runs[1])
  }
}
