import Crypto
import Foundation
import Testing

@testable import WeirCrypto

// The vectors of github.com/fernet/spec: generate.json, verify.json and invalid.json.
private let specKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
private let specToken =
  "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
private let specSeconds: UInt64 = 499_162_800

private func specFernet() throws -> FernetKey {
  FernetKey(SymmetricKey(data: try #require(Base64.bytes(specKey.utf8))))
}

@Test func `the spec's plaintext, time and vector give the spec's token`() throws {
  let token = try specFernet().seal(
    bytes("hello"), seconds: specSeconds, vector: (0..<16).map { UInt8($0) })
  #expect(text(token) == specToken)
}

@Test func `the spec's token opens to the spec's plaintext`() throws {
  let layout = try #require(FernetLayout(specToken.utf8))
  #expect(layout.seconds == specSeconds)
  #expect(try specFernet().hasSigned(layout))
  #expect(try specFernet().open(layout) == bytes("hello"))
}

/// The spec's bodies signed afresh with the version that real tokens carry, since the published ones
/// of invalid.json begin with something else and would be refused for that alone.
private func resigned(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
  var body = Array(try #require(Base64.bytes(specToken.utf8)).dropLast(32))
  change(&body)
  let signing = try #require(Base64.bytes(specKey.utf8)).prefix(16)
  return Base64.urlText(body + KeyedHash(key: SymmetricKey(data: signing)).code(body))
}

@Test func `a signed token with a wrong vector has wrong padding and does not open`() throws {
  let token = try resigned { $0[24] ^= 0x74 }
  let layout = try #require(FernetLayout(token))
  #expect(try specFernet().hasSigned(layout))
  #expect(try specFernet().open(layout) == nil || specFernet().open(layout) != bytes("hello"))
}

@Test func `a signed token with damaged ciphertext is damaged, not opened`() throws {
  let token = try resigned { $0[30] ^= 1 }
  let layout = try #require(FernetLayout(token))
  #expect(try specFernet().hasSigned(layout))
  #expect(try specFernet().open(layout) == nil)
}

@Test(arguments: [
  "rn9hs9yS0GVWjk4hH822VIwQUWz-_WZWCLzsD7SgV2IAAAAAHcCesAABAgMEBQYHCAkKCwwNDg8tNtXKRlVimf3hMAhjOASy",
  "91GVdgz7jmWR6vJiViEA4u-LhVMhCSr87INSeFwwkYAAAAAAHcCesAABAgMEBQYHCAkKCw==",
  "%%%%%%%%%%%j-ztUarjDIfllJBmLiBMjfcmZesHVIhcAAAAAHcCesAABAgMEBQYHCAkKCwwNDg8tNtXKRlVimf3hMAhjOASy",
  "r-pDJRzyfnW4rYfh-gZek3qA3lnFG8fGaf0qgmZlPL8AAAAAHcCesAABAgMEBQYHCAkKCwwNDg8tNtXKRlVimf3hMAhjOAQ=",
  "ApoqRxzlU8Z9-mPSV6ufXeIgKugRjI_-ugnnqqoCTjQAAAAAHcCesAABAgMEBQYHCAkKCwwNDg91rx5fbHkRnpZBxpOuEAjd",
  "fe5sCHPyF13H837yvtc65xAlWfXXP3fEUX_jMiB74EwAAAAAHcCesHV0d3ZxcHNyfXx_fnl4e3otNtXKRlVimf3hMAhjOASy",
])
func `the spec's invalid tokens are no tokens`(_ token: String) {
  #expect(FernetLayout(token.utf8) == nil)
}

@Test func `a body of a wrong size is no token, signed or not`() throws {
  for cut in 1..<32 {
    let token = try resigned { $0.removeLast(cut) }
    #expect(FernetLayout(token) == nil, "\(cut) bytes fewer")
  }
}
