import Testing

@testable import WeirMatcher

@Suite struct WindowListTests {
  @Test(arguments: [0, 1, 2, 15, 16, 17, 63, 64, 65, 500, 1_000])
  func `windows are put in order, however many there are`(count: Int) {
    var generator = SplitMix(seed: UInt64(count))
    var list = WindowList()
    var plain: [UInt64] = []
    for _ in 0..<count {
      let bits = generator.next() >> 20
      list.append(StartWindow(bits: bits))
      plain.append(bits)
    }
    list.sort()
    #expect((0..<list.count).map { list[$0].bits } == plain.sorted())
  }

  @Test func `windows with a start in common become one`() {
    var list = WindowList()
    for (pattern, first, last) in [(0, 0, 4), (0, 3, 9), (0, 10, 11), (1, 11, 12)] {
      list.append(StartWindow(pattern: pattern, first: first, last: last))
    }
    list.merge(isMerged: false) { $0.overlaps($1) }
    #expect((0..<list.count).map { list[$0].first } == [0, 10, 11])
    #expect(list[0].last == 9)
    list.removeAll()
    #expect(list.count == 0)
  }
}
