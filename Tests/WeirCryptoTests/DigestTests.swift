import Crypto
import Foundation
import Testing

@testable import WeirCrypto

// FIPS 180-2, appendix B.
@Test func `SHA-256 gives the published digests`() {
  let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  #expect(hexText(sha256([])) == empty)
  #expect(hexText(sha256(bytes("abc"))) == abc)
}

@Test func `a digest does not depend on how the bytes are cut`() {
  let whole = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  var digest = RunningDigest()
  for start in stride(from: 0, to: whole.count, by: 37) {
    digest.update(whole[start..<min(start + 37, whole.count)])
  }
  #expect(digest.finish() == sha256(whole))
}

@Test(arguments: [0, 1, 55, 56, 64, 1000])
func `a digest that is lent is the same`(count: Int) {
  let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  var lent: [UInt8] = []
  bytes.withUnsafeBufferPointer { withSHA256(of: $0) { lent = Array($0) } }
  #expect(lent == sha256(bytes))
}

@Test func `a collection that is not contiguous is digested alike`() {
  let reversed = bytes("cba").reversed()
  #expect(sha256(reversed) == sha256(bytes("abc")))
}

// RFC 4231, sections 4.2 to 4.8 (4.6 truncates and is compared so).
private let vectors: [(key: String, data: String, code: String)] = [
  (
    String(repeating: "0b", count: 20), hexText("Hi There".utf8),
    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
  ),
  (
    hexText("Jefe".utf8), hexText("what do ya want for nothing?".utf8),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  ),
  (
    String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
    "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
  ),
  (
    "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
    "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
  ),
  (
    String(repeating: "0c", count: 20), hexText("Test With Truncation".utf8),
    "a3b6167473100ee06e0c796c2955552b"
  ),
  (
    String(repeating: "aa", count: 131),
    hexText("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
  ),
  (
    String(repeating: "aa", count: 131),
    hexText(
      """
      This is a test using a larger than block-size key and a larger than block-size data. \
      The key needs to be hashed before being used by the HMAC algorithm.
      """.utf8),
    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
  ),
]

@Test func `HMAC-SHA-256 gives the codes of RFC 4231`() throws {
  for vector in vectors {
    let key = try #require(hexBytes(vector.key.utf8))
    let data = try #require(hexBytes(vector.data.utf8))
    let keyed = KeyedHash(key: SymmetricKey(data: key))
    let code = hexText(keyed.code(data))
    #expect(code.hasPrefix(vector.code))
    #expect(hexText(keyed.code(data)) == code, "a second use gives the same")
  }
}

@Test func `a code in parts is the code of the whole`() {
  let keyed = KeyedHash(key: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))
  let (one, two) = (bytes("one"), bytes("two"))
  let parts = one.withUnsafeBytes { one in
    two.withUnsafeBytes { two in keyed.mac(one, two).array }
  }
  #expect(parts == keyed.code(bytes("onetwo")))
}

@Test func `comparing sees every difference`() {
  #expect(isSame([1, 2, 3] as [UInt8], [1, 2, 3] as [UInt8]))
  #expect(!isSame([1, 2, 3] as [UInt8], [1, 2] as [UInt8]))
  #expect(!isSame([1, 2, 3] as [UInt8], [1, 2, 4] as [UInt8]))
  #expect(isSame([] as [UInt8], [] as [UInt8]))
}
