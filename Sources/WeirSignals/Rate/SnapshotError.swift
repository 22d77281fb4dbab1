/// Why saved state was not taken back.
public enum SnapshotError: Error, Hashable, Sendable {
  /// The bytes are not a snapshot of this kind.
  case notASnapshot
  case unsupportedVersion(UInt32)
  case truncated
  /// Bytes follow where the snapshot ends.
  case trailingBytes
  /// The checksum does not fit: the bytes were damaged.
  case damaged
  /// The state belongs to a limit or window with other numbers.
  case changedSettings
  /// The checksum fits, but the content breaks a rule, which is named.
  case invalid(String)
}

extension SnapshotError {
  init(_ error: EnvelopeError) {
    switch error {
    case .wrongMagic: self = .notASnapshot
    case .unsupportedVersion(let version): self = .unsupportedVersion(version)
    case .truncated: self = .truncated
    case .trailingBytes: self = .trailingBytes
    case .checksumMismatch: self = .damaged
    }
  }

  static func opening(
    _ bytes: [UInt8], magic: StaticString, version: UInt32
  ) throws(SnapshotError) -> ByteReader {
    do {
      return try Envelope.open(bytes, magic: magic, version: version)
    } catch {
      throw SnapshotError(error)
    }
  }
}
