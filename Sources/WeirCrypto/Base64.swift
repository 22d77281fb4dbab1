/// Base64 (RFC 4648), written with the URL alphabet, read with either.
///
/// Reading is strict where common decoders are not: no spaces, no mixing of the two alphabets, and
/// unused bits must be zero. So a token has one spelling, and changing any character of it shows.
enum Base64 {
  /// URL-safe text of bytes, padded with `=` to a multiple of four.
  static func urlText(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    bytes.withUnsafeBufferPointer { bytes in
      for start in stride(from: 0, to: bytes.count, by: 3) {
        appendGroup(bytes, from: start, to: &text)
      }
    }
    return text
  }

  /// The bytes of padded or unpadded text in either alphabet; nil when it is not base64.
  static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    withBytes(text) { decode($0) }
  }

  /// Whether a character belongs to the URL alphabet (without `=`).
  static func isURLCharacter(_ character: UInt8) -> Bool {
    character != UInt8(ascii: "+") && character != UInt8(ascii: "/")
      && values[Int(character)] != notInAlphabet
  }

  private static func appendGroup(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to text: inout [UInt8]
  ) {
    let present = min(3, bytes.count - start)
    var group = UInt32(bytes[start]) << 16
    if present > 1 { group |= UInt32(bytes[start + 1]) << 8 }
    if present > 2 { group |= UInt32(bytes[start + 2]) }
    for place in 0..<4 {
      let value = Int(group >> UInt32(18 - 6 * place)) & 63
      text.append(place <= present ? urlAlphabet[value] : padding)
    }
  }

  private static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let digits = withoutPadding(text) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3 + 2)
    var group: UInt32 = 0
    var bits = 0
    var alphabets: UInt8 = 0
    for character in digits {
      let value = values[Int(character)]
      guard value != notInAlphabet else { return nil }
      alphabets |= alphabet(of: character)
      group = group << 6 | UInt32(value)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
    }
    let hasUnusedBits = group & ((1 << UInt32(bits)) - 1) != 0
    return alphabets == bothAlphabets || hasUnusedBits ? nil : bytes
  }

  private static func withoutPadding(
    _ text: UnsafeRawBufferPointer
  ) -> Slice<UnsafeRawBufferPointer>? {
    let pads = text.suffix(2).reversed().prefix { $0 == padding }.count
    let digits = text.dropLast(pads)
    guard digits.count % 4 != 1, pads == 0 || text.count % 4 == 0 else { return nil }
    return digits
  }

  private static func alphabet(of character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "+"), UInt8(ascii: "/"): 1
    case UInt8(ascii: "-"), UInt8(ascii: "_"): 2
    default: 0
    }
  }

  private static let padding = UInt8(ascii: "=")
  private static let bothAlphabets: UInt8 = 3
  private static let notInAlphabet: UInt8 = 255
  private static let urlAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: notInAlphabet, count: 256)
    for (value, character) in urlAlphabet.enumerated() { values[Int(character)] = UInt8(value) }
    values[Int(UInt8(ascii: "+"))] = 62
    values[Int(UInt8(ascii: "/"))] = 63
    return values
  }()
}
