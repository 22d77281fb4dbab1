/// An incremental SipHash-2-4 with 128-bit output, without allocation: checksums and fingerprints
/// that are stored and compared later, so its numbers never change. Keys in tables have a quicker
/// one, `KeyHasher`.
///
/// `update` takes plain bytes. The `add` functions are for values made of parts: each part is
/// written as a type byte, its length and its bytes, so that ("a", "bc") is not ("ab", "c") and the
/// number 1 is not the text "1".
public struct Fingerprinter: Sendable {
  private var state: SipState
  // The bytes that do not fill a word yet: the lowest `byteCount % 8` bytes.
  private var tail: UInt64 = 0
  private var byteCount: UInt64 = 0

  public init(seed: (UInt64, UInt64)) { state = SipState(seed: seed) }

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
    state.absorb(tail, rounds: 2)
    tail = 0
  }

  /// Adds the eight bytes of a number, lowest first: as many as fill the tail up are absorbed with
  /// it, the others are the new tail.
  public mutating func update(word: UInt64) {
    let bits = (byteCount & 7) &* 8
    byteCount &+= 8
    state.absorb(tail | word &<< bits, rounds: 2)
    tail = bits == 0 ? 0 : word &>> (64 &- bits)
  }

  /// The hash of everything added; the hasher itself is left as it was.
  public func finalize() -> KeyHash {
    var end = state
    end.absorb(byteCount << 56 | tail, rounds: 2)
    return end.squeezed(rounds: 4)
  }
}

/// Parts: a type byte, the length as eight bytes, the bytes.
extension Fingerprinter {
  /// Adds UTF-8 bytes as one part.
  public mutating func add(text: String) {
    var text = text
    text.withUTF8 { bytes in
      begin(.text, byteCount: bytes.count)
      update(UnsafeRawBufferPointer(bytes))
    }
  }

  public mutating func add(integer: Int64) {
    begin(.integer, byteCount: 8)
    update(word: UInt64(bitPattern: integer))
  }

  /// Adds a number; −0 counts as 0, and every NaN as the same one.
  public mutating func add(real: Double) {
    begin(.real, byteCount: 8)
    update(word: KeyPartType.word(of: real))
  }

  private mutating func begin(_ type: KeyPartType, byteCount: Int) {
    update(byte: type.rawValue)
    update(word: UInt64(byteCount))
  }
}
