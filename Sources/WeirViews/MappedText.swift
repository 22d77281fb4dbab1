import WeirText

/// The raw bytes that caused a byte of a reading, as a half-open range.
struct Origin: Equatable {
  var start: UInt32
  var end: UInt32

  @inline(__always)
  func through(_ last: Origin) -> Origin { Origin(start: start, end: last.end) }
}

/// A text and, for each of its bytes, the bytes of the raw text that caused it.
///
///     raw     %  6  9  g  U+200B  n        bytes    i      g      n
///     offset  0  1  2  3  4       7        origins  0..<3  3..<4  7..<8
///
/// Invariant: starts and ends never fall from one byte to the next, the bytes of one scalar share one
/// origin, and the bytes are valid UTF-8. So a range of whole scalars came from whole scalars,
/// between its first byte's start and its last byte's end. The memory grows and is kept.
struct MappedText: ~Copyable {
  private(set) var count = 0
  private var capacity = 0
  private var byteMemory: UnsafeMutablePointer<UInt8>
  private var originMemory: UnsafeMutablePointer<Origin>

  init() {
    byteMemory = .allocate(capacity: 0)
    originMemory = .allocate(capacity: 0)
  }

  deinit {
    byteMemory.deallocate()
    originMemory.deallocate()
  }

  /// Valid until the text changes.
  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: byteMemory, count: count) }

  @inline(__always)
  subscript(index: Int) -> UInt8 { bytes[index] }

  /// What caused a range of bytes, which must not be empty.
  @inline(__always)
  func origin(_ first: Int, _ end: Int) -> Origin {
    precondition(first >= 0 && first < end && end <= count, "a range inside the text, not empty")
    return originMemory[first].through(originMemory[end &- 1])
  }

  @inline(__always)
  func origin(at index: Int) -> Origin { origin(index, index &+ 1) }

  /// Whether the same bytes stand at an index.
  @inline(__always)
  func holds(_ other: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index &+ other.count <= count else { return false }
    for offset in 0..<other.count where byteMemory[index &+ offset] != other[offset] {
      return false
    }
    return true
  }

  mutating func removeAll() { count = 0 }

  /// Makes this the text itself: every scalar comes from its own bytes.
  mutating func load(_ text: UnsafeBufferPointer<UInt8>) {
    count = 0
    reserve(text.count)
    var index = 0
    while index < text.count {
      let ascii = UTF8Scanner.endOfASCII(from: index, in: text)
      loadASCII(text, index..<ascii)
      index = ascii
      guard index < text.count else { return }
      while index < text.count, text[index] >= 0x80 { index = loadScalar(text, at: index) }
    }
  }

  @inline(__always)
  private mutating func loadScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length = UTF8Scanner.sequenceLength(at: index, in: text)
    let end = index &+ Swift.max(length, 1)
    let origin = Origin(start: offset(index), end: offset(end))
    if length == 0 {
      append(scalar: 0xFFFD, from: origin)
    } else {
      for byte in index..<end { append(text[byte], from: origin) }
    }
    return end
  }

  @inline(__always)
  private mutating func loadASCII(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty, let start = text.baseAddress else { return }
    reserve(range.count)
    (byteMemory + count).update(from: start + range.lowerBound, count: range.count)
    let origins = originMemory + count
    for place in 0..<range.count {
      let index = offset(range.lowerBound &+ place)
      origins[place] = Origin(start: index, end: index &+ 1)
    }
    count &+= range.count
  }

  @inline(__always)
  private func offset(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: index) }

  @inline(__always)
  mutating func append(_ byte: UInt8, from origin: Origin) {
    if count == capacity { grow(to: count &+ 1) }
    byteMemory[count] = byte
    originMemory[count] = origin
    count &+= 1
  }

  /// Appends a scalar, U+FFFD where the number is none.
  mutating func append(scalar: UInt32, from origin: Origin) {
    if scalar < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar), from: origin)
    } else {
      for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        ?? UTF8.encodedReplacementCharacter
      {
        append(byte, from: origin)
      }
    }
  }

  /// Makes what caused the last bytes cause what follows it too, up to the end of `origin`.
  mutating func extendLast(through origin: Origin) {
    guard count > 0 else { return }
    let last = originMemory[count &- 1]
    guard last.end == origin.start else { return }
    var index = count
    while index > 0, originMemory[index &- 1] == last {
      index &-= 1
      originMemory[index] = last.through(origin)
    }
  }

  /// Appends bytes of another text as they are, with their origins.
  @inline(__always)
  mutating func append(_ other: borrowing MappedText, _ first: Int, _ end: Int) {
    precondition(first >= 0 && first <= end && end <= other.count, "a range inside the text")
    reserve(end &- first)
    (byteMemory + count).update(from: other.byteMemory + first, count: end &- first)
    (originMemory + count).update(from: other.originMemory + first, count: end &- first)
    count &+= end &- first
  }

  /// The same, with ASCII letters in lower case where `isLowering`.
  @inline(__always)
  mutating func append(
    _ other: borrowing MappedText, _ first: Int, _ end: Int, isLowering: Bool
  ) {
    let start = count
    append(other, first, end)
    guard isLowering else { return }
    for index in start..<count { byteMemory[index] = byteMemory[index].asciiLowered }
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count &+ more) }
  }

  private mutating func grow(to wanted: Int) {
    capacity = Swift.max(wanted, 2 &* capacity, 256)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    let origins = UnsafeMutablePointer<Origin>.allocate(capacity: capacity)
    bytes.update(from: byteMemory, count: count)
    origins.update(from: originMemory, count: count)
    byteMemory.deallocate()
    originMemory.deallocate()
    byteMemory = bytes
    originMemory = origins
  }
}
