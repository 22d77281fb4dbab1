import Testing

@testable import WeirSignals

@Suite struct SnapshotTests {
  private func limitTable(seed: UInt64) -> (LimitTable, Int64) {
    var random = RandomSource(seed: seed)
    var table = LimitTable(
      settings: LimitSettings(allowed: 3, periodMicroseconds: 70, burst: 4), keysMax: 10)
    var now: Int64 = 0
    for _ in 0..<200 {
      now += random.number(in: 0...9)
      table.charge(key(random.number(in: 0...15)), cost: random.number(in: 0...3), now: now)
    }
    return (table, now)
  }

  private func windowTable(_ kind: WindowKind, seed: UInt64) -> (WindowTable, Int64) {
    var random = RandomSource(seed: seed)
    var table = WindowTable(
      settings: WindowSettings(kind: kind, lengthMicroseconds: 600), keysMax: 12, cellsMax: 90)
    var now: Int64 = 0
    for _ in 0..<300 {
      now += random.number(in: 0...20)
      table.feed(key(random.number(in: 0...15)), kind.value(random.number(in: 0...9)), now: now)
    }
    return (table, now)
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `a limit goes on as if nothing had happened`(_ seed: UInt64) throws {
    var (table, now) = limitTable(seed: seed)
    var bytes: [UInt8] = [1, 2, 3]
    table.encode(into: &bytes)
    var restored = try LimitTable(
      decoding: Array(bytes[3...]), settings: table.settings, keysMax: 10)
    var random = RandomSource(seed: seed &+ 77)
    for _ in 0..<300 {
      now += random.number(in: 0...9)
      let user = key(random.number(in: 0...15))
      let answer = table.check(user, cost: 1, now: now)
      #expect(answer == restored.check(user, cost: 1, now: now))
      table.charge(user, cost: 2, now: now)
      restored.charge(user, cost: 2, now: now)
    }
  }

  @Test(arguments: WindowKind.allCases, 0..<4 as Range<UInt64>)
  func `a window goes on as if nothing had happened`(_ kind: WindowKind, _ seed: UInt64) throws {
    var (table, now) = windowTable(kind, seed: seed)
    var bytes: [UInt8] = []
    table.encode(into: &bytes)
    var restored = try WindowTable(
      decoding: bytes, settings: table.settings, keysMax: 12, cellsMax: 90)
    var random = RandomSource(seed: seed &+ 77)
    for _ in 0..<300 {
      now += random.number(in: 0...20)
      let user = key(random.number(in: 0...15))
      let value = kind.value(random.number(in: 0...9))
      table.feed(user, value, now: now)
      restored.feed(user, value, now: now)
      #expect(table.read(user, now: now) == restored.read(user, now: now))
    }
  }

  @Test func `state of other numbers is recognised`() {
    let (table, _) = limitTable(seed: 1)
    var bytes: [UInt8] = []
    table.encode(into: &bytes)
    let other = LimitSettings(allowed: 4, periodMicroseconds: 70, burst: 4)
    #expect(throws: SnapshotError.changedSettings) {
      try LimitTable(decoding: bytes, settings: other)
    }
    let settings = WindowSettings(kind: .count, lengthMicroseconds: 600)
    #expect(throws: SnapshotError.notASnapshot) {
      try WindowTable(decoding: bytes, settings: settings)
    }
    #expect(
      settings.fingerprint
        != WindowSettings(kind: .distinct, lengthMicroseconds: 600).fingerprint)
  }

  @Test func `a state file keeps seed, time and tables`() throws {
    let (limit, now) = limitTable(seed: 3)
    let (window, _) = windowTable(.distinct, seed: 3)
    let snapshot = StateSnapshot(
      seed: (7, .max), newestTime: now,
      tables: [
        StateSnapshot.Table(name: "per_user", limit), StateSnapshot.Table(name: "größe", window),
      ])
    let restored = try StateSnapshot(decoding: snapshot.encode())
    #expect(restored.seed == (7, .max) && restored.newestTime == now)
    #expect(restored.tables == snapshot.tables)
    let table = restored.tables[0]
    #expect(table.kind == .limit && table.fingerprint == limit.settings.fingerprint)
    _ = try LimitTable(decoding: table.bytes, settings: limit.settings)
  }

  @Test func `state whose keys were hashed in another way is not taken back`() {
    var bytes: [UInt8] = []
    Envelope.seal(magic: "WEIRSTAT", version: 1, into: &bytes) { body in
      body += [UInt8](repeating: 0, count: 28)
    }
    #expect(throws: SnapshotError.unsupportedVersion(1)) { try StateSnapshot(decoding: bytes) }
  }

  @Test func `every damaged byte and every cut is noticed`() {
    let (limit, now) = limitTable(seed: 5)
    let bytes = StateSnapshot(
      seed: (1, 2), newestTime: now, tables: [StateSnapshot.Table(name: "a", limit)]
    ).encode()
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: SnapshotError.self) { try StateSnapshot(decoding: damaged) }
      #expect(throws: SnapshotError.self) { try StateSnapshot(decoding: Array(bytes[..<index])) }
    }
    #expect(throws: SnapshotError.trailingBytes) { try StateSnapshot(decoding: bytes + [0]) }
  }

  /// Puts a right checksum around a changed body, as a forger would.
  private func forge(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    var body = Array(bytes[Envelope.headerSize..<bytes.count - Envelope.checksumSize])
    for _ in 0...random.next(below: 4) {
      let index = Int(random.next(below: UInt64(body.count)))
      body[index] = random.pick([0, 1, 0x7f, 0x80, 0xff, UInt8(truncatingIfNeeded: random.next())])
    }
    if random.next(below: 4) == 0 { body.removeLast(Int(random.next(below: UInt64(body.count)))) }
    var header = Array(bytes[..<12])
    header.append(littleEndian: UInt64(body.count))
    let all = header + body
    let sum = Envelope.checksum(all, 0..<all.count)
    var forged = all
    forged.append(littleEndian: sum.low)
    forged.append(littleEndian: sum.high)
    return forged
  }

  @Test func `forged state never traps and is safe to use`() {
    var random = RandomSource(seed: 8)
    var accepted = 0
    let originals = WindowKind.allCases.map { windowTable($0, seed: 2) }
    for round in 0..<1_200 {
      let kind = WindowKind.allCases[round % 4]
      let (window, now) = originals[round % 4]
      var bytes: [UInt8] = []
      window.encode(into: &bytes)
      guard
        var table = try? WindowTable(
          decoding: forge(bytes, &random), settings: window.settings, keysMax: 12, cellsMax: 90)
      else { continue }
      accepted += 1
      for user in 0..<Int64(16) {
        table.feed(key(user), kind.value(user), now: now + user * 40)
        _ = table.read(key(user), now: now + user * 40)
      }
    }
    #expect(accepted > 100)
  }

  @Test func `forged limits never trap`() {
    var random = RandomSource(seed: 9)
    let (limit, _) = limitTable(seed: 2)
    var bytes: [UInt8] = []
    limit.encode(into: &bytes)
    for _ in 0..<1_000 {
      let forged = forge(bytes, &random)
      if var table = try? LimitTable(decoding: forged, settings: limit.settings, keysMax: 10) {
        for user in 0..<Int64(16) {
          _ = table.check(key(user), cost: 1, now: random.hostileNumber())
          table.charge(key(user), cost: 1, now: random.hostileNumber())
        }
      }
      _ = try? StateSnapshot(decoding: forged)
    }
  }

  @Test func `a value forged to look like another key's is a failure, not a corrupted list`() throws
  {
    var table = WindowTable(settings: WindowSettings(kind: .distinct, lengthMicroseconds: 600))
    table.feed(key(1), .hash(key(5)), now: 0)
    // The value that makes key 2 collide with what key 1 holds.
    let pair = key(1).pairing(key(5))
    let zero = key(2).pairing(KeyHash(high: 0, low: 0))
    let forged = KeyHash(high: pair.high &- zero.high, low: pair.low &- zero.low)
    table.feed(key(2), .hash(forged), now: 0)
    #expect(table.read(key(2), now: 0) == .failure(.tableFull))
    #expect(table.read(key(1), now: 0) == .integer(1))
  }
}
