/// Set membership of texts without making a `String` per message.
///
/// The texts lie one after another in one block, sorted by length and then by bytes; each has an
/// entry with its first eight bytes, which tell nearly all texts apart:
///
/// ```
/// bytes     D E F R U S a p i ...
/// entries   (length 2, head "DE", start 0) (2, "FR", 2) (2, "US", 4) (3, "api", 6) ...
/// ```
struct TextMembership: Sendable {
  private struct Entry: Sendable {
    var length: Int
    /// Big-endian, zeros behind a shorter text.
    var head: UInt64
    var start: Int
  }

  private let entries: [Entry]
  private let bytes: [UInt8]

  init(_ texts: [String]) {
    let sorted = Set(texts).map { Array($0.utf8) }.sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
    var bytes: [UInt8] = []
    entries = sorted.map { text in
      defer { bytes += text }
      return text.withUnsafeBufferPointer {
        Entry(length: text.count, head: Self.head(of: $0), start: bytes.count)
      }
    }
    self.bytes = bytes
  }

  /// Binary search: O(log n) comparisons, nearly all of them of numbers.
  func contains(_ text: TextBytes) -> Bool {
    let head = Self.head(of: text)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let order = order(entries[middle], text, head)
      if order == 0 { return true }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return false
  }

  private func order(_ entry: Entry, _ text: TextBytes, _ head: UInt64) -> Int {
    if entry.length != text.count { return entry.length - text.count }
    if entry.head != head { return entry.head < head ? -1 : 1 }
    guard entry.length > 8 else { return 0 }
    for place in 8..<entry.length where bytes[entry.start + place] != text[place] {
      return Int(bytes[entry.start + place]) - Int(text[place])
    }
    return 0
  }

  private static func head(of text: TextBytes) -> UInt64 {
    var head: UInt64 = 0
    for place in 0..<min(8, text.count) { head |= UInt64(text[place]) << UInt64(56 - 8 * place) }
    return head
  }
}
