import Testing
import WeirSyntax

@testable import WeirChecker

@Suite struct LintTests {
  private static let lists: [String: ListContents] = ["empty.txt": .entries([])]

  @Test(arguments: Lints.codes.map(\.id))
  func `a lint's bad text provokes it and the good one doesn't`(id: String) throws {
    let code = try #require(Lints.codes.first { $0.id == id })
    let bad = Checking(code.bad, lists: Self.lists)
    #expect(bad.errors.isEmpty, "\(bad.summary)")
    #expect(bad.ids.contains(id), "\(bad.summary)")
    let good = Checking(code.good, lists: Self.lists)
    #expect(good.errors.isEmpty, "\(good.summary)")
    #expect(!good.ids.contains(id), "\(good.summary)")
  }

  @Test func `the list of lints is sorted and names are unique`() {
    let ids = Lints.codes.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(ids.count >= 25)
  }

  @Test func `the design's example has only the findings that are true of it`() throws {
    let checking = Checking(try Example.text(), lists: Example.lists)
    let expected: Set<String> = ["policy-without-test", "untrusted-condition"]
    #expect(Set(checking.ids).subtracting(expected) == [], "\(checking.summary)")
  }

  @Test func `a comment above allows a lint`() {
    let checking = Checking(
      """
      message { text: string }
      # allow unused-pattern: for the next release
      pattern p = /[0-9]{8}/
      pattern q = /[0-9]{9}/  # allow unused-pattern: this too
      """)
    #expect(checking.ids == [], "\(checking.summary)")
  }

  @Test func `a comment above a policy allows it for every clause`() {
    let checking = Checking(
      """
      message { text: string, n: int }
      # allow policy-without-test, always-true: measured elsewhere
      validate v {
        deny if length(text) >= 0
      }
      """)
    #expect(checking.ids == [], "\(checking.summary)")
  }

  /// A condition and how it is escaped.
  static let omissions: [(condition: String, way: String?)] = [
    ("(agent ?? \"\") == \"x\"", "leaving out `agent`"), ("(agent ?? \"\") != \"x\"", nil),
    ("(as_string(data) ?? \"\") == \"x\"", "a `data` of another type"),
    ("(as_string(data) ?? \"x\") == \"x\"", nil),
    ("(as_string(data) ?? \"\") in [\"x\", \"y\"]", "a `data` of another type"),
    ("(as_string(data) ?? \"\") not in [\"x\", \"y\"]", nil),
    ("(as_string(data) ?? \"\") matches /xy+/", "a `data` of another type"),
    ("(as_int(data) ?? 0) > 10", "a `data` of another type"), ("(as_int(data) ?? 99) > 10", nil),
    ("(as_int(text) ?? 0) > 10", nil),
    (
      "exists(data.kind) and (as_string(data.kind) ?? \"\") == \"x\"",
      "a `data.kind` of another type"
    ),
    ("not exists(data.kind) or (as_string(data.kind) ?? \"\") == \"x\"", nil),
    (
      "b and exists(data.a[0]) and (as_string(data.a[0]) ?? \"\") starts_with \"x\"",
      "a `data.a[0]` of another type"
    ),
    ("b or (as_string(data) ?? \"\") == \"x\"", nil),
  ]

  @Test(arguments: omissions)
  func `what is left out or sent as another type escapes`(condition: String, way: String?) {
    let checking = Shape.condition(condition)
    #expect(checking.errors.isEmpty, "\(checking.summary)")
    let found = checking.all.filter { $0.code.id == "escapable-by-omission" }.map(\.message)
    #expect(found == (way.map { ["\($0) escapes this rule"] } ?? []))
  }

  @Test(arguments: [
    "# allow unused-list: none is here", "# allow unused-patern: misspelt",
    "# allow unused-pattern",
  ])
  func `an allowance that allows nothing is itself reported`(comment: String) {
    let checking = Checking(
      "message { text: string }\n\(comment)\npattern p = /[0-9]{8}/")
    #expect(checking.ids.contains("needless-allow"), "\(checking.summary)")
    #expect(checking.ids.contains("unused-pattern"), "\(checking.summary)")
  }

  @Test func `prose that begins with the word allow is left alone`() {
    let checking = Checking("# allow people to write: politely\nmessage { text: string }")
    #expect(checking.ids == [], "\(checking.summary)")
  }

  @Test func `a pack's own names are for others to use`() {
    let source = SourceFile(name: "pack.weir", text: "pattern p = /[0-9]{8}/")
    let tree = Parser.parse(source, index: 0).tree
    let report = check(
      CheckInput(
        sources: [source], trees: [tree], builtins: StandIns.builtins, now: 0, isPack: true))
    #expect(report.diagnostics.isEmpty)
  }
}
