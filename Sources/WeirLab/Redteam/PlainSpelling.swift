/// Where a string and its parts stand in the bytes of a line.
///
/// ```
/// {"text":"ca\u0301fe 4111"}      the line, as `LineSpelling` writes it
///          ^start    ^^^^         a range of it, counted from the start
/// ```
///
/// Only strings that `JSONTree` wrote are looked at, so each character has one spelling.
enum PlainSpelling {
  /// A private character that no string of a message needs; it marks a place in a line.
  private static let mark = "\u{f8ff}\u{e123}\u{f8ff}"

  /// The byte at which the contents of a string begin, behind its quotation mark.
  static func start(
    of place: TextPlace, before: String = "", in message: JSONTree,
    _ spelling: LineSpelling = .plain
  ) -> Int {
    let marked = spelling.bytes(message.replacing(place, with: .text(before + mark)))
    return marked.firstRange(of: Array(mark.utf8))?.lowerBound ?? marked.count
  }

  /// A text cut at bytes of its spelling; nil where the range isn't in it.
  static func cut(
    _ text: String, _ range: Range<Int>, _ spelling: LineSpelling = .plain
  ) -> (before: String, inside: String, after: String)? {
    var parts = ["", "", ""]
    var at = 0
    for scalar in text.unicodeScalars {
      let part = at < range.lowerBound ? 0 : at < range.upperBound ? 1 : 2
      parts[part].unicodeScalars.append(scalar)
      at += spelling.byteCount(of: scalar)
    }
    guard range.lowerBound >= 0, range.upperBound <= at, !parts[1].isEmpty else { return nil }
    return (parts[0], parts[1], parts[2])
  }
}

/// How the bytes of a line are written.
enum LineSpelling: Sendable {
  case plain
  /// Letters and digits in strings and names as `\u0041`.
  case escaped

  func bytes(_ line: JSONTree) -> [UInt8] {
    let plain = Array(line.compact.utf8)
    switch self {
    case .plain: return plain
    case .escaped: return Self.escaped(plain)
    }
  }

  func byteCount(of scalar: Unicode.Scalar) -> Int {
    let plain = JSONTree.quoted(String(scalar)).utf8.count - 2
    switch self {
    case .plain: return plain
    case .escaped:
      return Self.isEscaped(UInt8(truncatingIfNeeded: scalar.value)) && scalar.isASCII
        ? 6 : plain
    }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }

  private static func escaped(_ line: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var isInString = false
    var at = 0
    while at < line.count {
      let byte = line[at]
      var length = 1
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      if isInString, byte == UInt8(ascii: "\\") {
        length = line[at + 1] == UInt8(ascii: "u") ? 6 : 2
      }
      if isInString, isEscaped(byte) {
        out += Array("\\u00".utf8) + Array(String(byte, radix: 16).utf8)
      } else {
        out += line[at..<at + length]
      }
      at += length
    }
    return out
  }
}
