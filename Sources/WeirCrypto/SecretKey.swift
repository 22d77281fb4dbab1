import Crypto
import FoundationEssentials

/// A named secret of at least 32 bytes, with the keys derived from it; it never prints itself.
public struct SecretKey: Sendable {
  /// The name that policies and `weir.yaml` use.
  public let name: String
  /// Eight hexadecimal digits that tell keys apart and say nothing else about them.
  public let id: String

  // Held by swift-crypto's type, which wipes its memory when it is freed.
  private let secret: SymmetricKey
  let hashing: KeyedHash
  let vectors: KeyedHash
  let fernet: FernetKey

  /// A key of exactly these bytes. Derives what the hot paths need, once.
  public init(name: String, bytes: [UInt8]) throws(KeyError) {
    guard bytes.count >= CryptoLimits.keyBytesMin else {
      throw .tooShort(name: name, bytes: bytes.count)
    }
    guard bytes.count <= CryptoLimits.keyBytesMax else {
      throw .tooLong(name: name, bytes: bytes.count)
    }
    let secret = SymmetricKey(data: bytes)
    self.name = name
    self.secret = secret
    id = hexText(derive(.identity, from: secret).withUnsafeBytes { Array($0.prefix(4)) })
    hashing = KeyedHash(key: derive(.hash, from: secret))
    vectors = KeyedHash(key: derive(.vector, from: secret))
    fernet = FernetKey(derive(.encrypt, from: secret))
  }

  /// The 32 bytes derived for a purpose. They are as secret as the key: hand them to code that
  /// hashes, never to anything that prints.
  public func derivedBytes(for purpose: KeyPurpose) -> [UInt8] {
    derive(purpose, from: secret).withUnsafeBytes { Array($0) }
  }

  /// The derived encryption key as Fernet libraries take it: 44 characters of URL-safe base64.
  ///
  /// Python's `Fernet(text).decrypt(token)` opens the tokens of `encrypt`. It opens them for anyone,
  /// so only a command that was asked for it in so many words may print it. It opens nothing else:
  /// hashes and audit chains stay out of its reach.
  public func fernetKeyText() -> String {
    String(decoding: Base64.urlText(derivedBytes(for: .encrypt)), as: UTF8.self)
  }

  func keyedHash(for purpose: KeyPurpose) -> KeyedHash {
    KeyedHash(key: derive(purpose, from: secret))
  }
}

/// What is printed, interpolated or dumped is the name and the id.
extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "key `\(name)` (\(id))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["name": name, "id": id]) }
}

private func derive(_ purpose: KeyPurpose, from secret: SymmetricKey) -> SymmetricKey {
  HKDF<SHA256>.deriveKey(
    inputKeyMaterial: secret, info: Array(purpose.rawValue.utf8), outputByteCount: 32)
}
