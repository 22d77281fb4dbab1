/// Why a token was not opened.
public enum DecryptError: Error, Equatable, Sendable {
  /// The text does not have the shape of a Fernet token.
  case notAToken
  /// The token has more than `CryptoLimits.tokenCharactersMax` characters.
  case tooLong(characters: Int)
  /// No key of the ring signed these bytes: another key's token, or one that was changed.
  case wrongKeyOrChanged(ring: String)
  /// A key of the ring signed it, but what it holds is not a padded plaintext.
  case damaged(keyID: String)
}

extension DecryptError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAToken: "not an encrypted value"
    case .tooLong(let characters):
      "\(characters) characters, more than \(CryptoLimits.tokenCharactersMax)"
    case .wrongKeyOrChanged(let ring):
      "no key of `\(ring)` fits: encrypted with another key, or changed since"
    case .damaged(let keyID): "signed with key \(keyID), but the contents are damaged"
    }
  }
}

/// What a token held.
public struct Decrypted: Equatable, Sendable {
  public let plaintext: [UInt8]
  /// The time in the token: seconds since 1970.
  public let seconds: UInt64
  /// The id of the key that opened it.
  public let keyID: String
}

extension SecretKey {
  /// The Fernet token of a plaintext: ASCII, the same for the same four inputs.
  ///
  /// The vector is the first 16 bytes of HMAC-SHA-256 under a key of its own, over the length of
  /// `context`, `context`, the time and the plaintext. `context` says where the value stood (the
  /// line's digest and the span), so equal values in different places don't look equal. A time
  /// before 1970 is written as 1970, and one past `secondsMax` as that.
  public func encrypt(
    _ plaintext: [UInt8], context: [UInt8], seconds: Int64
  ) -> [UInt8] {
    let seconds = UInt64(min(max(seconds, 0), Self.secondsMax))
    let vector = vector(for: plaintext, context: context, seconds: seconds)
    return fernet.seal(plaintext, seconds: seconds, vector: vector)
  }

  /// The latest time a token can carry and still be recognised by its first five characters: 2⁴⁰
  /// seconds, some 34,800 years from 1970.
  public static let secondsMax: Int64 = 1 << 40

  private func vector(for plaintext: [UInt8], context: [UInt8], seconds: UInt64) -> [UInt8] {
    // The length in front keeps (context, plaintext) apart from any other cut of the same bytes.
    let head = bigEndian(UInt64(context.count)) + context + bigEndian(seconds)
    let code = head.withUnsafeBytes { head in
      plaintext.withUnsafeBytes { vectors.mac(head, $0) }
    }
    return code.withUnsafeBytes { Array($0.prefix(16)) }
  }
}

extension KeyRing {
  /// The Fernet token of a plaintext under the newest key; see `SecretKey.encrypt`.
  public func encrypt(
    _ plaintext: [UInt8], context: [UInt8], seconds: Int64
  ) -> [UInt8] {
    newest.encrypt(plaintext, context: context, seconds: seconds)
  }

  /// Opens a token with whichever key signed it. Linear in the token, once per key.
  public func decrypt(_ token: some Collection<UInt8>) throws(DecryptError) -> Decrypted {
    guard token.count <= CryptoLimits.tokenCharactersMax else {
      throw .tooLong(characters: token.count)
    }
    guard let layout = FernetLayout(token) else { throw .notAToken }
    guard let key = keys.first(where: { $0.fernet.hasSigned(layout) }) else {
      throw .wrongKeyOrChanged(ring: name)
    }
    guard let plaintext = key.fernet.open(layout) else { throw .damaged(keyID: key.id) }
    return Decrypted(plaintext: plaintext, seconds: layout.seconds, keyID: key.id)
  }
}
