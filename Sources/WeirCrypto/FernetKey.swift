import Crypto
import CryptoExtras
import FoundationEssentials

/// A Fernet key (github.com/fernet/spec): it seals bytes into a token and opens them again.
///
///     token = URL-safe base64, padded, of
///     | 0x80 | seconds, 8 bytes, big-endian | vector, 16 | AES-128-CBC, PKCS #7 | HMAC-SHA-256, 32 |
///     the HMAC is over everything before it
struct FernetKey: Sendable {
  private let signing: KeyedHash
  private let cipher: SymmetricKey

  /// Splits 32 bytes: the first half signs, the second encrypts.
  init(_ key: SymmetricKey) {
    precondition(key.bitCount == 256, "a Fernet key has 32 bytes")
    let halves = key.withUnsafeBytes { (Array($0.prefix(16)), Array($0.suffix(16))) }
    signing = KeyedHash(key: SymmetricKey(data: halves.0))
    cipher = SymmetricKey(data: halves.1)
  }

  /// The token of a plaintext with a given time and 16-byte vector.
  func seal(_ plaintext: [UInt8], seconds: UInt64, vector: [UInt8]) -> [UInt8] {
    var body = [FernetLayout.version]
    body += bigEndian(seconds)
    body += vector
    body += encrypt(plaintext, vector: vector)
    body += signing.code(body)
    return Base64.urlText(body)
  }

  /// Whether this key signed the token. Nothing of a token is used before this holds.
  func hasSigned(_ token: FernetLayout) -> Bool {
    signing.isCode(token.signature, of: token.signed)
  }

  /// The plaintext of a token that this key signed; nil when its padding is wrong all the same.
  func open(_ token: FernetLayout) -> [UInt8]? {
    guard let vector = try? AES._CBC.IV(ivBytes: token.vector),
      let plaintext = try? AES._CBC.decrypt(token.ciphertext, using: cipher, iv: vector)
    else { return nil }
    return Array(plaintext)
  }

  private func encrypt(_ plaintext: [UInt8], vector: [UInt8]) -> Data {
    do {
      return try AES._CBC.encrypt(plaintext, using: cipher, iv: AES._CBC.IV(ivBytes: vector))
    } catch {
      preconditionFailure("AES-CBC takes any bytes under a 16-byte key and vector")
    }
  }
}
