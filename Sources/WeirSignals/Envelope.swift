/// The outside of every binary file and table of this module.
///
///     magic      8 bytes   what this is
///     version    4 bytes
///     length     8 bytes   bytes of the body
///     body       length bytes
///     checksum  16 bytes   SipHash-2-4-128 of all before it, under a fixed key
///
/// Whole numbers are little-endian. The checksum finds damage; it does not stop a forger.
enum Envelope {
  static let headerSize = 20
  static let checksumSize = 16

  /// A hasher whose key is fixed and public, for checksums and fingerprints.
  static var hasher: Fingerprinter {
    Fingerprinter(seed: (0x7765_6972_2073_6967, 0x6e61_6c73_2063_6b31))
  }

  /// Appends an envelope around what `body` appends.
  static func seal(
    magic: StaticString, version: UInt32, into bytes: inout [UInt8],
    body: (inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    magic.withUTF8Buffer { bytes.append(contentsOf: $0) }
    precondition(bytes.count == start + 8, "a magic has eight bytes")
    bytes.append(littleEndian: version)
    bytes.append(littleEndian: UInt64(0))
    body(&bytes)
    let length = UInt64(bytes.count - start - headerSize)
    for index in 0..<8 {
      bytes[start + 12 + index] = UInt8(truncatingIfNeeded: length &>> UInt64(index * 8))
    }
    let sum = checksum(bytes, start..<bytes.count)
    bytes.append(littleEndian: sum.low)
    bytes.append(littleEndian: sum.high)
  }

  /// A reader of the body, after everything around it was found right.
  static func open(
    _ bytes: [UInt8], magic: StaticString, version: UInt32
  ) throws(EnvelopeError) -> ByteReader {
    guard bytes.count >= 8, magic.withUTF8Buffer({ bytes.starts(with: $0) }) else {
      throw .wrongMagic
    }
    var header = ByteReader(bytes, range: 8..<bytes.count)
    guard let found = header.next(UInt32.self) else { throw .truncated }
    guard found == version else { throw .unsupportedVersion(found) }
    guard let length = header.next(UInt64.self),
      length <= UInt64(max(0, bytes.count - headerSize - checksumSize))
    else { throw .truncated }
    let end = headerSize + Int(length)
    guard bytes.count == end + checksumSize else { throw .trailingBytes }
    var footer = ByteReader(bytes, range: end..<bytes.count)
    let sum = checksum(bytes, 0..<end)
    guard footer.next(UInt64.self) == sum.low, footer.next(UInt64.self) == sum.high else {
      throw .checksumMismatch
    }
    return ByteReader(bytes, range: headerSize..<end)
  }

  static func checksum(_ bytes: [UInt8], _ range: Range<Int>) -> KeyHash {
    var hasher = hasher
    bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[range])) }
    return hasher.finalize()
  }
}

enum EnvelopeError: Error, Equatable {
  case wrongMagic
  case unsupportedVersion(UInt32)
  case truncated
  case trailingBytes
  case checksumMismatch
}
