import Testing

@testable import WeirMatcher

@Suite struct SurroundingsTests {
  private func surroundings(_ pattern: String) -> Surroundings {
    InspectedRegex(RegexSource(pattern)).surroundings
  }

  private func denied(_ set: SymbolSet) -> String {
    String((33..<127).filter { set.contains($0) }.map { Character(Unicode.Scalar(UInt8($0))) })
  }

  @Test(arguments: [
    ("(?<![.+-])[0-9]{3}(?![;x])", "+-.", ";x"), ("(?<!a|b)(?<!c)x", "abc", ""),
    ("\\b(?<![.])x\\b(?!,)(?=$)", ".", ","), ("x(?!,|[.-][0-9]|;)", "", ",;"),
    ("(?:(?<!a)b)(?!c)", "a", "c"), ("(?<!ab)x", "", ""), ("(?<=a)x(?=b)", "", ""),
    ("(?!a)x(?<!b)", "", ""), ("(?<!a)x|y", "", ""), ("(?:(?<!a)x|y)z(?!b)", "", "b"),
    ("x(?:(?!a))?", "", ""), ("(?<![a\\p{Lu}])x", "", ""),
  ])
  func `looks at the ends deny single characters`(pattern: String, before: String, behind: String) {
    #expect(denied(surroundings(pattern).deniedBefore) == before)
    #expect(denied(surroundings(pattern).deniedBehind) == behind)
  }

  @Test func `characters outside ASCII are never denied`() {
    let found = surroundings(#"(?<![\wé])x(?!\w)"#)
    #expect(found.deniedBefore.isASCII)
    #expect(found.deniedBefore.holdsASCIIWord && found.deniedBehind.holdsASCIIWord)
  }
}
