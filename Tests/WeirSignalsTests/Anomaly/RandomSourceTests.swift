import Testing

@testable import WeirSignals

@Suite struct RandomSourceTests {
  /// The first numbers of SplitMix64 from 0 and from 1234567, as published with several libraries.
  @Test func `SplitMix64 gives its known numbers`() {
    var zero = SplitMix64(state: 0)
    #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    #expect(zero.next() == 0x6E78_9E6A_A1B9_65F4)
    var other = SplitMix64(state: 1_234_567)
    #expect(other.next() == 6_457_827_717_110_365_317)
  }

  @Test func `numbers below a bound are even`() {
    var random = RandomSource(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6_000 { counts[Int(random.next(below: 6))] += 1 }
    #expect(counts.allSatisfy { abs($0 - 1_000) < 120 })
    for _ in 0..<100 { #expect(random.next(below: 1) == 0) }
    for _ in 0..<100 { #expect((0..<1).contains(random.nextUnit())) }
  }

  @Test func `neighbouring seeds and indices share nothing`() {
    var firsts: Set<UInt64> = []
    for seed in 0..<30 as Range<UInt64> {
      for index in 0..<30 as Range<UInt64> {
        var random = RandomSource(seed: seed, index: index)
        firsts.insert(random.next())
      }
    }
    #expect(firsts.count == 900)
  }

  @Test func `a reservoir keeps whole rows, each as likely as any other`() {
    var counts = [Int](repeating: 0, count: 50)
    for seed in 0..<400 as Range<UInt64> {
      var sampler = ReservoirSampler(capacity: 5, featureCount: 2, seed: seed)
      for row in 0..<50 { sampler.offer([Double(row), Double(-row)]) }
      #expect(sampler.offeredCount == 50 && sampler.rows.count == 10)
      for index in stride(from: 0, to: 10, by: 2) {
        #expect(sampler.rows[index] == -sampler.rows[index + 1])
        counts[Int(sampler.rows[index])] += 1
      }
    }
    // 40 expected each, with a standard deviation of 6.
    #expect(counts.allSatisfy { (14...66).contains($0) })
  }

  @Test func `a reservoir with room keeps everything in order`() {
    var sampler = ReservoirSampler(capacity: 9, featureCount: 1, seed: 0)
    for row in 0..<9 { sampler.offer([Double(row)]) }
    #expect(sampler.rows == (0..<9).map { Double($0) })
  }
}
