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

  /// What other editors leave in a file: the meaning is the same, the canonical form has none of it.
  @Test(arguments: [
    "let a = 1\r\nlet b = 2\r\n",
    "\u{feff}let a = 1\nlet b = 2\n",
    "\u{feff}let a = 1\r\n\tlet b = 2",
    "let a = 1;let b = 2;;",
    "\r\n\r\nlet a = 1  \r\nlet b = 2\r\n\r\n",
  ])
  func `line ends and marks of other editors leave nothing behind`(text: String) throws {
    let plain = try Formatter.format(SourceFile(name: "a", text: "let a = 1\nlet b = 2\n"))
    let formatted = try Formatter.format(SourceFile(name: "a", text: text))
    // Compared as bytes: as characters, a text with `\r\n` can hold no `\r`.
    #expect(Array(formatted.utf8) == Array(plain.utf8))
  }

  @Test func `comments lose the line ends of other editors too`() throws {
    let text = "\u{feff}# one\r\n\r\nlet a = 1  # two\r\n# three\r\n"
    let formatted = try Formatter.format(SourceFile(name: "a", text: text))
    #expect(Array(formatted.utf8) == Array("# one\n\nlet a = 1  # two\n# three\n".utf8))
  }
}
