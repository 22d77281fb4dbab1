import Testing
import WeirSignals

@Suite struct FingerprinterTests {
  private static let seed: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  private func hex(_ hash: KeyHash) -> String {
    [hash.low, hash.high].map { word in
      (0..<8).map { byte in
        let digits = String(word >> UInt64(byte * 8) & 0xff, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }.joined()
  }

  @Test func `the reference's test vectors come out`() {
    for (length, expected) in sipHash128Vectors.enumerated() {
      var hasher = Fingerprinter(seed: Self.seed)
      (0..<UInt8(length)).map { $0 }.withUnsafeBytes { hasher.update($0) }
      #expect(hex(hasher.finalize()) == expected)
    }
  }

  @Test func `where bytes are cut makes no difference`() {
    let bytes = (0..<63).map { UInt8($0) }
    for cut in 0...63 {
      var hasher = Fingerprinter(seed: Self.seed)
      bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<cut])) }
      bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[cut...])) }
      #expect(hex(hasher.finalize()) == sipHash128Vectors[63])
    }
  }

  private func hash(_ add: (inout Fingerprinter) -> Void) -> KeyHash {
    var hasher = Fingerprinter(seed: (3, 4))
    add(&hasher)
    return hasher.finalize()
  }

  @Test func `words and bytes are hashed alike wherever they begin`() {
    var random = RandomSource(seed: 9)
    for round in 0..<500 {
      let bytes = (0..<round % 40).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let word = random.next()
      let plain = hash { hasher in
        for byte in bytes { hasher.update(byte: byte) }
        for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
          hasher.update(byte: UInt8(truncatingIfNeeded: word >> shift))
        }
        for byte in bytes { hasher.update(byte: byte) }
      }
      let quick = hash { hasher in
        bytes.withUnsafeBytes { hasher.update($0) }
        hasher.update(word: word)
        bytes.withUnsafeBytes { hasher.update($0) }
      }
      #expect(quick == plain)
    }
  }

  @Test func `parts neither run together nor change type`() {
    let prints = [
      hash {
        $0.add(text: "a")
        $0.add(text: "bc")
      },
      hash {
        $0.add(text: "ab")
        $0.add(text: "c")
      },
      hash { $0.add(text: "abc") }, hash { $0.add(text: "") }, hash { $0.add(text: "1") },
      hash { $0.add(integer: 1) }, hash { $0.add(real: 1) }, hash { _ in },
    ]
    #expect(Set(prints).count == prints.count)
    #expect(hash { $0.add(real: -0.0) } == hash { $0.add(real: 0.0) })
  }
}
