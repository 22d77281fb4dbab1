import Testing

@testable import WeirCrypto

private let long = [UInt8](repeating: 0xC3, count: 32)

@Test func `a key has at least 32 bytes`() throws {
  #expect(throws: KeyError.tooShort(name: "k", bytes: 31)) {
    try SecretKey(name: "k", bytes: Array(long.dropLast()))
  }
  _ = try SecretKey(name: "k", bytes: long)
}

@Test func `a key that is a whole file is refused`() {
  let count = CryptoLimits.keyBytesMax + 1
  #expect(throws: KeyError.tooLong(name: "k", bytes: count)) {
    try SecretKey(name: "k", bytes: [UInt8](repeating: 1, count: count))
  }
}

@Test func `a key never prints itself`() throws {
  let secret = "correct horse battery staple, and then some"
  let key = try SecretKey.parse(name: "vault", contents: bytes(secret))
  let ring = try KeyRing(name: "vault", keys: [key])
  var dumped = ""
  dump(key, to: &dumped)
  dump(ring, to: &dumped)
  let printed = ["\(key)", String(reflecting: key), "\([key])", "\(ring)", "\([ring])", dumped]
  for text in printed {
    #expect(text.contains(key.id))
    for shown in [secret, hexText(bytes(secret)), key.fernetKeyText(), "horse"] {
      #expect(!text.contains(shown))
    }
    for purpose in KeyPurpose.allCases {
      #expect(!text.contains(hexText(key.derivedBytes(for: purpose))))
    }
  }
}

@Test func `errors about a key don't print it`() {
  let text = "zzz-not-long-enough"
  do {
    _ = try SecretKey.parse(name: "k", contents: bytes(text))
    Issue.record("a short key was taken")
  } catch {
    #expect(!"\(error)".contains(text))
    #expect("\(error)" == "key `k` has 19 bytes, fewer than 32")
  }
}

@Test func `every purpose has a key of its own`() throws {
  let key = try sampleKey()
  let derived = Set(KeyPurpose.allCases.map { key.derivedBytes(for: $0) })
  #expect(derived.count == KeyPurpose.allCases.count)
  #expect(derived.allSatisfy { $0.count == 32 })
}

@Test func `a key's id is eight digits, the same each time, and not the key's name`() throws {
  let key = try sampleKey()
  #expect(key.id.count == 8)
  #expect(key.id.utf8.allSatisfy { hexBytes([$0, $0]) != nil })
  #expect(try sampleKey(name: "other").id == key.id)
  #expect(try sampleKey(2).id != key.id)
}

@Test func `a ring has keys, not too many, and none twice`() throws {
  #expect(throws: KeyError.noKeys(ring: "r")) { try KeyRing(name: "r", keys: []) }
  let key = try sampleKey()
  #expect(throws: KeyError.repeatedKey(ring: "r", id: key.id)) {
    try KeyRing(name: "r", keys: [key, sampleKey(2), key])
  }
  let count = CryptoLimits.keysPerRingMax + 1
  let many = try (0..<count).map { try sampleKey(UInt8($0)) }
  #expect(throws: KeyError.tooManyKeys(ring: "r", count: count)) {
    try KeyRing(name: "r", keys: many)
  }
}

@Test func `a ring finds keys by id`() throws {
  let ring = try sampleRing(1, 2)
  #expect(ring.newest.id == ring.keys[0].id)
  #expect(ring.key(id: ring.keys[1].id)?.id == ring.keys[1].id)
  #expect(ring.key(id: "00000000") == nil)
}
