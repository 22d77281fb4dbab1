/// SipHash with 128-bit output in the plainest way: bytes into an array, words out of it.
///
/// Source: the paper's figure 2.1 and the authors' reference, read as a description.
struct PlainSipHash {
  let wordRounds: Int
  let endRounds: Int

  /// The low word, then the high one.
  func hash(_ bytes: [UInt8], key: [UInt8]) -> [UInt64] {
    let (k0, k1) = (word(key[0..<8]), word(key[8..<16]))
    var v = [
      k0 ^ 0x736f_6d65_7073_6575, k1 ^ 0x646f_7261_6e64_6f6d ^ 0xee,
      k0 ^ 0x6c79_6765_6e65_7261, k1 ^ 0x7465_6462_7974_6573,
    ]
    let zeros = [UInt8](repeating: 0, count: 7 - bytes.count % 8)
    let padded = bytes + zeros + [UInt8(truncatingIfNeeded: bytes.count)]
    for start in stride(from: 0, to: padded.count, by: 8) {
      let message = word(padded[start..<start + 8])
      v[3] ^= message
      for _ in 0..<wordRounds { round(&v) }
      v[0] ^= message
    }
    v[2] ^= 0xee
    for _ in 0..<endRounds { round(&v) }
    let low = v.reduce(0, ^)
    v[1] ^= 0xdd
    for _ in 0..<endRounds { round(&v) }
    return [low, v.reduce(0, ^)]
  }

  private func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func round(_ v: inout [UInt64]) {
    add(&v, 0, 1, turn: 13)
    v[0] = left(v[0], 32)
    add(&v, 2, 3, turn: 16)
    add(&v, 0, 3, turn: 21)
    add(&v, 2, 1, turn: 17)
    v[2] = left(v[2], 32)
  }

  private func add(_ v: inout [UInt64], _ sum: Int, _ other: Int, turn: UInt64) {
    v[sum] &+= v[other]
    v[other] = left(v[other], turn) ^ v[sum]
  }

  private func left(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word << bits | word >> (64 - bits)
  }
}
