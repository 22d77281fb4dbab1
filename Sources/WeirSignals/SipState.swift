/// The four words that SipHash stirs.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012), and the 128-bit output
/// of the authors' reference. SipHash-c-d does `c` rounds for each word and `d` for the end:
/// `Fingerprinter` is 2-4, `KeyHasher` 1-3.
struct SipState: Sendable {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  @inline(__always)
  init(seed: (UInt64, UInt64)) {
    v0 = seed.0 ^ 0x736f_6d65_7073_6575
    v1 = seed.1 ^ 0x646f_7261_6e64_6f6d ^ 0xee
    v2 = seed.0 ^ 0x6c79_6765_6e65_7261
    v3 = seed.1 ^ 0x7465_6462_7974_6573
  }

  @inline(__always)
  mutating func absorb(_ word: UInt64, rounds: Int) {
    v3 ^= word
    for _ in 0..<rounds { round() }
    v0 ^= word
  }

  /// The hash, after the last word, which holds the number of bytes.
  @inline(__always)
  func squeezed(rounds: Int) -> KeyHash {
    var end = self
    end.v2 ^= 0xee
    let low = end.squeeze(rounds)
    end.v1 ^= 0xdd
    return KeyHash(high: end.squeeze(rounds), low: low)
  }

  @inline(__always)
  private mutating func squeeze(_ rounds: Int) -> UInt64 {
    for _ in 0..<rounds { round() }
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
