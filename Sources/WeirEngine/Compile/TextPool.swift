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

  /// Whether `other` occurs, linear in both whatever they hold; `LiteralSet` serves many constant
  /// texts, the scan for patterns those that rules look for in fields.
  func contains(_ other: TextBytes) -> Bool {
    guard count >= other.count else { return false }
    if other.count <= 16 {
      return other.isEmpty
        || (0...(count - other.count)).contains {
          self[$0] == other[0] && TextBytes(rebasing: self[$0..<$0 + other.count]).isEqual(other)
        }
    }
    return containsLong(other)
  }

  /// Knuth, Morris and Pratt (1977): `border[n]` is the longest proper prefix of the first n bytes
  /// that is also their suffix.
  private func containsLong(_ other: TextBytes) -> Bool {
    var border = [0, 0]
    border.reserveCapacity(other.count + 1)
    var length = 0
    for place in 1..<other.count {
      while length > 0, other[place] != other[length] { length = border[length] }
      if other[place] == other[length] { length += 1 }
      border.append(length)
    }
    length = 0
    for byte in self {
      while length > 0, byte != other[length] { length = border[length] }
      if byte == other[length] { length += 1 }
      if length == other.count { return true }
    }
    return false
  }
}
