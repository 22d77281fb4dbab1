import Testing

@testable import WeirCrypto

/// Against Python's `cryptography`: skipped where Python does not have it.
@Suite(.enabled(if: Python.hasCryptography, "python3 has no `cryptography` package"))
struct PythonTests {
  private static let values = ["", "DE89 3704 0044 0532 0130 00", "0123456789abcdef", "grüße 👋"]

  @Test func `Python opens our tokens with the printed key`() throws {
    let ring = try sampleRing(1)
    for value in Self.values {
      let token = ring.encrypt(bytes(value), context: bytes("c"), seconds: 1_767_225_600)
      let opened = try Python.run(
        """
        import sys
        from cryptography.fernet import Fernet
        fernet = Fernet(sys.argv[1])
        print(fernet.extract_timestamp(sys.argv[2]), fernet.decrypt(sys.argv[2]).hex())
        """, ring.newest.fernetKeyText(), text(token))
      #expect(opened == "1767225600 \(hexText(bytes(value)))")
    }
  }

  @Test func `we open Python's tokens`() throws {
    let ring = try sampleRing(2, 1)
    for key in ring.keys {
      for value in Self.values {
        let token = try Python.run(
          """
          import sys
          from cryptography.fernet import Fernet
          print(Fernet(sys.argv[1]).encrypt(bytes.fromhex(sys.argv[2])).decode())
          """, key.fernetKeyText(), hexText(bytes(value)))
        let opened = try ring.decrypt(bytes(token))
        #expect(opened.plaintext == bytes(value))
        #expect(opened.keyID == key.id)
      }
    }
  }

  @Test func `Python's MultiFernet opens a rotated ring's tokens`() throws {
    let old = try sampleRing(1).encrypt(bytes("old"), context: [], seconds: 1)
    let ring = try sampleRing(2, 1)
    let new = ring.encrypt(bytes("new"), context: [], seconds: 1)
    let opened = try Python.run(
      """
      import sys
      from cryptography.fernet import Fernet, MultiFernet
      ring = MultiFernet([Fernet(key) for key in sys.argv[1:3]])
      print(*[ring.decrypt(token).decode() for token in sys.argv[3:]])
      """, ring.keys[0].fernetKeyText(), ring.keys[1].fernetKeyText(), text(old), text(new))
    #expect(opened == "old new")
  }

  @Test func `Python refuses what we refuse`() throws {
    let ring = try sampleRing(1)
    let token = ring.encrypt(bytes("value"), context: [], seconds: 1)
    var changed = token
    changed[60] ^= 1
    #expect(throws: DecryptError.self) { try ring.decrypt(changed) }
    #expect(throws: Python.Failed.self) {
      try Python.run(
        "import sys; from cryptography.fernet import Fernet; Fernet(sys.argv[1]).decrypt(sys.argv[2])",
        ring.newest.fernetKeyText(), text(changed))
    }
  }

  @Test func `Python derives every key in three lines`() throws {
    let secret = [UInt8](1...40)
    let key = try SecretKey(name: "k", bytes: secret)
    for purpose in KeyPurpose.allCases {
      let derived = try Python.run(
        """
        import sys
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF
        key = HKDF(hashes.SHA256(), 32, None, sys.argv[2].encode()).derive(bytes.fromhex(sys.argv[1]))
        print(key.hex())
        """, hexText(secret), purpose.rawValue)
      #expect(hexText(key.derivedBytes(for: purpose)) == derived)
    }
  }

  @Test func `Python makes our hash tokens`() throws {
    let key = try sampleKey()
    let digits = try Python.run(
      """
      import hashlib, hmac, sys
      print(hmac.new(bytes.fromhex(sys.argv[1]), b"value", hashlib.sha256).hexdigest()[:32])
      """, hexText(key.derivedBytes(for: .hash)))
    #expect(text(key.hash(bytes("value"))) == "h_\(key.id)_\(digits)")
  }

  @Test func `a key made by Python's Fernet is read as its 32 bytes`() throws {
    let fernetKey = try Python.run(
      "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())")
    let key = try SecretKey.parse(name: "k", contents: bytes(fernetKey + "\n"))
    let decoded = try #require(Base64.bytes(fernetKey.utf8))
    #expect(decoded.count == 32)
    #expect(try SecretKey(name: "k", bytes: decoded).id == key.id)
  }
}
