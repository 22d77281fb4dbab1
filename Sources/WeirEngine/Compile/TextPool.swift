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

  /// Bytes up to which a text is looked for by its ends.
  static var shortBytes: Int { 16 }

  /// Whether `other` occurs, linear in both whatever they hold.
  func contains(_ other: TextBytes) -> Bool {
    if other.isEmpty { return true }
    guard count >= other.count else { return false }
    return other.count <= Self.shortBytes ? containsShort(other) : containsLong(other)
  }

  /// Looks at sixteen places at once for the first and the last byte, and compares where both are.
  private func containsShort(_ other: TextBytes) -> Bool {
    let last = other.count - 1
    let starts = count - last
    let head = SIMD16(repeating: other[0])
    let tail = SIMD16(repeating: other[last])
    let bytes = UnsafeRawBufferPointer(self)
    var place = 0
    while place + 16 <= starts {
      let isHead = bytes.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) .== head
      let isTail =
        bytes.loadUnaligned(fromByteOffset: place + last, as: SIMD16<UInt8>.self) .== tail
      var hits = SixteenBytes(isHead .& isTail)
      while let hit = hits.popFirst() { if holds(other, at: place + hit) { return true } }
      place += 16
    }
    while place < starts {
      if holds(other, at: place) { return true }
      place += 1
    }
    return false
  }

  private func holds(_ other: TextBytes, at place: Int) -> Bool {
    for index in other.indices where self[place + index] != other[index] { return false }
    return true
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

/// Which of sixteen bytes are meant: a whole byte of ones for each, eight to a word.
private struct SixteenBytes {
  private var words: SIMD2<UInt64>

  @inline(__always)
  init(_ mask: SIMDMask<SIMD16<Int8>>) {
    let ones = SIMD16<UInt8>(repeating: 0).replacing(with: SIMD16(repeating: 0xFF), where: mask)
    words = unsafeBitCast(ones, to: SIMD2<UInt64>.self)
  }

  /// The place of the first, which is taken out.
  @inline(__always)
  mutating func popFirst() -> Int? {
    if words[0] != 0 {
      let place = words[0].littleEndian.trailingZeroBitCount >> 3
      words[0] &= ~(UInt64(0xFF) << UInt64(place * 8)).littleEndian
      return place
    }
    if words[1] != 0 {
      let place = words[1].littleEndian.trailingZeroBitCount >> 3
      words[1] &= ~(UInt64(0xFF) << UInt64(place * 8)).littleEndian
      return place + 8
    }
    return nil
  }
}
