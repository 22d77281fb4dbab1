import Testing

@testable import WeirSignals

/// The quick ways of counting time and hashing beside the plain ones.
@Suite struct FastRateTests {
  @Test func `slots are the same in 64 and in 128 bits`() {
    var random = RandomSource(seed: 8)
    for _ in 0..<2_000 {
      let length = random.pick([1, 60, 61, 1_000, 3_600_000_000, .max] as [Int64])
      let settings = WindowSettings(kind: .count, lengthMicroseconds: length)
      let now = random.pick(
        [0, -1, 1, 59, -60, .max, .min, .max / 60, .min / 60, .max / 60 + 1] as [Int64])
      let moved = now &+ random.number(in: -70...70)
      #expect(settings.slot(at: moved) == settings.farSlot(at: moved))
    }
  }

  @Test func `what remains is counted in 64 bits as in 128`() {
    for burst in [1, 3, .max] as [Int64] {
      for period in [1, 7, .max] as [Int64] {
        let settings = LimitSettings(allowed: 1, periodMicroseconds: period, burst: burst)
        var table = LimitTable(settings: settings)
        let answer = table.check(KeyHash(high: 1, low: 1), cost: 1, now: 0)
        #expect(answer.isAllowed && answer.remaining == burst - 1)
      }
    }
  }

  @Test func `what remains is the whole number of tokens on both sides of every step`() {
    var random = RandomSource(seed: 10)
    for _ in 0..<2_000 {
      let period = random.pick([1, 3, 7, 1_000_003, 86_400_000_000] as [Int64])
      let burst = random.number(in: 1...((1 << 53) / period + 2))
      let settings = LimitSettings(allowed: 1, periodMicroseconds: period, burst: burst)
      let missing = random.number(in: 0...min(burst, 3)) * period + random.number(in: -1...1)
      let answer = settings.answer(
        fullAt: Int128(missing), cost: 0, moment: 0, isOverflow: false)
      let units = Int128(burst) * Int128(period) - max(0, Int128(missing))
      #expect(answer.remaining == Int64(max(0, units) / Int128(period)))
    }
  }

  @Test func `answers in 64 bits are those in 128`() {
    var random = RandomSource(seed: 11)
    var short = 0
    for _ in 0..<6_000 {
      let settings = LimitSettings(
        allowed: random.pick([0, 1, 7, 1_000_003, .max]), periodMicroseconds: nearby(&random),
        burst: nearby(&random))
      let cost = random.pick([0, 1, settings.burst, settings.burst &+ 1, nearby(&random), -1])
      let now = random.pick([0, 1_767_225_600_000_000, .max, .min, random.hostileNumber()])
      let moment = settings.units(at: now)
      let lack = random.pick([0, 1, settings.burstUnits, settings.burstUnits / 2, 1 << 62, 1 << 90])
      let fullAt = moment + lack + Int128(random.number(in: -2...2))
      let isOverflow = random.next(below: 2) == 0
      let answer = settings.answer(
        fullAt: fullAt, cost: cost, moment: moment, isOverflow: isOverflow)
      #expect(
        answer
          == settings.longAnswer(
            fullAt: fullAt, cost: cost, moment: moment, isOverflow: isOverflow))
      if settings.shortBurstUnits != nil { short += 1 }
    }
    #expect((1_000...5_000).contains(short))
  }

  /// Small numbers and such whose product is about 2⁵³.
  private func nearby(_ random: inout RandomSource) -> Int64 {
    random.pick([1, 2, 20, 1_000_000, 86_400_000_000, 1 << 26, 1 << 27, 94_906_266, .max])
      &+ random.number(in: -1...1)
  }
}
