import Testing

@testable import WeirMatcher

@Suite struct LiteralFinderTests {
  /// What can stand in for a match: each choice as its texts, letters of either case in capitals.
  private func choices(_ pattern: String, flags: String = "") -> [[String]] {
    let root = RegexParser.parse(RegexSource(pattern, flags: flags)).root
    return LiteralFinder.read(root).choices.map { choice in
      choice.placed.map { placed in
        let bytes = placed.literal.bytes.map { $0.isEitherCase ? $0.value ^ 0x20 : $0.value }
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  @Test func `neighbouring characters make one text, a class of many makes a gap`() {
    #expect(choices("abc") == [["abc"]])
    #expect(choices(#"abc\d+xyz"#) == [["abc"], ["xyz"]])
    #expect(choices("[^a]") == [])
  }

  @Test func `an alternation brings one text for each branch or nothing`() {
    #expect(choices("(?:cat|dog)") == [["cat", "dog"]])
    #expect(choices(#"(?:cat|\d)"#) == [])
  }

  @Test func `what may be left out is not required`() {
    #expect(choices("(?:abc)?xyz").allSatisfy { $0.allSatisfy { $0.hasSuffix("xyz") } })
    #expect(choices("(?:abc)*") == [])
  }

  @Test func `s and k of both cases have a spelling outside ASCII`() {
    #expect(Set(choices("k", flags: "i").joined()) == ["K", "\u{212A}"])
    #expect(Set(choices("s", flags: "i").joined()) == ["S", "\u{17F}"])
    #expect(choices("sk") == [["sk"]])
  }

  @Test func `letters outside ASCII are written in each of their cases`() {
    #expect(choices("é", flags: "i") == [["É", "é"]])
    #expect(choices("é") == [["é"]])
    #expect(choices("да", flags: "i").joined().count == 6)
    // What later Unicode may know by another case is not told.
    #expect(choices("\u{26A}", flags: "i") == [])
  }
}
