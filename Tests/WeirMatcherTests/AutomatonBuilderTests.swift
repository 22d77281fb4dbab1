import Testing

@testable import WeirMatcher

@Suite struct AutomatonBuilderTests {
  private func automaton(_ pattern: String) -> PositionAutomaton {
    PositionAutomaton(RegexParser.parse(RegexSource(pattern)).root)
  }

  /// Everything about an automaton but where it was written.
  private func outline(_ automaton: PositionAutomaton) -> [[Int]] {
    let edges = automaton.edges.indices.map { position in
      automaton.edges[position].flatMap { [$0.target, $0.ways] }
    }
    let borders = (automaton.firsts + [.init(position: -1, ways: 0, guards: [])] + automaton.lasts)
      .map { [$0.position, $0.ways, Int($0.guards.rawValue)] }
    return edges + borders + [automaton.classOf, automaton.atomicOf]
  }

  @Test(arguments: [
    "", "?", "*", "+", "{3}", "{0,4}", "{2,5}", "{2,}", "{0,}", "{1,3}+", "{0}", "{0,1000}",
  ])
  func `a repeat of one class is built as any other`(count: String) {
    for (left, right) in [("", ""), ("x", "y"), ("x?", "y?"), (#"\b"#, #"\b"#), ("(?:x|", "y)")] {
      let quick = automaton("\(left)[ab]\(count)\(right)")
      let slow = automaton("\(left)(?:[ab](?:))\(count)\(right)")
      #expect(outline(quick) == outline(slow), "\(left)[ab]\(count)\(right)")
    }
  }

  @Test func `edges stand in rows by target, and two ways between positions are one edge`() {
    let nested = automaton("(?:a+b?)+")
    #expect(nested.edges[0].map(\.target) == [0, 1])
    #expect(nested.edges[0].map(\.ways) == [2, 1])
    #expect(nested.edges[1].map(\.target) == [0])
    #expect(nested.edges.leadsBack)
    #expect(!automaton("a{1,9}b").edges.leadsBack)
  }

  @Test func `a boundary lets nothing pass between characters of one side`() {
    #expect(automaton(#"a\bb"#).edges[0].isEmpty)
    #expect(automaton(#"a\b[b-]"#).edges[0].map(\.target) == [1])
    #expect(automaton(#"a\B-"#).edges[0].isEmpty)
    #expect(automaton(#"(?:a|-)\b(?:b|,)"#).edges[0].map(\.target) == [3])
    #expect(automaton(#"(?:a|-)\b(?:b|,)"#).edges[1].map(\.target) == [2])
  }

  @Test func `what would have too many edges says so`() {
    let many = (0..<800).map { "a\($0)" }.joined(separator: "|")
    #expect(automaton("(?:\(many))(?:\(many))").isTooLarge)
    #expect(!automaton(many).isTooLarge)
  }
}
