/// Bytes that are no part of the language: encoding faults, disguises, habits from elsewhere.
extension Lexer {
  func tooLarge() -> Output {
    let all = SourceSpan(file: file, start: 0, end: 0)
    let fault = Diagnostic(
      SyntaxCodes.fileTooLarge,
      "the file has \(bytes.count) bytes; a policy file may have \(SyntaxLimits.fileBytesMax)",
      at: Label(all), help: "keep long lists in a file of their own: `list NAME from \"file\"`")
    return Output(tokens: [Token(.end, all)], comments: [], diagnostics: [fault])
  }

  mutating func skipByteOrderMark() {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { at = 3 }
  }

  mutating func checkEncoding() {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let range = error.byteOffsets
      report(
        SyntaxCodes.invalidUTF8, "the file is not UTF-8",
        at: SourceSpan(file: file, start: range.lowerBound, end: range.upperBound),
        label: "no UTF-8 from here on", help: "save the file as UTF-8")
    }
  }

  /// Trojan Source (Boucher and Anderson, 2021): direction controls make a reviewer see another
  /// order of characters than the parser does.
  mutating func checkBidi(from start: Int) {
    let end = at
    var here = start
    while here < end {
      let length = bidiLength(here)
      if length > 0 {
        report(
          SyntaxCodes.bidiControl,
          "a control character for text direction stands outside of a text",
          at: SourceSpan(file: file, start: here, end: here + length), label: "invisible here",
          help: "remove it; in a text write it as `\\u202e`, in a regex as `\\x{202e}`")
      }
      here += max(1, length)
    }
  }

  /// How many bytes a direction control at `here` takes; 0 if there is none.
  func bidiLength(_ here: Int) -> Int {
    func peek(_ offset: Int) -> UInt8 { here + offset < bytes.count ? bytes[here + offset] : 0 }
    switch (peek(0), peek(1), peek(2)) {
    case (0xd8, 0x9c, _): return 2
    case (0xe2, 0x80, 0x8e...0x8f), (0xe2, 0x80, 0xaa...0xae), (0xe2, 0x81, 0xa6...0xa9): return 3
    default: return 0
    }
  }

  /// Signs other languages use for what Weir says in words; true if there was one.
  mutating func foreignSign() -> Bool {
    switch (byte(), byte(1)) {
    case (UInt8(ascii: "&"), UInt8(ascii: "&")): replaceSign(length: 2, word: "and")
    case (UInt8(ascii: "|"), UInt8(ascii: "|")): replaceSign(length: 2, word: "or")
    case (UInt8(ascii: "!"), let next) where next != UInt8(ascii: "="):
      replaceSign(length: 1, word: "not")
    case (UInt8(ascii: "'"), _): textLiteral(quote: UInt8(ascii: "'"))
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "/"), UInt8(ascii: "*")):
      foreignComment()
    default: return false
    }
    return true
  }

  private mutating func replaceSign(length: Int, word: String) {
    let start = at
    at += length
    report(
      SyntaxCodes.foreignSign, "`\(text(from: start))` is written `\(word)`",
      at: span(from: start), help: "write `\(word)`",
      fix: SourceFix(span(from: start), " \(word) "))
    emit(.word(word), from: start)
  }

  private mutating func foreignComment() {
    let start = at
    at += 2
    report(
      SyntaxCodes.foreignComment, "`\(text(from: start))` begins no comment", at: span(from: start),
      help: "begin comments with `#`", fix: SourceFix(span(from: start), "#"))
    skip { $0 != 0x0a }
  }

  /// Reports a run of characters that no token begins with, and passes over it.
  mutating func strangeCharacter() {
    let start = at
    if bidiLength(at) > 0 {
      at += bidiLength(at)
      return checkBidi(from: start)
    }
    at += 1
    skip { $0 >= 0x80 && $0 < 0xc0 }
    let shown = text(from: start)
    report(
      SyntaxCodes.strangeCharacter, "\(Self.display(shown)) has no meaning here",
      at: span(from: start), help: Self.advice(shown))
  }

  /// The character in backticks, or its number where it can't be seen.
  private static func display(_ text: String) -> String {
    guard let scalar = text.unicodeScalars.first else { return "this" }
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .unassigned, .privateUse, .nonspacingMark:
      return "the character U+" + hex(scalar.value)
    default: return "`\(scalar)`"
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func advice(_ text: String) -> String? {
    switch text {
    case "“", "”", "„", "«", "»": "texts stand between straight quotes: `\"…\"`"
    case "‘", "’": "texts stand between double quotes: `\"…\"`"
    case "≤": "write `<=`"
    case "≥": "write `>=`"
    case "≠": "write `!=`"
    case "–", "—", "−": "write `-`"
    case "→": "write `->`"
    case "×": "write `*`"
    case "&": "write `and`"
    default: nil
    }
  }
}
