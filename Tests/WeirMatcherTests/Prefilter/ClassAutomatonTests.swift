import Testing

@testable import WeirMatcher

@Suite struct ClassAutomatonTests {
  private func prefix(_ pattern: String) throws -> ClassPrefix {
    let root = RegexParser.parse(RegexSource(pattern)).root
    return try #require(ClassPrefix(PositionAutomaton(root)))
  }

  @Test func `a deeper automaton has more states, and one too large is none`() throws {
    let one = try prefix(#"\b[A-Z]{2}[0-9]{8}\b"#)
    let shallow = try #require(ClassAutomaton([(0, one)], depthMax: 2))
    let deep = try #require(ClassAutomaton([(0, one)], depthMax: 6))
    #expect(shallow.stateCount < deep.stateCount)
    let wide = try (0..<6).map {
      try (
        pattern: $0,
        prefix: prefix("[a-\(Character(Unicode.Scalar(UInt8(109 + $0))))][^c]{3}[a-k]{9}x")
      )
    }
    #expect(ClassAutomaton(wide, depthMax: 12) == nil)
  }

  @Test func `symbols that no class tells apart share a column`() throws {
    let automaton = try #require(ClassAutomaton([(0, try prefix("[0-9]{3}[a-f]"))], depthMax: 4))
    // Digits, a to f, other word characters, the rest of ASCII, all others, and what continues one.
    #expect(automaton.table().columns == 6)
  }
}
