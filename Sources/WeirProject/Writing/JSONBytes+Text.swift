/// Texts between quotation marks.
extension JSONBytes {
  mutating func quote(_ text: String) {
    buffer.append(0x22)
    appendInside(text)
    buffer.append(0x22)
  }

  /// A text of several parts: ``partly(text:)`` and its siblings in between.
  public mutating func beginText() {
    separate()
    buffer.append(0x22)
  }

  public mutating func partly(text: String) { appendInside(text) }

  @inlinable public mutating func partly(_ text: StaticString) { buffer.append(text) }

  public mutating func partly(decimal number: Int) { buffer.append(decimal: Int64(number)) }

  public mutating func endText() {
    buffer.append(0x22)
    needsComma = true
  }

  private mutating func appendInside(_ text: String) {
    var text = text
    text.withUTF8 { buffer.append(escaping: $0) }
  }
}

extension ByteBuffer {
  /// UTF-8 as the inside of a JSON string: `"`, `\` and controls below U+0020 escaped, all other
  /// bytes as they are.
  mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
    var plainStart = 0
    for index in 0..<utf8.count {
      let byte = utf8[index]
      if byte >= 0x20 && byte != 0x22 && byte != 0x5C { continue }
      append(UnsafeBufferPointer(rebasing: utf8[plainStart..<index]))
      appendEscape(byte)
      plainStart = index + 1
    }
    append(UnsafeBufferPointer(rebasing: utf8[plainStart...]))
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(0x5C)
    if let short = Self.shortEscape(byte) { return append(short) }
    append("u00")
    withUnsafeBytes(of: byte) { append(hex: $0) }
  }

  private static func shortEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: 0x62
    case 0x09: 0x74
    case 0x0A: 0x6E
    case 0x0C: 0x66
    case 0x0D: 0x72
    case 0x22, 0x5C: byte
    default: nil
    }
  }
}
