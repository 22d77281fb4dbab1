import Testing

@testable import WeirSignals

@Suite struct OpenTableTests {
  private func entry(_ high: UInt64, _ low: UInt64) -> WindowPair {
    WindowPair(hash: KeyHash(high: high, low: low), cell: UInt32(truncatingIfNeeded: low))
  }

  @Test func `insertion and removal agree with a dictionary, crowded homes and wrapping included`()
  {
    var random = RandomSource(seed: 12)
    var table = OpenTable<WindowPair>()
    var known: [KeyHash: UInt32] = [:]
    for _ in 0..<6_000 {
      // Few homes, the last ones included, so that runs are long and wrap around.
      let high = random.pick([0, 1 << 60, .max, .max - 1, .max / 2] as [UInt64])
      let new = entry(high, random.next(below: 12))
      #expect(table.findAgain(new.hash) == table.find(new.hash))
      if let index = table.find(new.hash) {
        #expect(known.removeValue(forKey: new.hash) == table[index].cell)
        table.remove(at: index)
      } else {
        if table.isCrowded { table.rebuild(capacity: table.capacity + 3) }
        _ = table.insert(new)
        #expect(known.updateValue(new.cell, forKey: new.hash) == nil)
      }
      #expect(table.count == known.count)
    }
    for (hash, cell) in known { #expect(table.find(hash).map { table[$0].cell } == cell) }
  }

  @Test func `a seat is where the entry is, or a place where it is found afterwards`() {
    var random = RandomSource(seed: 13)
    var table = OpenTable<WindowPair>()
    var known: [KeyHash: UInt32] = [:]
    for _ in 0..<6_000 {
      let high = random.pick([0, 1 << 60, .max, .max - 1, .max / 2] as [UInt64])
      let new = entry(high, random.next(below: 40))
      // What is idle is for the owner to say: here, multiples of three.
      let seat = table.seat(of: new.hash) { $0.cell % 3 == 0 }
      #expect(seat.isKnown == (known[new.hash] != nil))
      if seat.isKnown, random.next(below: 2) == 0 {
        table.remove(at: seat.index)
        known[new.hash] = nil
      } else if table[seat.index].isVacant {
        guard !table.isCrowded else {
          table.rebuild(capacity: table.capacity + 3)
          continue
        }
        table.fill(seat, with: new)
        known[new.hash] = new.cell
      } else {
        #expect(seat.isKnown || table[seat.index].cell % 3 == 0)
        known[table[seat.index].hash] = nil
        table[seat.index] = new
        known[new.hash] = new.cell
      }
      #expect(table.count == known.count)
    }
    for (hash, cell) in known { #expect(table.find(hash).map { table[$0].cell } == cell) }
  }

  @Test func `a copy is another table`() {
    var table = OpenTable<WindowPair>()
    for number in 0..<8 as Range<UInt64> { _ = table.insert(entry(number << 60, number)) }
    let copy = table
    table.remove(at: table.find(entry(0, 0).hash)!)
    table[table.find(entry(1 << 60, 1).hash)!] = entry(1 << 60, 9)
    _ = table.insert(entry(.max, 7))
    var other = copy
    other.rebuild(capacity: 40)
    for table in [copy, other] {
      #expect(table.count == 8 && table.find(entry(.max, 7).hash) == nil)
      for number in 0..<8 as Range<UInt64> {
        #expect(
          table.find(entry(number << 60, number).hash).map { table[$0].cell } == UInt32(number))
      }
    }
    #expect(table.count == 8 && table.find(entry(0, 0).hash) == nil)
  }

  @Test(arguments: [0, 1, 5, 1_000, 5_000_000])
  func `capacity has room for what is there and one more`(_ count: Int) {
    for keysMax in [0, 1, count, 1_000_000, Int(UInt32.max)] {
      let capacity = OpenTable<WindowPair>.capacity(for: count, keysMax: keysMax)
      #expect((count + 1) * 4 <= capacity * 3)
    }
  }
}
