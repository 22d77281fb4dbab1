/// Lists of character codes: `105 103 110`, `69 67 6e`, `0x69, 0x67`, `01101001 01100111`.
extension Decoder {
  private enum Base { case binary, decimal, hex }

  private struct Code {
    var base: Base
    var byte: UInt8
    var end: Int
  }

  /// - Parameter word: the letters and digits that begin here.
  mutating func codeList(at start: Int, _ word: EncodedRun) -> Int? {
    guard word.count <= 4 || word.count == 8 else { return binaryRun(word) }
    guard start >= listEnd, mayBeCode(at: start) else { return nil }
    return codeList(at: start, .binary) ?? codeList(at: start, .decimal)
      ?? codeList(at: start, .hex)
  }

  // Cheap, since every word comes here.
  private func mayBeCode(at start: Int) -> Bool {
    let first = text[start]
    return first.isASCIIDigit && (start == 0 || !text[start &- 1].isWordByte)
  }

  private mutating func codeList(at start: Int, _ base: Base) -> Int? {
    var count = 0
    var index = start
    var end = start
    while let code = code(at: index, base) {
      found.append(code.byte, index, code.end)
      count &+= 1
      end = code.end
      guard let next = separatorEnd(end) else { break }
      index = next
    }
    if count >= Limits.codeListCountMin, found.isText(pairs) { return end }
    found.removeAll()
    // What begins further on in a list that is no text would be none either.
    listEnd = max(listEnd, end)
    return nil
  }

  /// One comma, one space or both, or one of `: -`.
  private func separatorEnd(_ start: Int) -> Int? {
    guard start < text.count else { return nil }
    switch text[start] {
    case 0x2C: return start &+ 1 < text.count && text[start &+ 1] == 0x20 ? start &+ 2 : start &+ 1
    case 0x20, 0x3A, 0x2D: return start &+ 1
    default: return nil
    }
  }

  private func code(at start: Int, _ base: Base) -> Code? {
    var index = start
    if base == .hex, index &+ 1 < text.count, text[index] == 0x30, text[index &+ 1] | 0x20 == 0x78 {
      index &+= 2
    }
    let (radix, least, most) =
      switch base {
      case .binary: (2, 7, 8)
      case .decimal: (10, 2, 3)
      case .hex: (16, 2, 2)
      }
    let digits = index
    var value = 0
    while index < text.count, index &- digits <= most, let digit = text[index].hexValue,
      Int(digit) < radix
    {
      value = value &* radix &+ Int(digit)
      index &+= 1
    }
    guard index &- digits >= least, index &- digits <= most, value < 256, isPrintable(value)
    else { return nil }
    guard index == text.count || !text[index].isWordByte else { return nil }
    return Code(base: base, byte: UInt8(truncatingIfNeeded: value), end: index)
  }

  private func isPrintable(_ value: Int) -> Bool {
    value >= 0x20 && value != 0x7F || value == 0x0A || value == 0x0D || value == 0x09
  }

  /// Eight binary digits for each byte without anything between.
  private mutating func binaryRun(_ run: EncodedRun) -> Int? {
    guard run.count % 8 == 0, run.count >= 8 &* Limits.codeListCountMin else { return nil }
    var value: UInt8 = 0
    for index in run.start..<run.end {
      guard text[index] == 0x30 || text[index] == 0x31 else {
        found.removeAll()
        return nil
      }
      value = value << 1 | text[index] & 1
      guard (index &- run.start) % 8 == 7 else { continue }
      found.append(value, index &- 7, index &+ 1)
    }
    if found.isText(pairs) { return run.end }
    found.removeAll()
    return nil
  }
}
