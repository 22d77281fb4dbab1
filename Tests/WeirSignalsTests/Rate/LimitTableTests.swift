import Testing

@testable import WeirSignals

@Suite struct LimitTableTests {
  private static let second: Int64 = 1_000_000

  @Test func `what may pass at once passes, the next is refused until one is back`() {
    var table = LimitTable(
      settings: LimitSettings(allowed: 20, periodMicroseconds: 60 * Self.second, burst: 5))
    for left in [4, 3, 2, 1, 0] as [Int64] {
      let answer = table.check(key(1), cost: 1, now: 0)
      #expect(answer.isAllowed && answer.remaining == left && answer.retryAfter == 0)
      table.charge(key(1), cost: 1, now: 0)
    }
    let refused = table.check(key(1), cost: 1, now: 0)
    #expect(!refused.isAllowed && refused.remaining == 0)
    #expect(refused.retryAfter == 3 * Self.second)
    #expect(!table.check(key(1), cost: 1, now: 3 * Self.second - 1).isAllowed)
    #expect(table.check(key(1), cost: 1, now: 3 * Self.second).isAllowed)
    #expect(table.check(key(2), cost: 5, now: 0).isAllowed)
  }

  @Test func `thirds of a microsecond do not drift`() {
    var table = LimitTable(settings: LimitSettings(allowed: 3, periodMicroseconds: 10, burst: 1))
    var passed = 0
    for now in 0..<Int64(10_000) where table.check(key(1), cost: 1, now: now).isAllowed {
      table.charge(key(1), cost: 1, now: now)
      passed += 1
    }
    // Each waits ⌈10/3⌉ = 4 µs, since a full bucket gains nothing from the rest of the fourth.
    #expect(passed == 2_500)
    var burst = LimitTable(settings: LimitSettings(allowed: 3, periodMicroseconds: 10, burst: 2))
    passed = 0
    for now in 0..<Int64(10_000) where burst.check(key(1), cost: 1, now: now).isAllowed {
      burst.charge(key(1), cost: 1, now: now)
      passed += 1
    }
    // 3 in 10 µs, and the burst at the start.
    #expect(passed == 3_001)
  }

  @Test func `a cost above the burst never passes, a cost of nothing always does`() {
    var table = LimitTable(settings: LimitSettings(allowed: 2, periodMicroseconds: 10))
    let never = table.check(key(1), cost: 3, now: 0)
    #expect(!never.isAllowed && never.retryAfter == nil && never.remaining == 2)
    table.charge(key(1), cost: 2, now: 0)
    #expect(table.check(key(1), cost: 0, now: 0).isAllowed)
    table.charge(key(2), cost: 0, now: 0)
    #expect(table.keyCount == 1)
  }

  @Test func `a limit that allows nothing lets its burst pass once`() {
    var table = LimitTable(
      settings: LimitSettings(allowed: 0, periodMicroseconds: 10, burst: 1))
    #expect(table.check(key(1), cost: 1, now: 0).isAllowed)
    table.charge(key(1), cost: 1, now: 0)
    let answer = table.check(key(1), cost: 1, now: .max)
    #expect(!answer.isAllowed && answer.retryAfter == nil)
  }

  @Test func `full buckets are forgotten and the table stays small`() {
    var table = LimitTable(settings: LimitSettings(allowed: 1, periodMicroseconds: 100))
    for number in 0..<Int64(20_000) { table.charge(key(number), cost: 1, now: number) }
    #expect(table.keyCount < 300)
    #expect(table.buckets.tables[0].capacity < 1_200)
  }

  @Test func `a key of many costs at most 64 bytes`() {
    #expect(MemoryLayout<LimitBucket>.stride == 32)
    var table = LimitTable(settings: LimitSettings(allowed: 1, periodMicroseconds: .max))
    for number in 0..<Int64(60_000) {
      table.charge(key(number), cost: 1, now: 0)
      guard number > 3_100, number < 5_000 || number % 1_000 == 0 else { continue }
      let places = table.buckets.tables.reduce(0) { $0 + $1.capacity }
      // Split tables are roomy once more, up to four megabytes.
      let room = number < SignalLimits.keysInOneTable ? 0 : 4 << 20
      #expect(places * 32 <= max(table.keyCount * 64, room))
    }
    #expect(table.keyCount == 60_000 && table.buckets.tables.count == 64)
  }

  @Test func `at the bound newcomers share one bucket and known keys are unharmed`() {
    var table = LimitTable(
      settings: LimitSettings(allowed: 2, periodMicroseconds: 1_000), keysMax: 3)
    for known in 0..<Int64(3) { table.charge(key(known), cost: 1, now: 0) }
    let first = table.check(key(7), cost: 2, now: 0)
    #expect(first.isAllowed && first.isOverflow)
    table.charge(key(7), cost: 2, now: 0)
    let second = table.check(key(8), cost: 1, now: 0)
    #expect(!second.isAllowed && second.isOverflow)
    let known = table.check(key(1), cost: 1, now: 0)
    #expect(known.isAllowed && !known.isOverflow)
    // Half a period later the known keys' buckets are full again and make room.
    #expect(!table.check(key(8), cost: 1, now: 500).isOverflow)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `the table and a rational oracle give the same answers`(_ seed: UInt64) {
    var random = RandomSource(seed: seed)
    let settings = LimitSettings(
      allowed: random.number(in: 0...7), periodMicroseconds: random.number(in: 1...50),
      burst: random.number(in: 0...9))
    let keysMax = Int(random.number(in: 0...12))
    var table = LimitTable(settings: settings, keysMax: keysMax)
    var oracle = LimitOracle(settings: settings, keysMax: keysMax)
    var now = random.number(in: -1_000...1_000)
    for step in 0..<600 {
      now += random.pick([0, 0, 1, 1, 2, 5, 30])
      let user = random.number(in: 0...15)
      let cost = random.number(in: 0...5)
      let answer = table.check(key(user), cost: cost, now: now)
      #expect(answer == oracle.check(user, cost: cost, now: now))
      if answer.isAllowed || step % 17 == 0 {
        table.charge(key(user), cost: cost, now: now)
        oracle.charge(user, cost: cost, now: now)
      }
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `taking is checking and then charging`(_ seed: UInt64) {
    var random = RandomSource(seed: seed)
    let settings = LimitSettings(
      allowed: random.number(in: 0...7), periodMicroseconds: random.number(in: 1...50),
      burst: random.number(in: 0...9))
    let keysMax = random.pick([0, 3, 9, 400])
    var one = LimitTable(settings: settings, keysMax: keysMax)
    var two = LimitTable(settings: settings, keysMax: keysMax)
    var now = random.number(in: -1_000...1_000)
    for _ in 0..<2_000 {
      // Now and then it is calm, and now and then the clock goes back.
      now += random.pick([0, 0, 0, 0, 1, 1, 2, -1, 40])
      let (user, cost) = (key(random.number(in: 0...300)), random.number(in: 0...5))
      let expected = two.check(user, cost: cost, now: now)
      if expected.isAllowed { two.charge(user, cost: cost, now: now) }
      #expect(one.take(user, cost: cost, now: now) == expected)
      #expect(one.keyCount <= max(keysMax, 0))
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `a table that is split answers like one that is not`(_ seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let settings = LimitSettings(allowed: 3, periodMicroseconds: 70, burst: 4)
    let keysMax = random.pick([2_000, 1_000_000])
    var one = LimitTable(settings: settings, keysMax: keysMax, splitAbove: .max)
    var many = LimitTable(settings: settings, keysMax: keysMax, splitAbove: 40)
    var now: Int64 = 0
    for step in 0..<3_000 {
      // Now and then all stand still, so that many are known at once.
      now += step % 1_000 < 800 ? 0 : random.number(in: 0...3)
      let user = key(random.number(in: 0...1_500))
      let answer = one.take(user, cost: 1, now: now)
      #expect(many.check(user, cost: 1, now: now) == answer)
      if answer.isAllowed { many.charge(user, cost: 1, now: now) }
      #expect(many.keyCount == many.buckets.tables.reduce(0) { $0 + $1.count })
      if step == 2_000 { many = try reread(many, splitAbove: random.pick([40, 900])) }
    }
    #expect(many.buckets.tables.count == 64)
  }

  /// The same table after it was saved; it may be split otherwise then.
  private func reread(_ table: LimitTable, splitAbove: Int) throws -> LimitTable {
    var bytes: [UInt8] = []
    table.encode(into: &bytes)
    var read = LimitTable(
      settings: table.settings, keysMax: table.keysMax, splitAbove: splitAbove)
    try read.decode(bytes)
    #expect(read.keyCount == table.keyCount)
    return read
  }

  @Test func `a newcomer takes the place of a bucket that is full again`() {
    var table = LimitTable(settings: LimitSettings(allowed: 1, periodMicroseconds: 10))
    // All of one home, so that each comes by all before it.
    let keys = (1...6 as ClosedRange<UInt64>).map { KeyHash(high: 0, low: $0) }
    for key in keys.prefix(5) { #expect(table.take(key, cost: 1, now: 0).isAllowed) }
    #expect(table.keyCount == 5)
    #expect(table.take(keys[5], cost: 1, now: 10).isAllowed)
    #expect(table.keyCount == 5)
    #expect(!table.take(keys[5], cost: 1, now: 11).isAllowed)
    #expect(table.take(keys[0], cost: 1, now: 11).remaining == 0)
  }

  @Test func `time that goes back never gives more`() {
    var table = LimitTable(settings: LimitSettings(allowed: 1, periodMicroseconds: 10))
    table.charge(key(1), cost: 1, now: 1_000)
    let answer = table.check(key(1), cost: 1, now: 5)
    #expect(!answer.isAllowed && answer.remaining == 0 && answer.retryAfter == 1_005)
  }

  @Test func `the largest numbers neither trap nor pass what cannot pass`() {
    var random = RandomSource(seed: 99)
    for _ in 0..<3_000 {
      let settings = LimitSettings(
        allowed: random.hostileNumber(), periodMicroseconds: random.hostileNumber(),
        burst: random.hostileNumber())
      var table = LimitTable(settings: settings, keysMax: Int(random.hostileNumber()))
      for _ in 0..<6 {
        let cost = random.hostileNumber()
        let now = random.hostileNumber()
        let answer = table.check(key(1), cost: cost, now: now)
        if cost > settings.burst { #expect(!answer.isAllowed && answer.retryAfter == nil) }
        #expect(answer.remaining >= 0 && answer.remaining <= settings.burst)
        table.charge(key(1), cost: cost, now: now)
      }
    }
  }
}
