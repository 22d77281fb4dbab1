import Testing

@testable import WeirSyntax

@Suite struct ExampleTests {
  @Test func `the whole example of the design is read without a word`() throws {
    let (tree, diagnostics) = Parser.parse(try Samples.example(), index: 0)
    #expect(diagnostics.map(\.message) == [])
    #expect(tree.declarations.count == 20)
    #expect(tree.comments.count == 9)
  }
}
