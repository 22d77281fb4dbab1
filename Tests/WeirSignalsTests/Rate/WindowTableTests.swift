import Testing

@testable import WeirSignals

@Suite struct WindowTableTests {
  private static let minute: Int64 = 60_000_000

  private func table(
    _ kind: WindowKind, length: Int64 = minute, keysMax: Int = 1_000, cellsMax: Int = 100_000
  ) -> WindowTable {
    WindowTable(
      settings: WindowSettings(kind: kind, lengthMicroseconds: length), keysMax: keysMax,
      cellsMax: cellsMax)
  }

  @Test func `a window forgets its oldest message`() {
    var table = table(.count)
    table.feed(key(1), .one, now: 0)
    table.feed(key(1), .one, now: 30_000_000)
    #expect(table.read(key(1), now: 30_000_000) == .integer(2))
    // Exactly a minute old still counts, and for at most a second more.
    #expect(table.read(key(1), now: Self.minute) == .integer(2))
    #expect(table.read(key(1), now: Self.minute + 1_000_000) == .integer(1))
    #expect(table.read(key(1), now: 3 * Self.minute) == .integer(0))
    #expect(table.read(key(2), now: 0) == .integer(0))
  }

  @Test(arguments: WindowKind.allCases, 0..<6 as Range<UInt64>)
  func `a window and its plain definition agree`(_ kind: WindowKind, _ seed: UInt64) {
    var random = RandomSource(seed: seed)
    let length = random.pick([60, 61, 100, 599, 7_200] as [Int64])
    var table = table(kind, length: length)
    var oracle = WindowOracle(settings: table.settings)
    var now = random.number(in: -5_000...5_000)
    for _ in 0..<400 {
      now += random.pick([0, 0, 1, 3, length / 60, length / 7, random.number(in: 0...length * 2)])
      let user = random.number(in: 0...4)
      if random.next(below: 4) > 0 {
        let number = random.number(in: -3...9)
        // Says what comes, which must change nothing.
        if random.next(below: 2) == 0 { table.expect(key(user), kind.value(number)) }
        if random.next(below: 2) == 0 { table.expectCells(key(random.number(in: 0...4))) }
        let fed = table.feed(key(user), kind.value(number), now: now)
        oracle.feed(user, number, now: now)
        #expect(fed == oracle.read(user, now: now))
      }
      let other = random.number(in: 0...4)
      let answer = table.read(key(other), now: now)
      #expect(answer == oracle.read(other, now: now))
      if case .integer(let count) = answer, kind == .count {
        #expect(oracle.bounds(other, now: now).contains(count))
      }
    }
  }

  @Test func `sums of whole numbers are exact to the last one and overflow is a failure`() {
    var table = table(.sumInteger)
    table.feed(key(1), .integer(.max - 1), now: 0)
    table.feed(key(1), .integer(1), now: 0)
    #expect(table.read(key(1), now: 0) == .integer(.max))
    table.feed(key(1), .integer(1), now: 2_000_000)
    #expect(table.read(key(1), now: 2_000_000) == .failure(.overflow))
    table.feed(key(1), .integer(-5), now: 4_000_000)
    #expect(table.read(key(1), now: 4_000_000) == .integer(.max - 4))
    table.feed(key(1), .integer(.min), now: 5_000_000)
    table.feed(key(1), .integer(.min), now: 5_000_000)
    #expect(table.read(key(1), now: 5_000_000) == .failure(.overflow))
    #expect(table.read(key(1), now: 2 * Self.minute) == .integer(0))
  }

  @Test func `a number that is not finite fails until it leaves`() {
    var table = table(.sumReal)
    table.feed(key(1), .real(1.5), now: 0)
    table.feed(key(1), .real(.nan), now: 0)
    #expect(table.read(key(1), now: 0) == .failure(.overflow))
    table.feed(key(1), .real(2.5), now: 61_000_000)
    #expect(table.read(key(1), now: 61_000_000) == .real(2.5))
    table.feed(key(1), .real(.greatestFiniteMagnitude), now: 61_000_000)
    table.feed(key(1), .real(.greatestFiniteMagnitude), now: 63_000_000)
    #expect(table.read(key(1), now: 63_000_000) == .failure(.overflow))
  }

  @Test func `one value too many fails exactly while it is one too many`() {
    var table = table(.distinct)
    let bound = Int64(SignalLimits.distinctMax)
    for value in 0..<bound {
      table.feed(key(1), .hash(key(value)), now: value < 10 ? 0 : 10_000_000)
    }
    #expect(table.read(key(1), now: 10_000_000) == .integer(bound))
    // A known value again: not one more, but now the newest.
    table.feed(key(1), .hash(key(0)), now: 20_000_000)
    #expect(table.read(key(1), now: 20_000_000) == .integer(bound))
    table.feed(key(1), .hash(key(-1)), now: 20_000_000)
    #expect(table.read(key(1), now: 20_000_000) == .failure(.tooManyDistinct))
    #expect(table.read(key(1), now: 60_000_000) == .failure(.tooManyDistinct))
    // The nine values of time 0 that were not seen again are gone: fewer than the bound.
    #expect(table.read(key(1), now: 61_000_000) == .integer(bound - 8))
    #expect(table.read(key(2), now: 61_000_000) == .integer(0))
  }

  @Test func `two keys with the same value do not share it`() {
    var table = table(.distinct)
    table.feed(key(1), .hash(key(5)), now: 0)
    table.feed(key(2), .hash(key(5)), now: 0)
    table.feed(key(2), .hash(key(6)), now: 0)
    #expect(table.read(key(1), now: 0) == .integer(1))
    #expect(table.read(key(2), now: 0) == .integer(2))
  }

  @Test func `a full table drops idle keys first and then fails newcomers`() {
    var table = table(.count, keysMax: 2)
    table.feed(key(1), .one, now: 0)
    table.feed(key(2), .one, now: 50_000_000)
    table.feed(key(3), .one, now: 50_000_000)
    #expect(table.read(key(3), now: 50_000_000) == .failure(.tableFull))
    #expect(table.read(key(1), now: 50_000_000) == .integer(1))
    // Key 1 has gone idle, so key 3 gets in; but what it lost is still inside the window.
    table.feed(key(3), .one, now: 70_000_000)
    #expect(table.read(key(3), now: 70_000_000) == .failure(.tableFull))
    #expect(table.read(key(2), now: 70_000_000) == .integer(1))
    #expect(table.read(key(3), now: 112_000_000) == .integer(1))
  }

  @Test func `a table without room for slots fails those that lose something`() {
    var table = table(.count, cellsMax: 1)
    table.feed(key(1), .one, now: 0)
    table.feed(key(1), .one, now: 5_000_000)
    #expect(table.read(key(1), now: 5_000_000) == .failure(.tableFull))
    table.feed(key(1), .one, now: 70_000_000)
    #expect(table.read(key(1), now: 70_000_000) == .integer(1))
  }

  @Test(arguments: WindowKind.allCases, 0..<4 as Range<UInt64>)
  func `at its bounds a table fails or is right, never wrong`(_ kind: WindowKind, _ seed: UInt64) {
    var random = RandomSource(seed: seed &+ 500)
    var table = table(kind, length: 600, keysMax: 5, cellsMax: 12)
    var oracle = WindowOracle(settings: table.settings)
    var now: Int64 = 0
    var values = 0
    for _ in 0..<1_500 {
      now += random.pick([0, 1, 9, 40, 40, 200, 700])
      let user = random.number(in: 0...9)
      let number = random.number(in: 0...4)
      table.feed(key(user), kind.value(number), now: now)
      oracle.feed(user, number, now: now)
      let other = random.pick([user, random.number(in: 0...9)])
      switch table.read(key(other), now: now) {
      case .failure(let reason): #expect(reason == .tableFull)
      case .integer, .real:
        values += 1
        #expect(table.read(key(other), now: now) == oracle.read(other, now: now))
      }
      #expect(table.keyCount <= 5 && table.cells.count <= 12)
    }
    #expect(values > 200)
  }

  @Test func `memory is given back when keys go idle`() {
    var table = table(.distinct, length: 600, keysMax: 100_000)
    for step in 0..<Int64(20_000) {
      table.feed(key(step), .hash(key(step % 7)), now: step)
    }
    #expect(table.keyCount < 2_000)
    #expect(table.cells.count < 2_000)
    #expect(table.pairs.count == table.cells.count)
  }

  @Test func `time that goes back counts as the newest seen`() {
    var table = table(.count)
    table.feed(key(1), .one, now: 50_000_000)
    table.feed(key(1), .one, now: 10_000_000)
    #expect(table.read(key(1), now: 100_000_000) == .integer(2))
  }

  @Test func `the largest numbers never trap`() {
    var random = RandomSource(seed: 4)
    for round in 0..<1_000 {
      let kind = WindowKind.allCases[round % 4]
      var table = table(
        kind, length: random.hostileNumber(), keysMax: Int(random.hostileNumber()),
        cellsMax: Int(random.hostileNumber()))
      for _ in 0..<8 {
        table.feed(key(1), kind.value(random.hostileNumber()), now: random.hostileNumber())
        _ = table.read(key(random.number(in: 0...1)), now: random.hostileNumber())
      }
    }
  }
}
