import WeirMatcher

/// A short text as a few numbers, to look it up with.
///
///     count, and up to 32 bytes as four numbers: of a shorter text some bytes stand twice
///
///     "channel"   count 7   "chan" | "nnel" << 32   0   0   0
///
/// Texts of one length are equal where their numbers are. Never longer, so that looking is far
/// cheaper than scanning.
struct TextKey: BitwiseCopyable {
  private var count: UInt64 = 0
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  static let bytesMax = 32

  /// The key of no text.
  static let none = TextKey()

  private init() {}

  /// - Returns: `nil` for a text that is empty or too long.
  @inline(__always)
  init?(_ text: TextBytes) {
    let count = text.count
    guard count > 0, count <= Self.bytesMax else { return nil }
    let bytes = UnsafeRawBufferPointer(text)
    self.count = UInt64(count)
    if count >= 8 {
      words.0 = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      words.1 = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      words.0 = UInt64(first) | UInt64(last) << 32
    } else {
      for index in 0..<count { words.0 |= UInt64(text[index]) << UInt64(8 &* index) }
    }
    if count > 16 {
      words.2 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      words.3 = bytes.loadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
    }
  }

  @inline(__always)
  static func == (a: TextKey, b: TextKey) -> Bool {
    let (mine, its) = (a.words, b.words)
    let differences = (mine.0 ^ its.0) | (mine.1 ^ its.1) | (mine.2 ^ its.2) | (mine.3 ^ its.3)
    return differences | (a.count ^ b.count) == 0
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 6.4): the top bits of a product.
  @inline(__always)
  func hash(bits: UInt64) -> Int {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    let sum = (words.0 &* factor) ^ words.1 ^ (words.2 &* 3) ^ words.3
    let mixed = ((sum ^ sum >> 32) &+ count) &* factor
    return Int(mixed >> (64 &- bits))
  }

  /// The same for all texts of a ``TextShape``: `m-0000` of `m-1234`, `1700` of `1761`.
  @inline(__always)
  var shape: TextKey {
    var key = self
    let fixed: UInt64 = 1 << UInt64(8 &* TextShape.fixedBytes) &- 1
    key.words = (
      words.0 & fixed | Self.shape(words.0) & ~fixed, Self.shape(words.1), Self.shape(words.2),
      Self.shape(words.3)
    )
    return key
  }

  /// Eight bytes with `0` for every digit.
  @inline(__always)
  private static func shape(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The top bit of a byte says whether it is at least `0`, or more than `9`.
    let low = word & (ones &* 0x7F)
    let digits = (low &+ ones &* 0x50) & ~(low &+ ones &* 0x46) & ~word & (ones &* 0x80)
    return word & ~((digits >> 7) &* 0x0F)
  }
}
