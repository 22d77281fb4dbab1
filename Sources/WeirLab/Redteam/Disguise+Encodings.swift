/// Encodings that a reader, a browser or a model undoes.
extension Disguise {
  static let encodings: [Disguise] = [
    text("percent", "every byte percent-encoded, but letters and digits", percent),
    text("percent-all", "every byte percent-encoded") { bytes(of: $0, prefix: "%") },
    text("percent-twice", "percent-encoded, twice") { percent(percent($0)) },
    text("entities", "HTML entities in decimal") { text in
      text.unicodeScalars.map { "&#\($0.value);" }.joined()
    },
    text("hex-entities", "HTML entities in hexadecimal") { text in
      text.unicodeScalars.map { "&#x\(String($0.value, radix: 16));" }.joined()
    },
    text("unicode-escapes", "`\\u0041`, written out in the text") { text in
      text.utf16.map { "\\u" + hex($0, digits: 4) }.joined()
    },
    text("byte-escapes", "`\\x41`, written out in the text") { bytes(of: $0, prefix: "\\x") },
    text("hex", "hexadecimal bytes") { bytes(of: $0, prefix: "") },
    text("base64", "Base64", base64),
    scalars("rot13", "letters moved by half the alphabet") { scalar in
      switch scalar {
      case "A"..."Z": (scalar.value - 0x41 + 13) % 26 + 0x41
      case "a"..."z": (scalar.value - 0x61 + 13) % 26 + 0x61
      default: scalar.value
      }
    },
  ]

  /// RFC 3986: what is not unreserved is `%` and two digits.
  private static func percent(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
      if isPlain || "-._~".unicodeScalars.contains(scalar) {
        out.unicodeScalars.append(scalar)
      } else {
        out += "%" + hex(byte, digits: 2).uppercased()
      }
    }
    return out
  }

  /// RFC 4648, with padding.
  private static func base64(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { ($0 << 8) | Int($1) }
      let number = bits << (8 * (3 - group.count))
      for place in 0..<4 {
        let letter = base64Letters[(number >> (18 - 6 * place)) & 63]
        out.append(place <= group.count ? letter : "=")
      }
    }
    return out
  }

  private static let base64Letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  private static func bytes(of text: String, prefix: String) -> String {
    text.utf8.map { prefix + hex($0, digits: 2) }.joined()
  }

  private static func hex(_ number: some FixedWidthInteger, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
