/// Text literals: JSON's strings, on one line.
extension Lexer {
  mutating func textLiteral(quote: UInt8) {
    let start = at
    at += 1
    var value: [UInt8] = []
    while true {
      if at >= bytes.count || byte() == 0x0a || (byte() == 0x0d && byte(1) == 0x0a) {
        unterminated(from: start)
        break
      }
      if byte() == quote {
        at += 1
        break
      }
      textPart(into: &value)
    }
    if quote != UInt8(ascii: "\"") { wrongQuotes(from: start) }
    emit(.literal(.text(String(decoding: value, as: UTF8.self))), from: start)
  }

  private mutating func textPart(into value: inout [UInt8]) {
    let next = byte()
    if next == UInt8(ascii: "\\") { return escape(into: &value) }
    at += 1
    value.append(next)
    if next < 0x20 {
      report(
        SyntaxCodes.controlInText, "a control character stands in a text", at: span(from: at - 1),
        help: next == 0x09 ? "write `\\t`" : "write it as `\\u00\(hexByte(next))`")
    }
  }

  private mutating func escape(into value: inout [UInt8]) {
    let start = at
    let letter = byte(1)
    at = min(at + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value.append(letter)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0c)
    case UInt8(ascii: "n"): value.append(0x0a)
    case UInt8(ascii: "r"): value.append(0x0d)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "u"): unicodeEscape(from: start, into: &value)
    case 0x0a, 0x0d: at -= 1
    // The file ends here, which is reported as the missing quote that it is.
    case _ where start + 1 >= bytes.count: break
    default:
      skip { $0 >= 0x80 && $0 < 0xc0 }
      badEscape(from: start)
    }
  }

  private mutating func unicodeEscape(from start: Int, into value: inout [UInt8]) {
    guard let unit = fourHexDigits() else { return badEscape(from: start) }
    var scalar = unit
    if unit >= 0xd800, unit < 0xdc00, byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "u") {
      at += 2
      guard let low = fourHexDigits(), low >= 0xdc00, low < 0xe000 else {
        return badEscape(from: start)
      }
      scalar = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
    }
    guard let character = Unicode.Scalar(scalar) else { return badEscape(from: start) }
    value.append(contentsOf: String(character).utf8)
  }

  private mutating func fourHexDigits() -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = byte(offset).hexValue else { return nil }
      value = value << 4 | digit
    }
    at += 4
    return value
  }

  private func hexByte(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private mutating func badEscape(from start: Int) {
    report(
      SyntaxCodes.badEscape, "`\(text(from: start))` is no escape", at: span(from: start),
      help: "texts know `\\\" \\\\ \\/ \\b \\f \\n \\r \\t` and `\\u` with four hexadecimal "
        + "digits, pairs for characters beyond U+FFFF; a backslash itself is `\\\\`")
  }

  private mutating func unterminated(from start: Int) {
    // The visible part only, so that the carets don't run over trailing space.
    var end = at
    while end > start + 1, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0d { end -= 1 }
    report(
      SyntaxCodes.unterminatedText, "this text has no closing quote",
      at: SourceSpan(file: file, start: start, end: end), label: "begins here",
      help: "texts end on the line they begin on; a line break inside is `\\n`")
  }

  private mutating func wrongQuotes(from start: Int) {
    report(
      SyntaxCodes.foreignSign, "texts stand between double quotes", at: span(from: start),
      help: "write `\"…\"`")
  }
}
