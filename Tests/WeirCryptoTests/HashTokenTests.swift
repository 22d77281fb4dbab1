import Foundation
import Testing

@testable import WeirCrypto

@Test func `the same value gives the same token, another value another`() throws {
  let ring = try sampleRing(1)
  let token = text(ring.hash(bytes("+49 30 123456")))
  #expect(text(ring.hash(bytes("+49 30 123456"))) == token)
  #expect(text(ring.hash(bytes("+49 30 123457"))) != token)
  #expect(text(ring.hash([])) != token)
}

@Test func `a token is the key id and half the code under the derived key`() throws {
  let key = try sampleKey()
  let keyed = KeyedHash(key: .init(data: key.derivedBytes(for: .hash)))
  let digits = hexText(keyed.code(bytes("value")).prefix(16))
  #expect(text(key.hash(bytes("value"))) == "h_\(key.id)_\(digits)")
}

@Test func `a token has the shape it says`() throws {
  let shape = try Regex(HashToken.pattern)
  for index in 0..<200 {
    let token = text(try sampleKey(UInt8(index)).hash(bytes("value \(index)")))
    #expect(token.utf8.count == HashToken.count)
    #expect(token.wholeMatch(of: shape) != nil)
  }
}

@Test func `patterns for numbers and addresses find nothing in tokens`() throws {
  let patterns = [
    #"\b[0-9]{10}\b"#, #"\b(?:[0-9][ -]?){13,19}\b"#, #"\b[\w.+-]+@[\w.-]+\b"#,
    #"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b"#, #"\b[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b"#,
    #"\+[0-9]{7,}"#,
  ]
  let ring = try sampleRing(1)
  let tokens = (0..<500).map { text(ring.hash(bytes("value \($0)"))) }
  for pattern in patterns {
    let pattern = try Regex(pattern)
    for token in tokens { #expect(token.firstMatch(of: pattern) == nil) }
  }
}

@Test func `the newest key hashes`() throws {
  let before = try sampleRing(1)
  let after = try sampleRing(2, 1)
  #expect(after.hash(bytes("x")) != before.hash(bytes("x")))
  #expect(after.hash(bytes("x")) == after.newest.hash(bytes("x")))
  #expect(text(after.hash(bytes("x"))).contains(after.newest.id))
  #expect(after.keys[1].hash(bytes("x")) == before.hash(bytes("x")), "old tokens can be made again")
}
