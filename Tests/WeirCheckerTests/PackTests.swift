import Foundation
import Testing
import WeirSyntax

@testable import WeirChecker

@Suite struct PackTests {
  @Test func `use brings names and apply brings policies`() throws {
    let message = "message { text: string }\n"
    let used = Checking(message + "use secrets\nvalidate v { deny if text matches secrets }")
    #expect(used.report.set?.policies.map(\.name) == ["v"], "\(used.summary)")
    #expect(used.report.set?.patterns.map(\.name) == ["secrets.key"])
    let applied = Checking(message + "apply secrets")
    #expect(applied.report.set?.policies.map(\.name) == ["secrets.keys"], "\(applied.summary)")
  }

  @Test func `a pack that is only used leaves no windows behind`() throws {
    let set = try #require(
      Checking("message { text: string }\nuse needs_text\nlet e = needs_text.is_empty").report.set)
    #expect(set.windows.isEmpty)
    #expect(set.policies.isEmpty)
    #expect(set.lets.map(\.name).contains("needs_text.is_empty"))
  }

  @Test func `a pack reads the set's field under the set's JSON name`() throws {
    let set = try #require(
      Checking("message { text: string from \"body\" }\napply needs_text").report.set)
    #expect(set.message.fields.map(\.jsonPath) == [["body"]])
    #expect(set.windows.count == 1)
  }

  @Test(arguments: [
    "message { text: string, user: string, tool: { name: string } }",
    "message { text: \"a\" | \"b\", user: string?, tool: { name: string, more: int }? }",
  ])
  func `the set's types may be narrower than the pack's`(message: String) {
    let checking = Checking(message + "\napply needs_more")
    #expect(checking.errors.isEmpty, "\(checking.summary)")
    #expect(
      checking.report.set?.patterns.map(\.name).contains("pii.email") == true)
  }

  @Test(arguments: [
    "message { text: string?, user: string?, tool: { name: string }? }",
    "message { text: string, user: int, tool: { name: string }? }",
    "message { text: string, user: string, tool: { name: int } }",
    "message { text: string, user: string }",
  ])
  func `a field that doesn't fit a pack is one error, at the pack's name`(message: String) throws {
    let checking = Checking(message + "\napply needs_more")
    #expect(checking.errors.map(\.code.id) == ["WEIR0309"], "\(checking.summary)")
    let error = try #require(checking.errors.first)
    #expect(checking.pointedAt(error) == "needs_more")
  }

  @Test func `a pack's own names stay its own`() {
    let checking = Checking(
      "message { text: string }\nuse needs_text\nvalidate v { deny if needs_text.text == \"\" }")
    #expect(checking.errors.map(\.code.id) == ["WEIR0301"], "\(checking.summary)")
  }
}

@Suite struct AddressTests {
  @Test(arguments: [
    ("10.0.0.1", true), ("::1", true), ("2001:db8::8:800:200c:417a", true),
    ("::ffff:1.2.3.4", true), ("10.0.0.0/8", true), ("fe80::/10", true), ("010.0.0.1", false),
    ("1.2.3", false), ("1.2.3.4/33", false), ("1:2:3:4:5:6:7:8:9", false), ("g::1", false),
    ("1::2::3", false), ("", false), ("/", false), (":", false), ("12345::", false),
  ])
  func `an address in a list file is read strictly`(text: String, isAddress: Bool) {
    #expect((AddressText.read(text) != nil) == isAddress)
  }

  @Test func `a list from a file is read as what it is compared with`() throws {
    let text = """
      message { ip: ip, user: string, n: int }
      list seen from "seen.txt"
      validate v { deny if ip in seen or user in seen }
      """
    let addresses = Checking(text, lists: ["seen.txt": .entries(["10.0.0.1", "10.1.0.0/16"])])
    #expect(addresses.errors.isEmpty, "\(addresses.summary)")
    let names = Checking(text, lists: ["seen.txt": .entries(["ana"])])
    #expect(names.errors.map(\.code.id) == ["WEIR0331"], "\(names.summary)")
  }
}

/// One slip of the finger in a good set.
@Suite struct TypoTests {
  static let typos: [(String, String)] = [
    ("length(text) <= 8_000", "lenght(text) <= 8_000"), ("user in testers", "user in tester"),
    ("role == \"user\"", "role == \"usr\""), ("member_card   -> mask", "member_crad   -> mask"),
    ("text matches injection.override", "text matches injection.overide"),
    ("last 10m", "lsat 10m"), ("severity high", "severity hihg"),
    ("score   chat_shape", "score   chat_shap"), ("allow  20 per 1m", "allow  20 per 1x"),
    ("else   deny \"slow", "esle   deny \"slow"), ("tool.args", "tool.arsg"),
    ("pattern order_number =", "patern order_number ="), ("use pii,", "use pi,"),
    ("trees 100", "tres 100"), ("expect  deny by per_user", "expect  deny by per_usr"),
    ("because \"red team exercise\"", "becuase \"red team exercise\""),
    ("require not has_invisible(text)", "require not has_invisble(text)"),
    ("list testers = [", "lst testers = ["), ("review above 5", "review abve 5"),
    ("clock  at", "clock  att"), ("text:  string", "text:  strng"),
  ]

  @Test(arguments: typos)
  func `one typo gives one error`(right: String, wrong: String) throws {
    let text = try Example.text()
    let found = text.firstRange(of: right)
    let range = try #require(found, "\(right)")
    let checking = Checking(
      text.replacingCharacters(in: range, with: wrong), lists: Example.lists)
    #expect(checking.errors.count == 1, "\(checking.summary)")
  }

  @Test func `no mutation of the example traps`() throws {
    let bytes = Array(try Example.text().utf8)
    let pieces = [
      "", " ", "(", ")", "{", "}", "[", "]", "not ", "?", "??", "0", "-1", "\"", "text",
    ]
    var random = SplitMix(state: 7)
    for _ in 0..<60 {
      var mutated = bytes
      for _ in 0...random.below(3) {
        let at = random.below(mutated.count)
        let end = min(mutated.count, at + random.below(12))
        mutated.replaceSubrange(at..<end, with: Array(pieces[random.below(pieces.count)].utf8))
      }
      let checking = Checking(
        String(decoding: mutated, as: UTF8.self), lists: Example.lists)
      #expect((checking.report.set == nil) == !checking.errors.isEmpty)
      for diagnostic in checking.report.diagnostics {
        let span = diagnostic.primary.span
        #expect(span.start <= span.end && span.end <= checking.sources[span.file].bytes.count)
      }
    }
  }

  struct SplitMix {
    var state: UInt64

    /// Sebastiano Vigna's SplitMix64.
    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
    }
  }
}
