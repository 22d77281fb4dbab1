import Foundation
import Testing

@testable import WeirSyntax

@Suite struct FormatterTests {
  private func format(_ text: String) throws -> String {
    try Formatter.format(SourceFile(name: "a.weir", text: text))
  }

  @Test(arguments: Samples.policyFiles())
  func `formatting keeps the meaning and is idempotent`(path: String) throws {
    let source = try Samples.file(path)
    let (tree, diagnostics) = Parser.parse(source, index: 0)
    guard diagnostics.isEmpty else {
      #expect(throws: Formatter.Refusal.self) { try Formatter.format(source) }
      return
    }
    let formatted = Formatter.format(tree, source)
    let again = SourceFile(name: path, text: formatted)
    let (reread, more) = Parser.parse(again, index: 0)
    #expect(more.map(\.message) == [])
    #expect(TreeDump.text(of: reread) == TreeDump.text(of: tree))
    #expect(Samples.difference(formatted, Formatter.format(reread, again)) == nil)
    #expect(reread.comments.map(\.text) == tree.comments.map(\.text))
  }

  @Test func `the example has its canonical form`() throws {
    let formatted = try Formatter.format(try Samples.example())
    try Samples.compare(formatted, with: "pipeline/design-example/policy.formatted")
  }
}

extension FormatterTests {
  @Test func `comments keep their places`() throws {
    let formatted = try Formatter.format(try Samples.file("Tests/Golden/syntax/comments.weir"))
    try Samples.compare(formatted, with: "syntax/comments.formatted")
  }
}
