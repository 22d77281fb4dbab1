/// Short texts in which the scans found nothing possible for any redaction, so that they are not
/// scanned again: names of members, roles, channels, small numbers.
///
/// What a scan finds follows from the text alone, so nothing ever has to be forgotten. A table with
/// two places for each hash, of which a new text takes that of the text that was asked for longer ago: ids
/// and times, which never come again, would drive a name from a place of its own.
///
///     hash    of length and bytes, 8 bits: places 2 * hash, asked for last, and 2 * hash + 1
///     entry   length, up to 32 bytes as four numbers: of a shorter text some bytes stand twice
///
///     "channel"   length 7   "chan" | "nnel" << 32   0   0   0
///
/// Texts of one length are equal where their numbers are. Never longer, so that looking is far
/// cheaper than scanning.
final class CleanTexts {
  private struct Entry: BitwiseCopyable {
    var count: UInt64 = 0
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    @inline(__always)
    static func == (a: Entry, b: Entry) -> Bool {
      let (mine, its) = (a.words, b.words)
      let differences = (mine.0 ^ its.0) | (mine.1 ^ its.1) | (mine.2 ^ its.2) | (mine.3 ^ its.3)
      return differences | (a.count ^ b.count) == 0
    }
  }

  static let bytesMax = 32
  private static let hashBits: UInt64 = 8
  private let entries = Slots(repeating: Entry(), count: 2 << hashBits)

  /// Whether a text was inserted and has not been displaced. The empty text never is.
  func hold(_ text: TextBytes) -> Bool {
    guard let entry = Self.entry(of: text) else { return false }
    let place = Self.place(of: entry)
    if entries[place] == entry { return true }
    if !(entries[place + 1] == entry) { return false }
    put(entry, at: place)
    return true
  }

  func insert(_ text: TextBytes) {
    if let entry = Self.entry(of: text) { put(entry, at: Self.place(of: entry)) }
  }

  private func put(_ entry: Entry, at place: Int) {
    entries[place + 1] = entries[place]
    entries[place] = entry
  }

  @inline(__always)
  private static func place(of entry: Entry) -> Int {
    // Fibonacci hashing (Knuth, The Art of Computer Programming 6.4): the top bits of a product.
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    let words = entry.words
    let sum = (words.0 &* factor) ^ words.1 ^ (words.2 &* 3) ^ words.3
    let mixed = ((sum ^ sum >> 32) &+ entry.count) &* factor
    return Int(mixed >> (64 &- hashBits)) &* 2
  }

  @inline(__always)
  private static func entry(of text: TextBytes) -> Entry? {
    let count = text.count
    guard count > 0, count <= bytesMax else { return nil }
    let bytes = UnsafeRawBufferPointer(text)
    var entry = Entry()
    entry.count = UInt64(count)
    if count >= 8 {
      entry.words.0 = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      entry.words.1 = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      entry.words.0 = UInt64(first) | UInt64(last) << 32
    } else {
      for index in 0..<count { entry.words.0 |= UInt64(text[index]) << UInt64(8 &* index) }
    }
    if count > 16 {
      entry.words.2 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      entry.words.3 = bytes.loadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
    }
    return entry
  }
}
