/// The 128-bit keyed hash under which a key or a value is remembered; the bytes themselves are not.
///
/// With a secret seed two different keys share a hash with probability 2⁻¹²⁸.
@frozen
public struct KeyHash: Hashable, Sendable, BitwiseCopyable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

extension KeyHash {
  /// The hash of a value as seen by one key: unequal pairs stay unequal but for a 2⁻¹²⁸ chance.
  ///
  /// Both hashes are keyed, so nobody can aim for a collision of this linear combination.
  func pairing(_ value: KeyHash) -> KeyHash {
    KeyHash(
      high: high &* 0x9E37_79B9_7F4A_7C15 &+ value.high,
      low: low &* 0xD1B5_4A32_D192_ED03 &+ value.low)
  }
}
