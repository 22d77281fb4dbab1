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
}
