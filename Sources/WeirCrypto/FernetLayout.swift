/// A token taken apart: sizes and version are right, and nothing in it is believed yet.
struct FernetLayout {
  static let version: UInt8 = 0x80
  /// Version, seconds and vector before the ciphertext, signature after it.
  private static let headerCount = 1 + 8 + 16
  private static let signatureCount = 32

  private let bytes: [UInt8]

  /// nil when the text is not base64 or its bytes can't be a token.
  init?(_ text: some Collection<UInt8>) {
    // The spec's tokens are padded; a count that is not a multiple of four has lost something.
    guard text.count % 4 == 0, let bytes = Base64.bytes(text), bytes.first == Self.version,
      Self.isTokenByteCount(bytes.count)
    else { return nil }
    self.bytes = bytes
  }

  var seconds: UInt64 { bytes[1..<9].reduce(0) { $0 << 8 | UInt64($1) } }
  var vector: ArraySlice<UInt8> { bytes[9..<Self.headerCount] }
  var ciphertext: ArraySlice<UInt8> { bytes[Self.headerCount..<signatureStart] }
  var signed: ArraySlice<UInt8> { bytes[..<signatureStart] }
  var signature: ArraySlice<UInt8> { bytes[signatureStart...] }

  private var signatureStart: Int { bytes.count - Self.signatureCount }

  /// Whether a token can have this many bytes: a whole number of 16-byte blocks, and at least one.
  static func isTokenByteCount(_ count: Int) -> Bool {
    let blocks = count - headerCount - signatureCount
    return blocks >= 16 && blocks % 16 == 0
  }
}
