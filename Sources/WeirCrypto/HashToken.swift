/// What `hash with KEY` writes in a value's place.
///
///     h_1a2b3c4d_00112233445566778899aabbccddeeff
///     | key id   | first 16 bytes of HMAC-SHA-256(hash key, value), in hex
///
/// Every character is a word character, so the token is one word: `\b` holds only at its two ends,
/// a pattern that asks for digits between word boundaries can't begin inside it, and no `@`, `.`,
/// `:`, `-` or `+` is there to make an address, a number with separators or an IBAN. A pattern
/// without boundaries may still meet a run of decimal digits in the hexadecimal ones by chance.
public enum HashToken {
  /// Bytes (and characters) in every hash token.
  public static let count = 43
  /// The token's shape in PCRE2's spelling, for those who look for tokens.
  public static let pattern = #"\bh_[0-9a-f]{8}_[0-9a-f]{32}\b"#
}

extension SecretKey {
  /// The hash token of a value under this key: ASCII, the same for the same value.
  public func hash(_ value: some Collection<UInt8>) -> [UInt8] {
    let code = withBytes(value) { hashing.mac($0) }
    var token: [UInt8] = []
    token.reserveCapacity(HashToken.count)
    token += "h_".utf8
    token += id.utf8
    token.append(UInt8(ascii: "_"))
    code.withUnsafeBytes { bytes in
      for byte in bytes.prefix(16) { appendHex(byte, to: &token) }
    }
    return token
  }
}

extension KeyRing {
  /// The hash token of a value under the newest key: ASCII, the same for the same value.
  public func hash(_ value: some Collection<UInt8>) -> [UInt8] { newest.hash(value) }
}
