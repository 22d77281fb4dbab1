/// A run of the characters that base64, base64url and hexadecimal digits are written with, and the
/// `=` behind it.
struct EncodedRun {
  let start: Int
  let end: Int
  let paddedEnd: Int

  var count: Int { end &- start }

  init(at start: Int, in text: UnsafeBufferPointer<UInt8>) {
    self.init(at: start, in: text, isMember: Self.isBase64)
  }

  /// Letters and digits alone.
  init(wordAt start: Int, in text: UnsafeBufferPointer<UInt8>) {
    self.init(at: start, in: text) { $0.isASCIILetter || $0.isASCIIDigit }
  }

  private init(
    at start: Int, in text: UnsafeBufferPointer<UInt8>, isMember: (UInt8) -> Bool
  ) {
    var end = start
    while end < text.count, isMember(text[end]) { end &+= 1 }
    var padded = end
    while padded < text.count, padded < end &+ 2, text[padded] == 0x3D { padded &+= 1 }
    self.start = start
    self.end = end
    paddedEnd = padded
  }

  @inline(__always)
  static func isBase64(_ byte: UInt8) -> Bool { value(byte) != nil }

  /// The six bits of a character of base64 or base64url.
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte &- 0x41
    case 0x61...0x7A: byte &- 0x61 &+ 26
    case 0x30...0x39: byte &- 0x30 &+ 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }
}
