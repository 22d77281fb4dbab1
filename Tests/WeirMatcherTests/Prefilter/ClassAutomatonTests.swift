import Testing

@testable import WeirMatcher

@Suite struct ClassAutomatonTests {
  private func prefix(_ pattern: String) throws -> ClassPrefix {
    let root = RegexParser.parse(RegexSource(pattern)).root
    return try #require(ClassPrefix(PositionAutomaton(root)))
  }

  @Test func `a deeper automaton has more states, and one too large is none`() throws {
    let one = try prefix(#"\b[A-Z]{2}[0-9]{8}\b"#)
    let shallow = try #require(ClassAutomaton([one], depthMax: 2))
    let deep = try #require(ClassAutomaton([one], depthMax: 6))
    #expect(shallow.stateCount < deep.stateCount)
    let wide = try ["c", "d", "e", "f", "g", "h"].map { try prefix("[^\($0)]{3}[a-\($0)]{9}x") }
    #expect(ClassAutomaton(wide, depthMax: 12) == nil)
  }

  @Test func `symbols that no class tells apart share a column`() throws {
    let automaton = try #require(ClassAutomaton([try prefix("[0-9]{3}[a-f]")], depthMax: 4))
    // Digits, a to f, other word characters, the rest of ASCII, all others, and what continues one.
    #expect(automaton.table().columns == 6)
  }

  @Test func `prefixes share what they end with, so that many need no more states than one`() throws
  {
    let one = try #require(ClassAutomaton([try prefix("[0-9]{4}-")], depthMax: 3))
    let many = try ["[0-9]{9}", "[0-9]{3}[.-]?[0-9]{3}", "[0-9]{4}-[0-9]"].map { try prefix($0) }
    #expect(
      try #require(ClassAutomaton([many[0], many[2]], depthMax: 3)).stateCount == one.stateCount)
    #expect(try #require(ClassAutomaton(many, depthMax: 3)).stateCount == one.stateCount)
  }
}
