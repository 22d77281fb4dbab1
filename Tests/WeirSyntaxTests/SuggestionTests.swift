import Testing

@testable import WeirSyntax

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("deny if text contain \"foo\"", "did you mean `contains`?"),
    ("deny if text startswith \"foo\"", "did you mean `starts_with`?"),
    ("deny if text == \"a\" adn user == \"b\"", "did you mean `and`?"),
    ("deny if text \"reason\" extra", "clauses end with their line, or with `;`"),
  ])
  func `a misspelt word inside a clause gets its meaning`(clause: String, help: String) {
    let text = "validate v {\n  \(clause)\n}\n"
    let diagnostics = Parser.parse(SourceFile(name: "a.weir", text: text), index: 0).diagnostics
    #expect(diagnostics.map(\.help) == [help])
  }

  @Test func `a regex in a redaction is sent to a pattern of its own`() {
    let text = "redact r {\n  /[0-9]{9}/ -> mask\n}\nlet a = 1\n"
    let parsed = Parser.parse(SourceFile(name: "a.weir", text: text), index: 0)
    #expect(parsed.diagnostics.map(\.message) == ["a redaction takes the name of a pattern"])
    #expect(parsed.tree.declarations.count == 2)
  }
}
