/// An incremental SipHash-2-4 with 128-bit output, without allocation.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012) and the 128-bit output
/// of the authors' reference. Copy a fresh hasher for each key:
///
///     var hasher = seeded
///     hasher.add(text: bytes)
///     let key = hasher.finalize()
///
/// `update` takes plain bytes. The `add` functions are for keys made of parts: each part is
/// written as a type byte, its length and its bytes, so that ("a", "bc") is not ("ab", "c") and the
/// number 1 is not the text "1".
public struct KeyHasher: Sendable {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  // The bytes that do not fill a word yet: the lowest `byteCount % 8` bytes.
  private var tail: UInt64 = 0
  private var byteCount: UInt64 = 0

  public init(seed: (UInt64, UInt64)) {
    v0 = seed.0 ^ 0x736f_6d65_7073_6575
    v1 = seed.1 ^ 0x646f_7261_6e64_6f6d ^ 0xee
    v2 = seed.0 ^ 0x6c79_6765_6e65_7261
    v3 = seed.1 ^ 0x7465_6462_7974_6573
  }

  /// Adds bytes as they are; where a call ends makes no difference.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index &+ 8 <= bytes.count {
      update(
        word: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index &+= 8
    }
    while index < bytes.count {
      update(byte: bytes[index])
      index &+= 1
    }
  }

  public mutating func update(byte: UInt8) {
    tail |= UInt64(byte) &<< ((byteCount & 7) &* 8)
    byteCount &+= 1
    guard byteCount & 7 == 0 else { return }
    absorb(tail)
    tail = 0
  }

  /// Adds the eight bytes of a number, lowest first: as many as fill the tail up are absorbed with
  /// it, the others are the new tail.
  public mutating func update(word: UInt64) {
    let bits = (byteCount & 7) &* 8
    byteCount &+= 8
    absorb(tail | word &<< bits)
    tail = bits == 0 ? 0 : word &>> (64 &- bits)
  }

  /// The hash of everything added; the hasher itself is left as it was.
  public func finalize() -> KeyHash {
    var end = self
    end.absorb(byteCount << 56 | tail)
    end.v2 ^= 0xee
    let low = end.squeeze()
    end.v1 ^= 0xdd
    return KeyHash(high: end.squeeze(), low: low)
  }

  @inline(__always)
  private mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always)
  private mutating func squeeze() -> UInt64 {
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  // Inlined, so that the four words stay in registers from round to round.
  @inline(__always)
  private mutating func round() {
    v0 &+= v1
    v2 &+= v3
    v1 = rotated(v1, by: 13) ^ v0
    v3 = rotated(v3, by: 16) ^ v2
    v0 = rotated(v0, by: 32)
    v2 &+= v1
    v0 &+= v3
    v1 = rotated(v1, by: 17) ^ v2
    v3 = rotated(v3, by: 21) ^ v0
    v2 = rotated(v2, by: 32)
  }
}

@inline(__always)
func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
  word &<< bits | word &>> (64 &- bits)
}
