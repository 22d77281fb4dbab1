import Testing

@testable import WeirMatcher

@Suite struct NodeSetsTests {
  @Test func `a set keeps its number, and its side tells it from others`() {
    var sets = NodeSets()
    #expect(sets.number([], .notWord) == 0)
    #expect(sets.number([1, 5], .notWord) == 1)
    #expect(sets.number([1, 5], .word) == 2)
    #expect(sets.number([1, 5], .notWord) == 1)
    #expect(Array(sets[2]) == [1, 5])
    #expect(sets.sides[2] == .word)
  }

  @Test func `thousands of sets are told apart`() {
    var sets = NodeSets()
    for node in 0..<3_000 { #expect(sets.number([Int32(node), 9_000], .word) == node) }
    for node in 0..<3_000 { #expect(sets.number([Int32(node), 9_000], .word) == node) }
    #expect(sets.count == 3_000)
  }
}
