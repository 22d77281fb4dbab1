/// Reads little-endian numbers from bytes nobody vouches for; nil where they end too soon.
struct ByteReader {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  var remaining: Int { end - offset }

  mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) -> Number? {
    let size = MemoryLayout<Number>.size
    guard remaining >= size else { return nil }
    defer { offset += size }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  mutating func nextDouble() -> Double? {
    next(UInt64.self).map(Double.init(bitPattern:))
  }

  mutating func nextHash() -> KeyHash? {
    guard let high = next(UInt64.self), let low = next(UInt64.self) else { return nil }
    return KeyHash(high: high, low: low)
  }

  mutating func nextBytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, remaining >= count else { return nil }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// A text of at most `max` bytes after its length in four bytes.
  mutating func nextText(max: Int) -> String? {
    guard let count = next(UInt32.self), count <= max, let text = nextBytes(Int(count)) else {
      return nil
    }
    return String(validating: text, as: UTF8.self)
  }
}

extension [UInt8] {
  mutating func append(littleEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  mutating func append(real number: Double) {
    append(littleEndian: number.bitPattern)
  }

  mutating func append(hash: KeyHash) {
    append(littleEndian: hash.high)
    append(littleEndian: hash.low)
  }

  mutating func append(text: String) {
    append(littleEndian: UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }
}
