/// One escape sequence of a string.
struct Escape {
  /// The scalar it stands for.
  var scalar: UInt32
  /// Its bytes in the line, both halves of a surrogate pair together.
  var length: Int

  enum Fault: Error { case invalid, truncated, loneSurrogate }

  /// Reads the escape whose `\` stands at `index`; it must end before `end`.
  static func read(
    at index: Int, end: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Result<Escape, Fault> {
    guard index &+ 1 < end else { return .failure(.truncated) }
    let letter = line[index &+ 1]
    guard letter == 0x75 else {
      guard let scalar = short(letter) else { return .failure(.invalid) }
      return .success(Escape(scalar: scalar, length: 2))
    }
    return readUnicode(at: index, end: end, in: line)
  }

  private static func readUnicode(
    at index: Int, end: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> Result<Escape, Fault> {
    guard let unit = hexadecimal(at: index &+ 2, end: end, in: line) else {
      let isCut =
        index &+ 6 > end
        && line[index &+ 2..<end].allSatisfy { $0.hexadecimalDigit != nil }
      return .failure(isCut ? .truncated : .invalid)
    }
    guard unit & 0xF800 == 0xD800 else { return .success(Escape(scalar: unit, length: 6)) }
    let next = index &+ 6
    guard unit < 0xDC00, next &+ 1 < end, line[next] == 0x5C, line[next &+ 1] == 0x75,
      let low = hexadecimal(at: next &+ 2, end: end, in: line), low & 0xFC00 == 0xDC00
    else { return .failure(.loneSurrogate) }
    let scalar = 0x1_0000 &+ (unit & 0x3FF) << 10 | (low & 0x3FF)
    return .success(Escape(scalar: scalar, length: 12))
  }

  private static func short(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 0x22, 0x5C, 0x2F: UInt32(letter)
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: nil
    }
  }

  private static func hexadecimal(
    at index: Int, end: Int, in line: UnsafeBufferPointer<UInt8>
  ) -> UInt32? {
    guard index &+ 4 <= end else { return nil }
    var value: UInt32 = 0
    for at in index..<index &+ 4 {
      guard let digit = line[at].hexadecimalDigit else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}

extension UInt8 {
  fileprivate var hexadecimalDigit: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self &- 0x30)
    case 0x41...0x46: UInt32(self &- 0x37)
    case 0x61...0x66: UInt32(self &- 0x57)
    default: nil
    }
  }
}
