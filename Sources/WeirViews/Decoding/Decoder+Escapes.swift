import WeirText

/// Escapes of programming languages: `\u0069`, `\u{69}`, `\U00000069`, `\x69`, `\x{69}`, `\151`.
extension Decoder {
  mutating func escape(at start: Int) -> Int? {
    var index = start
    while index &+ 1 < text.count, text[index] == 0x5C, let end = oneEscape(at: index) {
      index = end
    }
    return index > start ? index : nil
  }

  private mutating func oneEscape(at start: Int) -> Int? {
    switch text[start &+ 1] {
    case 0x75: return braced(at: start) ?? unit(at: start)
    case 0x55: return scalarEscape(at: start, digits: 8)
    case 0x78: return braced(at: start) ?? byteEscape(at: start)
    case 0x30...0x33: return octal(at: start)
    default: return nil
    }
  }

  /// Hexadecimal digits at an index: exactly `count` of them.
  private func number(at index: Int, count: Int) -> UInt32? {
    guard index &+ count <= text.count else { return nil }
    var value: UInt32 = 0
    for at in index..<(index &+ count) {
      guard let digit = text[at].hexValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private mutating func braced(at start: Int) -> Int? {
    guard start &+ 2 < text.count, text[start &+ 2] == 0x7B else { return nil }
    var end = start &+ 3
    while end < text.count, end < start &+ 11, text[end].hexValue != nil { end &+= 1 }
    guard end > start &+ 3, end < text.count, text[end] == 0x7D,
      let value = number(at: start &+ 3, count: end &- start &- 3)
    else { return nil }
    found.append(scalar: value, start, end &+ 1)
    return end &+ 1
  }

  /// Four digits, or two such escapes for a surrogate pair.
  private mutating func unit(at start: Int) -> Int? {
    guard let high = number(at: start &+ 2, count: 4) else { return nil }
    let end = start &+ 6
    if high >> 10 == 0x36, end &+ 1 < text.count, text[end] == 0x5C, text[end &+ 1] == 0x75,
      let low = number(at: end &+ 2, count: 4), low >> 10 == 0x37
    {
      let scalar = 0x1_0000 &+ (high & 0x3FF) << 10 &+ (low & 0x3FF)
      found.append(scalar: scalar, start, end &+ 6)
      return end &+ 6
    }
    found.append(scalar: high, start, end)
    return end
  }

  private mutating func scalarEscape(
    at start: Int, digits: Int
  ) -> Int? {
    guard let value = number(at: start &+ 2, count: digits) else { return nil }
    found.append(scalar: value, start, start &+ 2 &+ digits)
    return start &+ 2 &+ digits
  }

  private mutating func byteEscape(at start: Int) -> Int? {
    guard let value = number(at: start &+ 2, count: 2) else { return nil }
    found.append(UInt8(truncatingIfNeeded: value), start, start &+ 4)
    return start &+ 4
  }

  /// Three octal digits of a printable character.
  private mutating func octal(at start: Int) -> Int? {
    guard start &+ 3 < text.count else { return nil }
    var value: UInt32 = 0
    for at in (start &+ 1)...(start &+ 3) {
      guard text[at] &- 0x30 < 8 else { return nil }
      value = value << 3 | UInt32(text[at] &- 0x30)
    }
    guard value >= 0x20 else { return nil }
    found.append(UInt8(truncatingIfNeeded: value), start, start &+ 4)
    return start &+ 4
  }
}
