import Testing

@testable import WeirSyntax

/// Every code's page is run: the bad text provokes the code, the good one says nothing.
@Suite struct PageTests {
  /// These two need bytes that no page can show.
  private static let shownInWords = ["WEIR0113", "WEIR0115"]

  @Test(arguments: SyntaxCodes.all.map(\.id))
  func `a page's bad text provokes its code and its good text is clean`(id: String) throws {
    let code = try #require(SyntaxCodes.all.first { $0.id == id })
    let good = Samples.diagnose(code.good)
    #expect(good.map(\.message) == [])
    if Self.shownInWords.contains(id) { return }
    let bad = Samples.diagnose(code.bad)
    #expect(bad.first?.code.id == id, "\(bad.map(\.message))")
  }

  @Test func `bytes that are not UTF-8 are found`() {
    let source = SourceFile(name: "a.weir", bytes: Array("# caf".utf8) + [0xe9, 0x0a])
    let found = Parser.parse(source, index: 0).diagnostics
    #expect(found.map(\.code.id) == ["WEIR0113"])
    #expect(found[0].primary.span.start == 5)
  }

  @Test func `a file beyond a mebibyte is refused whole`() {
    let bytes = [UInt8](repeating: 0x20, count: SyntaxLimits.fileBytesMax + 1)
    let found = Parser.parse(SourceFile(name: "a.weir", bytes: bytes), index: 0)
    #expect(found.diagnostics.map(\.code.id) == ["WEIR0115"])
    #expect(found.tree.declarations.isEmpty)
  }

  @Test func `ids are given once`() {
    #expect(Set(SyntaxCodes.all.map(\.id)).count == SyntaxCodes.all.count)
  }
}
