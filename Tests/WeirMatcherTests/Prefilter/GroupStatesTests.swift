import Testing

@testable import WeirMatcher

@Suite struct GroupStatesTests {
  private func list(_ parts: [(Int, UInt16)]) -> [GroupPart] { parts.map { GroupPart($0.0, $0.1) } }

  /// A table in a class, as expectations can't hold what is not copied.
  private final class Table {
    let states: GroupStates

    init(width: Int, starts: Int, rowsMax: Int, partsMax: Int) {
      let column = [UInt8](repeating: UInt8(width - 1), count: 128) + (0..<128).map { _ in 0 }
      states = GroupStates(
        column: column, width: width, starts: starts, rowsMax: rowsMax, partsMax: partsMax)
    }

    func entry(to parts: [GroupPart]) -> Int16? {
      parts.withUnsafeBufferPointer { states.entry(to: $0, note: { Int32($0.count) }) }
    }

    func list(of row: Int) -> [GroupPart] { Array(states.list(of: row)) }

    func entry(_ row: Int, _ column: Int) -> Int16 { states.entry(row, column) }

    func entry(_ row: Int, reading byte: UInt8) -> Int16 { states.entry(row, reading: byte) }

    var isFull: Bool { states.isFull.load(ordering: .acquiring) }
  }

  @Test func `a list is kept once, and leads back to where it stands`() {
    let table = Table(width: 4, starts: 2, rowsMax: 100, partsMax: 100)
    #expect(table.entry(to: []) == GroupStates.dead)
    let one = list([(0, 10), (3, 15)])
    let two = list([(0, 10), (3, GroupPart.possible)])
    #expect(table.entry(to: one) == 3)
    #expect(table.entry(to: two) == -4)
    #expect(table.entry(to: one) == 3)
    #expect(table.list(of: 3) == one)
    #expect(table.list(of: 4) == two)
    #expect(table.states.note(of: 3) == 2 && table.states.note(of: 1) == .max)
    #expect(table.list(of: 1).isEmpty && table.list(of: 2).isEmpty)
  }

  @Test func `entries are unknown until they are set`() {
    for width in [3, 32, 33, 100] {
      let table = Table(width: width, starts: 1, rowsMax: 9, partsMax: 9)
      let last = width - 1
      #expect(table.entry(1, last) == GroupStates.unknown)
      table.states.setEntry(1, last, to: -6)
      #expect(table.entry(1, last) == -6 && table.entry(1, reading: 0x20) == -6)
      for (row, column) in [(1, 0), (1, last - 1), (0, last)] {
        #expect(table.entry(row, column) == GroupStates.unknown)
      }
      #expect(table.entry(1, reading: 0xC3) == GroupStates.unknown)
    }
  }

  @Test func `without room for rows or parts what is known stays`() {
    for (rows, parts) in [(4, 100), (100, 3)] {
      let table = Table(width: 4, starts: 2, rowsMax: rows, partsMax: parts)
      #expect(table.entry(to: list([(0, 10), (1, 10)])) == 3)
      #expect(!table.isFull)
      #expect(table.entry(to: list([(0, 11), (1, 10)])) == nil)
      #expect(table.isFull)
      #expect(table.entry(to: list([(0, 10), (1, 10)])) == 3)
    }
  }

  @Test func `many lists are told apart`() {
    let table = Table(width: 1, starts: 0, rowsMax: 2_000, partsMax: 4_000)
    for round in 0..<2 {
      for place in 0..<1_000 {
        let found = table.entry(to: list([(place % 7, UInt16(place)), (9, 9)]))
        #expect(found == Int16(place + 1), "round \(round)")
      }
    }
  }
}
