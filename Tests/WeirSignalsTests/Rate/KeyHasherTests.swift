import Testing
import WeirSignals

@Suite struct KeyHasherTests {
  private func hash(_ add: (inout KeyHasher) -> Void) -> KeyHash {
    var hasher = KeyHasher(seed: (3, 4))
    add(&hasher)
    return hasher.finalize()
  }

  private let reference = PlainSipHash(wordRounds: 1, endRounds: 3)

  /// The bytes of a part as the picture in `KeyHasher` has them.
  private func part(_ type: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    let head = (0..<8).map { UInt8(truncatingIfNeeded: (bytes.count << 8) >> ($0 * 8)) }
    let zeros = [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
    return [type] + head[1...] + bytes + zeros
  }

  private func bytes(of word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
  }

  @Test func `the plain reference gives the authors' test vectors for 2-4`() {
    let plain = PlainSipHash(wordRounds: 2, endRounds: 4)
    for (length, expected) in sipHash128Vectors.enumerated() {
      let words = plain.hash((0..<UInt8(length)).map { $0 }, key: (0...15).map { $0 })
      #expect(words.map(hex).joined() == expected)
    }
  }

  private func hex(_ word: UInt64) -> String {
    bytes(of: word).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test func `keys are hashed as the picture and the plain reference say`() {
    var random = RandomSource(seed: 41)
    for round in 0..<600 {
      let seed = (random.next(), random.next())
      var hasher = KeyHasher(seed: seed)
      var expected: [UInt8] = []
      for _ in 0..<round % 4 { add(&random, to: &hasher, &expected) }
      let words = reference.hash(expected, key: bytes(of: seed.0) + bytes(of: seed.1))
      #expect(hasher.finalize() == KeyHash(high: words[1], low: words[0]))
    }
  }

  private func add(
    _ random: inout RandomSource, to hasher: inout KeyHasher, _ expected: inout [UInt8]
  ) {
    switch random.next(below: 5) {
    case 0:
      hasher.addAbsent()
      expected += part(0, [])
    case 1:
      let truth = random.next(below: 2) == 1
      hasher.add(boolean: truth)
      expected += part(1, [truth ? 1 : 0])
    case 2:
      let number = random.hostileNumber()
      hasher.add(integer: number)
      expected += part(2, bytes(of: UInt64(bitPattern: number)))
    case 3:
      let number = Double(random.number(in: -9...9)) / 4
      hasher.add(real: number)
      expected += part(3, bytes(of: number.bitPattern))
    default:
      let text = (0..<random.next(below: 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      text.withUnsafeBytes { hasher.add(text: $0) }
      expected += part(4, text)
    }
  }

  @Test func `no byte beside a text is read into its hash`() {
    let bytes = (0..<60).map { UInt8($0 + 1) }
    for start in 0..<20 {
      for end in start..<60 {
        let whole = hash { hasher in
          bytes.withUnsafeBytes {
            hasher.add(text: UnsafeRawBufferPointer(rebasing: $0[start..<end]))
          }
        }
        let alone = hash { hasher in
          Array(bytes[start..<end]).withUnsafeBytes { hasher.add(text: $0) }
        }
        #expect(whole == alone)
      }
    }
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
      hash { $0.add(text: "\0") },
      hash { $0.add(text: "\0\0") },
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
