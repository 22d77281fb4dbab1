import Testing

@testable import WeirSyntax

@Suite struct GrammarTests {
  @Test func `every name in the grammar has a production`() throws {
    #expect(try Grammar.weir().undefined == [])
  }

  @Test func `there are policy files to read`() {
    #expect(Samples.policyFiles().contains("Tests/Golden/pipeline/design-example/policy.weir"))
  }

  @Test(arguments: Samples.policyFiles())
  func `grammar and parser agree on a policy file`(path: String) throws {
    let source = try Samples.file(path)
    // Bounds are no part of the grammar.
    let found = Parser.parse(source, index: 0).diagnostics.filter { $0.code.id != "WEIR0214" }
    #expect(Recogniser.accepts(source, by: try Grammar.weir()) == found.isEmpty)
  }

  @Test(arguments: SyntaxCodes.all.map(\.id))
  func `grammar and parser agree on a diagnostic's page`(id: String) throws {
    let code = try #require(SyntaxCodes.all.first { $0.id == id })
    let grammar = try Grammar.weir()
    #expect(Recogniser.accepts(SourceFile(name: "a", text: code.good), by: grammar))
    guard id != "WEIR0214" else { return }
    #expect(!Recogniser.accepts(SourceFile(name: "a", text: code.bad), by: grammar))
  }

  @Test func `tokens are spelt as the grammar says`() throws {
    let grammar = try Grammar.weir()
    for path in ["pipeline/design-example/policy.weir", "syntax/comments.weir"] {
      let source = try Samples.file("Tests/Golden/" + path)
      for token in Lexer.lex(source, index: 0).tokens {
        guard let name = Recogniser.tokenName(token), name != "NEWLINE" else { continue }
        let text = String(decoding: source.bytes[token.span.start..<token.span.end], as: UTF8.self)
        #expect(Recogniser.spells(text, name, by: grammar), "\(name) \(text)")
      }
    }
  }

  @Test(arguments: 0..<8)
  func `sentences of the grammar parse and keep their form`(batch: UInt64) throws {
    let grammar = try Grammar.weir()
    for seed in 0..<25 {
      var maker = SentenceMaker(grammar, seed: batch &* 1000 &+ UInt64(seed))
      let source = SourceFile(name: "generated", text: maker.sentence())
      let (tree, diagnostics) = Parser.parse(source, index: 0)
      let text = String(decoding: source.bytes, as: UTF8.self)
      if diagnostics.contains(where: { $0.code.id == "WEIR0214" }) { continue }
      try #require(diagnostics.map(\.message) == [], "\(text)")
      let formatted = Formatter.format(tree, source)
      let again = SourceFile(name: "formatted", text: formatted)
      let (reread, more) = Parser.parse(again, index: 0)
      try #require(more.map(\.message) == [], "\(text)\n→\n\(formatted)")
      try #require(TreeDump.text(of: reread) == TreeDump.text(of: tree), "\(text)\n→\n\(formatted)")
      let difference = Samples.difference(formatted, Formatter.format(reread, again))
      try #require(difference == nil)
    }
  }

  /// One token left out or swapped with the next, at every third place.
  @Test func `grammar and parser agree on the example with one token changed`() throws {
    let grammar = try Grammar.weir()
    let tokens = Samples.words(of: try Samples.file("Tests/Golden/syntax/comments.weir"))
    var accepted = 0
    for place in tokens.indices.dropLast() where place % 3 == 0 {
      var dropped = tokens
      dropped.remove(at: place)
      var swapped = tokens
      swapped.swapAt(place, place + 1)
      for words in [dropped, swapped] {
        let source = SourceFile(name: "a", text: words.joined(separator: " "))
        let isClean = Parser.parse(source, index: 0).diagnostics.isEmpty
        accepted += isClean ? 1 : 0
        let isIn = Recogniser.accepts(source, by: grammar)
        #expect(isIn == isClean, "\(words[max(0, place - 5)...min(place + 5, words.count - 1)])")
      }
    }
    #expect(accepted > 0)
  }
}
