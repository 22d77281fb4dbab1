/// Reading a key as it stands in a file or an environment variable.
///
/// One rule, in this order:
///  1. Bytes that are not UTF-8 are the key, all of them.
///  2. Otherwise it is text, and one line ending at its end is not part of it.
///  3. After `hex:`, `base64:` or `raw:` comes the key in that encoding (`raw`: as it stands).
///  4. Only hexadecimal digits: hex.
///  5. Base64 or URL-safe base64, padded or not, of 32 bytes or more: that. Fernet keys and
///     `openssl rand -base64 32` are so.
///  6. Anything else is a passphrase, and its bytes are the key.
///
/// Whatever it was, it must give at least 32 bytes.
extension SecretKey {
  /// A key from the contents of a file or variable, by the rule above.
  public static func parse(name: String, contents: [UInt8]) throws(KeyError) -> SecretKey {
    guard String(validating: contents, as: UTF8.self) != nil else {
      return try SecretKey(name: name, bytes: contents)
    }
    let text = withoutLineEnding(contents)
    return try SecretKey(name: name, bytes: decode(text, name: name))
  }

  private static func decode(_ text: [UInt8], name: String) throws(KeyError) -> [UInt8] {
    for encoding in [KeyEncoding.hex, .base64, .raw] {
      let prefix = Array("\(encoding.rawValue):".utf8)
      guard text.starts(with: prefix) else { continue }
      return try decode(Array(text.dropFirst(prefix.count)), as: encoding, name: name)
    }
    return try decode(text, as: encodingShown(by: text), name: name)
  }

  private static func encodingShown(by text: [UInt8]) -> KeyEncoding {
    if !text.isEmpty, text.allSatisfy(isHexDigit) { return .hex }
    let decodedCount = Base64.bytes(text)?.count ?? 0
    return decodedCount >= CryptoLimits.keyBytesMin ? .base64 : .raw
  }

  private static func decode(
    _ text: [UInt8], as encoding: KeyEncoding, name: String
  ) throws(KeyError) -> [UInt8] {
    let decoded: [UInt8]? =
      switch encoding {
      case .hex: hexBytes(text)
      case .base64: Base64.bytes(text)
      case .raw: text
      }
    guard let decoded else { throw .malformed(name: name, encoding: encoding) }
    return decoded
  }

  private static func withoutLineEnding(_ text: [UInt8]) -> [UInt8] {
    guard text.last == UInt8(ascii: "\n") else { return text }
    let line = text.dropLast()
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }

  private static func isHexDigit(_ character: UInt8) -> Bool {
    hexBytes([UInt8(ascii: "0"), character]) != nil
  }
}
