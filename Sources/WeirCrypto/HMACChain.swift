import Crypto

/// A chain of codes over records, in which a changed, lost, added or moved record shows.
///
///     tag 0 = HMAC(key, "weir/chain/v1 " ‖ chain id)
///     tag i = HMAC(key, tag i-1 ‖ record i)            HMAC-SHA-256 under the key derived for audit
///
/// Records cut off at the end leave a chain that is right as far as it goes: keep the last tag, or
/// the number of records, somewhere else as well.
public struct HMACChain: Sendable {
  /// The tag of the last record taken (32 bytes); of none, the chain's start.
  public private(set) var tag: [UInt8]
  private let keyed: KeyedHash

  /// A new chain. Its id belongs to it alone (a file and its first time, say).
  public init(key: SecretKey, id: [UInt8]) {
    keyed = key.keyedHash(for: .audit)
    tag = keyed.code(Array("weir/chain/v1 ".utf8) + id)
  }

  /// The chain as it goes on after a record with this tag: 64 hexadecimal digits, nil if not.
  public init?(key: SecretKey, after tagText: String) {
    guard let tag = hexBytes(tagText.utf8), tag.count == 32 else { return nil }
    keyed = key.keyedHash(for: .audit)
    self.tag = tag
  }

  /// The tag as records carry it: 64 lower-case hexadecimal digits.
  public var tagText: String { hexText(tag) }

  /// Takes the next record and gives its tag text.
  @discardableResult
  public mutating func append(_ record: some Collection<UInt8>) -> String {
    withBytes(record) { take($0) }
    return tagText
  }

  /// Takes the next record; the tag is then its own. Allocates no text.
  public mutating func take(_ record: UnsafeRawBufferPointer) {
    nextTag(record).withUnsafeBytes { next in
      tag.withUnsafeMutableBytes { $0.copyMemory(from: next) }
    }
  }

  /// Takes the next record if `tagText` is its tag; otherwise leaves the chain where it was.
  public mutating func verify(_ record: some Collection<UInt8>, tagText: String) -> Bool {
    let next = withBytes(record) { nextTag($0).array }
    guard let claimed = hexBytes(tagText.utf8), isSame(claimed, next) else { return false }
    tag = next
    return true
  }

  /// The index of the first record that does not follow from those before it; nil when all do.
  /// The chain is then at the last good record.
  public mutating func firstBroken(
    in records: some Sequence<(record: [UInt8], tagText: String)>
  ) -> Int? {
    for (index, entry) in records.enumerated()
    where !verify(entry.record, tagText: entry.tagText) {
      return index
    }
    return nil
  }

  private func nextTag(_ record: UnsafeRawBufferPointer) -> SHA256Digest {
    tag.withUnsafeBytes { keyed.mac($0, record) }
  }
}
