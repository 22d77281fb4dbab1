/// The keys behind one name, newest first: the newest hashes and encrypts, all of them decrypt.
public struct KeyRing: Sendable {
  /// The name that policies use in `hash with NAME` and `encrypt with NAME`.
  public let name: String
  /// The keys, newest first. Invariant: never empty, no two with the same id.
  public let keys: [SecretKey]

  /// A ring of 1 to `CryptoLimits.keysPerRingMax` different keys, newest first.
  public init(name: String, keys: [SecretKey]) throws(KeyError) {
    guard !keys.isEmpty else { throw .noKeys(ring: name) }
    guard keys.count <= CryptoLimits.keysPerRingMax else {
      throw .tooManyKeys(ring: name, count: keys.count)
    }
    var seen: Set<String> = []
    for key in keys where !seen.insert(key.id).inserted {
      throw .repeatedKey(ring: name, id: key.id)
    }
    self.name = name
    self.keys = keys
  }

  /// The key that hashes and encrypts.
  public var newest: SecretKey { keys[0] }

  /// The key with this id, as a hash token or an audit record names it.
  public func key(id: String) -> SecretKey? { keys.first { $0.id == id } }
}

extension KeyRing: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String {
    "key ring `\(name)` (\(keys.map(\.id).joined(separator: ", ")))"
  }
  public var debugDescription: String { description }
  public var customMirror: Mirror {
    Mirror(self, children: ["name": name, "ids": keys.map(\.id)])
  }
}
