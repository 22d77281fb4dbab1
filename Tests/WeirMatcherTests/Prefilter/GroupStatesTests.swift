import Testing

@testable import WeirMatcher

@Suite struct GroupStatesTests {
  private func list(_ parts: [(Int, UInt16)]) -> [GroupPart] { parts.map { GroupPart($0.0, $0.1) } }

  /// A table in a class, as expectations can't hold what is not copied.
  private final class Table {
    let states: GroupStates

    init(width: Int, starts: Int, rowsMax: Int, partsMax: Int) {
      states = GroupStates(width: width, starts: starts, rowsMax: rowsMax, partsMax: partsMax)
    }

    func entry(to parts: [GroupPart]) -> Int32? {
      parts.withUnsafeBufferPointer { states.entry(to: $0) }
    }

    func list(at place: Int) -> [GroupPart] { Array(states.list(at: place)) }

    func entry(_ place: Int, _ column: Int) -> Int32 { states.entry(place, column) }

    var isFull: Bool { states.isFull.load(ordering: .acquiring) }
  }

  @Test func `a list is kept once, and leads back to where it stands`() {
    let table = Table(width: 4, starts: 2, rowsMax: 100, partsMax: 100)
    #expect(table.entry(to: []) == GroupStates.dead)
    let one = list([(0, 10), (3, 15)])
    let two = list([(0, 10), (3, GroupPart.possible)])
    #expect(table.entry(to: one) == Int32(12))
    #expect(table.entry(to: two) == Int32(-16))
    #expect(table.entry(to: one) == Int32(12))
    #expect(table.list(at: 12) == one)
    #expect(table.list(at: 16) == two)
    #expect(table.list(at: 4).isEmpty && table.list(at: 8).isEmpty)
  }

  @Test func `entries are unknown until they are set`() {
    let table = Table(width: 3, starts: 1, rowsMax: 9, partsMax: 9)
    #expect(table.entry(3, 2) == GroupStates.unknown)
    table.states.setEntry(3, 2, to: -6)
    #expect(table.entry(3, 2) == -6 && table.entry(3, 1) == GroupStates.unknown)
  }

  @Test func `without room for rows or parts what is known stays`() {
    for (rows, parts) in [(4, 100), (100, 3)] {
      let table = Table(width: 4, starts: 2, rowsMax: rows, partsMax: parts)
      #expect(table.entry(to: list([(0, 10), (1, 10)])) == 12)
      #expect(!table.isFull)
      #expect(table.entry(to: list([(0, 11), (1, 10)])) == nil)
      #expect(table.isFull)
      #expect(table.entry(to: list([(0, 10), (1, 10)])) == 12)
    }
  }

  @Test func `many lists are told apart`() {
    let table = Table(width: 1, starts: 0, rowsMax: 2_000, partsMax: 4_000)
    for round in 0..<2 {
      for place in 0..<1_000 {
        let found = table.entry(to: list([(place % 7, UInt16(place)), (9, 9)]))
        #expect(found == Int32(place + 1), "round \(round)")
      }
    }
  }
}
