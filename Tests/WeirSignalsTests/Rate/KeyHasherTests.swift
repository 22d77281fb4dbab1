import Testing
import WeirSignals

@Suite struct KeyHasherTests {
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
      var hasher = KeyHasher(seed: Self.seed)
      (0..<UInt8(length)).map { $0 }.withUnsafeBytes { hasher.update($0) }
      #expect(hex(hasher.finalize()) == expected)
    }
  }

  @Test func `where bytes are cut makes no difference`() {
    let bytes = (0..<63).map { UInt8($0) }
    for cut in 0...63 {
      var hasher = KeyHasher(seed: Self.seed)
      bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<cut])) }
      bytes.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[cut...])) }
      #expect(hex(hasher.finalize()) == sipHash128Vectors[63])
    }
  }

  private func hash(_ add: (inout KeyHasher) -> Void) -> KeyHash {
    var hasher = KeyHasher(seed: (3, 4))
    add(&hasher)
    return hasher.finalize()
  }

  @Test func `parts neither run together nor change type`() {
    let keys = [
      hash {
        $0.add(text: "a")
        $0.add(text: "bc")
      },
      hash {
        $0.add(text: "ab")
        $0.add(text: "c")
      },
      hash { $0.add(text: "abc") },
      hash { $0.add(text: "") },
      hash { $0.add(text: "1") },
      hash { $0.add(integer: 1) },
      hash { $0.add(integer: 0) },
      hash { $0.add(real: 1) },
      hash { $0.add(boolean: true) },
      hash { $0.add(boolean: false) },
      hash { $0.addAbsent() },
      hash { _ in },
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func `a text is one key however its bytes are handed over`() {
    let bytes = Array("größe".utf8)
    let expected = hash { $0.add(text: "größe") }
    #expect(hash { $0.add(text: bytes.span) } == expected)
    #expect(hash { hasher in bytes.withUnsafeBytes { hasher.add(text: $0) } } == expected)
  }

  @Test func `equal numbers are one key however they are written`() {
    #expect(hash { $0.add(real: -0.0) } == hash { $0.add(real: 0.0) })
    #expect(hash { $0.add(real: .nan) } == hash { $0.add(real: -.signalingNaN) })
  }

  @Test func `another seed gives other hashes and finalize changes nothing`() {
    var one = KeyHasher(seed: (1, 2))
    var other = KeyHasher(seed: (1, 3))
    one.add(text: "eve")
    other.add(text: "eve")
    #expect(one.finalize() != other.finalize())
    #expect(one.finalize() == one.finalize())
  }
}
