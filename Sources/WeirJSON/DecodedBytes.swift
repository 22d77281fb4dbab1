/// The unescaped bytes of a valid string, one after the other.
struct DecodedBytes: IteratorProtocol {
  private let line: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int
  /// UTF-8 of the last escape that is still to come, first byte lowest.
  private var pending: UInt32 = 0
  private var pendingCount = 0

  init(_ string: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    self.line = line
    let content = string.content.clamped(to: 0..<line.count)
    index = content.lowerBound
    end = content.upperBound
  }

  mutating func next() -> UInt8? {
    if pendingCount > 0 { return nextPending() }
    guard index < end else { return nil }
    let byte = line[index]
    guard byte == 0x5C else {
      index &+= 1
      return byte
    }
    readEscape()
    return nextPending()
  }

  private mutating func nextPending() -> UInt8 {
    let byte = UInt8(truncatingIfNeeded: pending)
    pending >>= 8
    pendingCount &-= 1
    return byte
  }

  private mutating func readEscape() {
    let escape = DecodedBytes.escape(at: index, end: end, in: line)
    index &+= escape.length
    let scalar = Unicode.Scalar(escape.scalar) ?? "\u{FFFD}"
    let units = UTF8.encode(scalar)
    for (offset, byte) in (units ?? UTF8.encodedReplacementCharacter).enumerated() {
      pending |= UInt32(byte) << UInt32(offset &* 8)
      pendingCount &+= 1
    }
  }

  /// The escape at `index`; where there is none (the line was not validated), one U+FFFD.
  static func escape(at index: Int, end: Int, in line: UnsafeBufferPointer<UInt8>) -> Escape {
    switch Escape.read(at: index, end: end, in: line) {
    case .success(let escape): escape
    case .failure: Escape(scalar: 0xFFFD, length: 1)
    }
  }
}
