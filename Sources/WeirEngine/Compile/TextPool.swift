/// The constant texts of a program, in one block that never moves.
///
/// Immutable after `init`, which is what makes sharing it between threads sound.
final class TextPool: @unchecked Sendable {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let texts: [Range<Int>]

  init(_ strings: [String]) {
    var all: [UInt8] = []
    var ranges: [Range<Int>] = []
    for string in strings {
      let start = all.count
      all.append(contentsOf: string.utf8)
      ranges.append(start..<all.count)
    }
    bytes = .allocate(capacity: max(1, all.count))
    _ = bytes.initialize(from: all)
    texts = ranges
  }

  deinit { bytes.deallocate() }

  subscript(place: Int) -> TextBytes {
    TextBytes(rebasing: bytes[texts[place]])
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// A copy as a `String`.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// Bytewise order, which for UTF-8 is the order of the Unicode scalars.
  func order(_ other: TextBytes) -> Int {
    let common = Swift.min(count, other.count)
    for place in 0..<common where self[place] != other[place] {
      return Int(self[place]) - Int(other[place])
    }
    return count - other.count
  }

  func isEqual(_ other: TextBytes) -> Bool {
    guard count == other.count else { return false }
    for place in 0..<count where self[place] != other[place] { return false }
    return true
  }

  func hasPrefix(_ other: TextBytes) -> Bool {
    count >= other.count && TextBytes(rebasing: self[0..<other.count]).isEqual(other)
  }

  func hasSuffix(_ other: TextBytes) -> Bool {
    count >= other.count && TextBytes(rebasing: self[(count - other.count)...]).isEqual(other)
  }

  /// Where `other` first occurs, linear in all practical cases: the first byte is looked for, then
  /// the rest compared; `LiteralSet` serves constant texts.
  func firstOccurrence(of other: TextBytes) -> Int? {
    guard let first = other.first else { return 0 }
    guard count >= other.count else { return nil }
    for start in 0...(count - other.count) where self[start] == first {
      if TextBytes(rebasing: self[start..<start + other.count]).isEqual(other) { return start }
    }
    return nil
  }
}
