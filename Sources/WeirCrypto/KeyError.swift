/// Why a key or a ring of keys can't be used. Never holds any of the key itself.
public enum KeyError: Error, Equatable, Sendable {
  /// The key has fewer than `CryptoLimits.keyBytesMin` bytes once decoded.
  case tooShort(name: String, bytes: Int)
  /// The key has more than `CryptoLimits.keyBytesMax` bytes.
  case tooLong(name: String, bytes: Int)
  /// The text says or shows that it is in this encoding, but is not valid in it.
  case malformed(name: String, encoding: KeyEncoding)
  /// A ring needs at least one key.
  case noKeys(ring: String)
  /// A ring has more than `CryptoLimits.keysPerRingMax` keys.
  case tooManyKeys(ring: String, count: Int)
  /// A ring holds two keys with the same id, which rotation can't tell apart.
  case repeatedKey(ring: String, id: String)
}

/// How the text of a key stands for its bytes.
public enum KeyEncoding: String, Equatable, Sendable {
  case hex, base64, raw
}

extension KeyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooShort(let name, let bytes):
      "key `\(name)` has \(bytes) bytes, fewer than \(CryptoLimits.keyBytesMin)"
    case .tooLong(let name, let bytes):
      "key `\(name)` has \(bytes) bytes, more than \(CryptoLimits.keyBytesMax)"
    case .malformed(let name, let encoding):
      "key `\(name)` is not valid \(encoding.rawValue)"
    case .noKeys(let ring): "key ring `\(ring)` is empty"
    case .tooManyKeys(let ring, let count):
      "key ring `\(ring)` has \(count) keys, more than \(CryptoLimits.keysPerRingMax)"
    case .repeatedKey(let ring, let id): "key ring `\(ring)` holds key \(id) twice"
    }
  }
}
