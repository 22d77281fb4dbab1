import Testing

@testable import WeirMatcher

/// A character as the tree reads it is what PCRE2 matches.
@Suite struct EscapeTests {
  @Test(arguments: [
    #"[\x+a-z]"#, #"[\x41+]"#, #"[\x{41}-\x{43}+]"#, #"[\o{101}-\o{103}]"#, #"[\N{U+41}-\N{U+43}]"#,
    #"[\0-\011]"#, #"[\x-\x20]"#, #"[\cA-\cZ]"#, #"[\e\a\f]"#, #"\x{e9}"#, #"\x41"#, #"\N{U+e9}"#,
    #"[^\w\sf{2}%[\x+a-z]"#,
  ])
  func `an escape in a class holds what PCRE2 finds`(pattern: String) throws {
    let set = try #require(self.set(of: RegexParser.parse(RegexSource(pattern)).root))
    let compiled = try PatternSet([PatternSource(name: "p", regex: RegexSource(pattern))])
    for scalar in (0...0x17F as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
      let isFound = !matches(compiled, String(scalar)).isEmpty
      #expect(set.contains(scalar.value) == isFound, "\(pattern) and U+\(scalar.value)")
    }
  }

  @Test func `a count behind a null character is no octal number in braces`() throws {
    let set = try PatternSet([PatternSource(name: "p", regex: RegexSource(#"x\0{2}"#))])
    #expect(matches(set, "x\0\0").count == 1)
    #expect(set.patterns[0].scalarsMin == 3)
  }

  private func matches(_ set: PatternSet, _ text: String) -> [TextMatch] {
    withBytes(text) {
      Trail(set.candidates(of: 0, in: $0, scratch: MatchScratch()), rejects: 0).matches
    }
  }

  private func set(of node: RegexNode) -> ScalarSet? {
    guard case .set(let set, _) = node else { return nil }
    return set
  }
}
