import WeirText

extension JSONValue {
  /// Appends a string's unescaped UTF-8; a copy where it has no escapes. Linear.
  ///
  /// Other kinds append their raw bytes.
  public func decode(in line: UnsafeBufferPointer<UInt8>, into arena: inout [UInt8]) {
    guard kind == .string else {
      return arena.append(contentsOf: line[range.clamped(to: 0..<line.count)])
    }
    let content = content.clamped(to: 0..<line.count)
    guard hasEscapes else { return arena.append(contentsOf: line[content]) }
    var index = content.lowerBound
    while index < content.upperBound {
      let plainEnd = StringScan.backslash(in: index..<content.upperBound, of: line)
      arena.append(contentsOf: line[index..<plainEnd])
      index = plainEnd
      guard index < content.upperBound else { return }
      let escape = DecodedBytes.escape(at: index, end: content.upperBound, in: line)
      UTF8Scanner.append(escape.scalar, to: &arena)
      index &+= escape.length
    }
  }

  /// Writes a string's unescaped UTF-8 and answers how many bytes that is. Linear.
  ///
  /// - Parameter room: As many bytes as the string has in the line, which must be valid: no escape
  ///   is shorter than what it stands for.
  public func decode(
    in line: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let content = content.clamped(to: 0..<line.count)
    precondition(room.count >= content.count, "there is room for what is decoded")
    guard let source = line.baseAddress, let base = room.baseAddress else { return 0 }
    var index = content.lowerBound
    var place = 0
    while true {
      let plainEnd = StringScan.backslash(in: index..<content.upperBound, of: line)
      (base + place).update(from: source + index, count: plainEnd &- index)
      place &+= plainEnd &- index
      guard plainEnd < content.upperBound else { return place }
      let escape = DecodedBytes.escape(at: plainEnd, end: content.upperBound, in: line)
      index = plainEnd &+ escape.length
      let units = UTF8Scanner.units(of: escape.scalar)
      precondition(place &+ units.count <= room.count, "a valid string does not grow")
      for unit in 0..<units.count {
        base[place &+ unit] = UInt8(truncatingIfNeeded: units.bytes &>> UInt32(8 &* unit))
      }
      place &+= units.count
    }
  }

  /// Whether a string's unescaped bytes equal `bytes`; allocates nothing.
  public func decodedEquals(
    _ bytes: UnsafeBufferPointer<UInt8>, in line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard kind == .string else { return false }
    let content = content.clamped(to: 0..<line.count)
    if !hasEscapes { return content.count == bytes.count && line[content].elementsEqual(bytes) }
    var decoded = DecodedBytes(self, in: line)
    for byte in bytes where decoded.next() != byte { return false }
    return decoded.next() == nil
  }

  /// The string's unescaped text; for messages to people, since it allocates.
  public func string(in line: UnsafeBufferPointer<UInt8>) -> String {
    var bytes: [UInt8] = []
    decode(in: line, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The byte range of the line that holds a range of the string's decoded bytes, widened to whole
  /// escapes (a surrogate pair is one) and whole UTF-8 scalars. Linear, allocates nothing.
  ///
  /// An empty range gives an empty range; offsets beyond the string are its end.
  public func rawSpan(
    ofDecoded decoded: Range<Int>, in line: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var mapper = RawSpanMapper(self, in: line)
    return mapper.rawSpan(ofDecoded: decoded)
  }
}
