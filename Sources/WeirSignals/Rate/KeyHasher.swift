/// The hash under which a table remembers a key: SipHash-1-3 with 128-bit output, of words.
///
/// One round for each word and three for the end keep those who don't know the seed from aiming at a
/// place in a table, which is all that is asked here (as in the dictionaries of Rust, Python and
/// Swift); what is stored to be compared later has `Fingerprinter`. Make one for each key:
///
///     var hasher = KeyHasher(seed: seed)
///     hasher.add(text: bytes)
///     let key = hasher.finalize()
///
/// What is hashed are whole words, so nothing is ever shifted into place:
///
///     key    part part …
///     part   head word word …       head    type in the lowest byte, above it the length in bytes
///                                   words   the bytes by eight, the lowest first; zeros fill the last
///
/// The head says where a part ends: ("a", "bc") is not ("ab", "c") and the number 1 not the text "1".
public struct KeyHasher: Sendable {
  private var state: SipState
  private var wordCount: UInt64 = 0

  public init(seed: (UInt64, UInt64)) { state = SipState(seed: seed) }

  /// Adds UTF-8 bytes as one part.
  public mutating func add(text: UnsafeRawBufferPointer) {
    begin(.text, byteCount: text.count)
    var index = 0
    while index &+ 8 <= text.count {
      absorb(Self.word(of: text, at: index))
      index &+= 8
    }
    if index < text.count { absorb(Self.end(of: text)) }
  }

  public mutating func add(text: String) {
    var text = text
    text.withUTF8 { add(text: UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(integer: Int64) {
    begin(.integer, byteCount: 8)
    absorb(UInt64(bitPattern: integer))
  }

  /// Adds a number; −0 counts as 0, and every NaN as the same one.
  public mutating func add(real: Double) {
    begin(.real, byteCount: 8)
    absorb(KeyPartType.word(of: real))
  }

  public mutating func add(boolean: Bool) {
    begin(.boolean, byteCount: 1)
    absorb(boolean ? 1 : 0)
  }

  /// Adds a part that says "no value", which equals no other part.
  public mutating func addAbsent() {
    begin(.absent, byteCount: 0)
  }

  /// The hash of everything added; the hasher itself is left as it was.
  public func finalize() -> KeyHash {
    var end = state
    end.absorb(wordCount &<< 59, rounds: 1)  // bytes in all, in the highest byte
    return end.squeezed(rounds: 3)
  }

  @inline(__always)
  private mutating func begin(_ type: KeyPartType, byteCount: Int) {
    absorb(UInt64(byteCount) &<< 8 | UInt64(type.rawValue))
  }

  @inline(__always)
  private mutating func absorb(_ word: UInt64) {
    state.absorb(word, rounds: 1)
    wordCount &+= 1
  }
}

/// The type of a part, as it is hashed: never renumber.
enum KeyPartType: UInt8 {
  case absent
  case boolean
  case integer
  case real
  case text

  @inline(__always)
  static func word(of real: Double) -> UInt64 {
    (real == 0 ? 0.0 : real.isNaN ? .nan : real).bitPattern
  }
}

extension KeyHasher {
  /// The bytes that do not fill a word, the lowest first, by loads that may overlap: a byte that is
  /// read twice lands in the same place.
  @inline(__always)
  private static func end(of text: UnsafeRawBufferPointer) -> UInt64 {
    let count = text.count
    let bits = UInt64(truncatingIfNeeded: count & 7) &* 8
    if count > 8 { return word(of: text, at: count &- 8) &>> (64 &- bits) }
    if count >= 4 {
      let first = text.loadUnaligned(as: UInt32.self).littleEndian
      let last = text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self).littleEndian
      return UInt64(first) | UInt64(last) &<< (bits &- 32)
    }
    let middle = UInt64(text[count &>> 1]) &<< (UInt64(truncatingIfNeeded: count &>> 1) &* 8)
    return UInt64(text[0]) | middle | UInt64(text[count &- 1]) &<< (bits &- 8)
  }

  @inline(__always)
  private static func word(of text: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
    text.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
  }
}
