import WeirText

/// Bytes that an encoding stood for, before it is known what text they are.
struct DecodedBytes {
  private(set) var bytes: [UInt8] = []
  /// Where in the encoded text each byte was spelled.
  private var places: [Range<Int32>] = []

  var isEmpty: Bool { bytes.isEmpty }

  @inline(__always)
  mutating func append(_ byte: UInt8, _ start: Int, _ end: Int) {
    bytes.append(byte)
    places.append(Int32(truncatingIfNeeded: start)..<Int32(truncatingIfNeeded: end))
  }

  /// Appends a scalar as its UTF-8; surrogates and numbers that are no scalar become U+FFFD.
  mutating func append(scalar: UInt32, _ start: Int, _ end: Int) {
    let unicode = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    for byte in UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter {
      append(byte, start, end)
    }
  }

  mutating func removeAll() {
    if isEmpty { return }
    bytes.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Moves the bytes to a text: as UTF-8 where they are, overlong forms of ASCII as what they hide
  /// (`%c0%ae`), and any other byte as Latin-1.
  mutating func flush(of source: borrowing MappedText, to target: inout MappedText) {
    var index = 0
    while index < bytes.count {
      let scalar = bytes.withUnsafeBufferPointer { self.scalar(at: index, in: $0) }
      let last = index &+ scalar.length &- 1
      target.append(
        scalar: scalar.value,
        from: source.origin(Int(places[index].lowerBound), Int(places[last].upperBound)))
      index &+= scalar.length
    }
    removeAll()
  }

  private func scalar(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (value: UInt32, length: Int) {
    let byte = bytes[index]
    if UTF8Scanner.sequenceLength(at: index, in: bytes) > 0 {
      let scalar = UTF8Scanner.decode(at: index, in: bytes)
      return (scalar.value, scalar.length)
    }
    if byte & 0xFE == 0xC0, index &+ 1 < bytes.count, bytes[index &+ 1] & 0xC0 == 0x80 {
      return (UInt32(byte & 1) << 6 | UInt32(bytes[index &+ 1] & 0x3F), 2)
    }
    return (UInt32(byte), 1)
  }

  /// Drops every second byte where all of those are zero: ASCII in little-endian UTF-16.
  mutating func narrowUTF16() {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return }
    for index in stride(from: 1, to: bytes.count, by: 2) where bytes[index] != 0 { return }
    for index in 0..<(bytes.count / 2) {
      bytes[index] = bytes[2 &* index]
      places[index] = places[2 &* index].lowerBound..<places[2 &* index &+ 1].upperBound
    }
    bytes.removeLast(bytes.count / 2)
    places.removeLast(places.count / 2)
  }

  /// Whether this is text that someone meant to be read: printable, and a short one must look like words.
  func isText(_ pairs: LetterPairs) -> Bool {
    var letters = 0
    var strange = 0
    var score = 0
    var last = LetterPairs.edge
    for byte in bytes {
      let isWhite = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
      if byte.isASCIILetter || isWhite { letters &+= 1 }
      if byte < 0x20 && !isWhite || byte == 0x7F { return false }
      if byte >= 0x80 { strange &+= 1 }
      let number = LetterPairs.number(byte)
      score &+= pairs.score(last, number)
      last = number
    }
    if strange > 0 { return isUTF8 && bytes.count >= 12 && looksRead(letters &+ strange, score) }
    // Nine random bytes are all printable once in six thousand times.
    return bytes.count >= 9 || looksRead(letters, score)
  }

  private var isUTF8: Bool {
    bytes.withUnsafeBufferPointer { UTF8Scanner.firstInvalid($0) == nil }
  }

  private func looksRead(_ letters: Int, _ score: Int) -> Bool {
    if bytes.count >= 16 { return 2 &* letters >= bytes.count }
    return bytes.count >= 4 && 4 &* letters >= 3 &* bytes.count && score >= bytes.count
  }
}
