import Testing

@testable import WeirCrypto

private let place = Array("line digest and span".utf8)

@Test func `what was encrypted is decrypted, with its time and key`() throws {
  let ring = try sampleRing(1)
  for count in [0, 1, 15, 16, 17, 31, 32, 33, 1_000] {
    let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let token = ring.encrypt(plaintext, context: place, seconds: 1_767_225_600)
    let opened = try ring.decrypt(token)
    let expected = Decrypted(
      plaintext: plaintext, seconds: 1_767_225_600, keyID: ring.newest.id)
    #expect(opened == expected)
  }
}

@Test func `the same input gives the same bytes, and any other input others`() throws {
  let ring = try sampleRing(1)
  let token = ring.encrypt(bytes("value"), context: place, seconds: 5)
  #expect(try sampleRing(1).encrypt(bytes("value"), context: place, seconds: 5) == token)
  let others = [
    ring.encrypt(bytes("valuf"), context: place, seconds: 5),
    ring.encrypt(bytes("value"), context: place + [0], seconds: 5),
    ring.encrypt(bytes("value"), context: place, seconds: 6),
    try sampleRing(2).encrypt(bytes("value"), context: place, seconds: 5),
  ]
  #expect(Set(others + [token]).count == 5)
  let vectors = try Set((others + [token]).map { try #require(FernetLayout($0)).vector })
  #expect(vectors.count == 5, "no vector serves twice")
}

@Test func `context and plaintext can't be cut elsewhere to the same vector`() throws {
  let ring = try sampleRing(1)
  let one = ring.encrypt([0], context: [], seconds: 0)
  let other = ring.encrypt([], context: [0], seconds: 0)
  #expect(try #require(FernetLayout(one)).vector != #require(FernetLayout(other)).vector)
}

@Test func `a time out of range is the nearest that a token can carry`() throws {
  let ring = try sampleRing(1)
  for (given, written) in [(-1, 0), (.min, 0), (.max, SecretKey.secondsMax)] as [(Int64, Int64)] {
    let token = ring.encrypt(bytes("x"), context: [], seconds: given)
    #expect(try ring.decrypt(token).seconds == UInt64(written))
    #expect(tokenRanges(in: token) == [0..<token.count])
  }
}

@Test func `a rotated ring encrypts with the newest key and opens with all`() throws {
  let old = try sampleRing(1).encrypt(bytes("old"), context: [], seconds: 1)
  let ring = try sampleRing(2, 1)
  let new = ring.encrypt(bytes("new"), context: [], seconds: 1)
  #expect(try ring.decrypt(old).plaintext == bytes("old"))
  #expect(try ring.decrypt(old).keyID == ring.keys[1].id)
  #expect(try ring.decrypt(new).keyID == ring.newest.id)
  #expect(throws: DecryptError.wrongKeyOrChanged(ring: "vault")) {
    try sampleRing(1).decrypt(new)
  }
}

@Test func `changing any character of a token is noticed`() throws {
  let ring = try sampleRing(1)
  for length in [5, 20, 40] {  // with two, one and no padding characters
    let token = ring.encrypt([UInt8](repeating: 65, count: length), context: place, seconds: 7)
    for index in token.indices {
      for change: UInt8 in [1, 2, 0x20, 0x80] {
        var changed = token
        changed[index] ^= change
        #expect(throws: DecryptError.self, "character \(index)") { try ring.decrypt(changed) }
      }
    }
  }
}

@Test func `changing any bit under the base64 is noticed`() throws {
  let ring = try sampleRing(1)
  let body = try #require(Base64.bytes(ring.encrypt(bytes("v"), context: [], seconds: 7)))
  for bit in 0..<body.count * 8 {
    var changed = body
    changed[bit / 8] ^= 1 << (bit % 8)
    #expect(throws: DecryptError.self) { try ring.decrypt(Base64.urlText(changed)) }
  }
}

@Test func `a token cut short or grown is refused`() throws {
  let ring = try sampleRing(1)
  let token = ring.encrypt(bytes("value"), context: [], seconds: 7)
  for count in 0..<token.count {
    #expect(throws: DecryptError.self) { try ring.decrypt(token.prefix(count)) }
  }
  for tail in ["=", "A", "AAAA", " ", "\n"] {
    #expect(throws: DecryptError.notAToken) { try ring.decrypt(token + bytes(tail)) }
  }
}

@Test func `a signed token with wrong padding is damaged`() throws {
  let key = try sampleKey()
  let ring = try KeyRing(name: "vault", keys: [key])
  let token = ring.encrypt(bytes("value"), context: [], seconds: 7)
  var body = Array(try #require(Base64.bytes(token)).dropLast(32))
  body[30] ^= 1
  let signing = KeyedHash(key: .init(data: key.derivedBytes(for: .encrypt).prefix(16)))
  #expect(throws: DecryptError.damaged(keyID: key.id)) {
    try ring.decrypt(Base64.urlText(body + signing.code(body)))
  }
}

@Test func `any bytes are opened or refused`() throws {
  var numbers = SampleNumbers(state: 2)
  let ring = try sampleRing(1)
  for _ in 0..<500 {
    let count = Int.random(in: 0...200, using: &numbers)
    var body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    #expect(throws: DecryptError.self) { try ring.decrypt(body) }
    if count > 0 { body[0] = 0x80 }
    #expect(throws: DecryptError.self) { try ring.decrypt(Base64.urlText(body)) }
  }
}

@Test func `threads that share a ring get the same bytes`() async throws {
  let ring = try sampleRing(1)
  let values = (0..<200).map { bytes("value \($0)") }
  let alone = values.map { ring.hash($0) + ring.encrypt($0, context: [], seconds: 1) }
  let together = await withTaskGroup(of: [[UInt8]].self) { group in
    for _ in 0..<4 {
      group.addTask {
        values.map { ring.hash($0) + ring.encrypt($0, context: [], seconds: 1) }
      }
    }
    return await group.reduce(into: []) { $0.append($1) }
  }
  #expect(together == Array(repeating: alone, count: 4))
}

@Test func `a token over the bound is refused unread`() throws {
  let count = CryptoLimits.tokenCharactersMax + 4
  let ring = try sampleRing(1)
  #expect(throws: DecryptError.tooLong(characters: count)) {
    try ring.decrypt(repeatElement(UInt8(ascii: "A"), count: count))
  }
}
