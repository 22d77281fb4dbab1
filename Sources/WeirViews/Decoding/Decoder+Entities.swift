/// Character references of HTML: `&#105;`, `&#x69;`, `&lt;`; the semicolon may be missing.
extension Decoder {
  mutating func entity(at start: Int) -> Int? {
    guard start &+ 2 < text.count else { return nil }
    if text[start &+ 1] == 0x23 { return numeric(at: start) }
    guard text[start &+ 1].isASCIILetter else { return nil }
    return named(at: start)
  }

  private mutating func numeric(at start: Int) -> Int? {
    let isHex = text[start &+ 2] | 0x20 == 0x78
    var index = start &+ (isHex ? 3 : 2)
    let digits = index
    var value: UInt32 = 0
    // Leading zeros are a disguise of their own; the number stays within what a scalar can be.
    while index < text.count, let digit = text[index].hexValue, isHex || digit < 10 {
      value = min(value &* (isHex ? 16 : 10) &+ UInt32(digit), 0x11_0000)
      index &+= 1
    }
    guard index > digits, value > 0 else { return nil }
    let end = endWithSemicolon(index)
    found.append(scalar: value, start, end)
    return end
  }

  private func endWithSemicolon(_ index: Int) -> Int {
    index < text.count && text[index] == 0x3B ? index &+ 1 : index
  }

  private mutating func named(at start: Int) -> Int? {
    var end = start &+ 1
    while end < text.count, end < start &+ 12, text[end].isASCIILetter || text[end].isASCIIDigit {
      end &+= 1
    }
    let isClosed = end < text.count && text[end] == 0x3B
    guard let entity = NamedEntity(text, start &+ 1, end), isClosed || entity.mayStayOpen else {
      return nil
    }
    end = endWithSemicolon(end)
    found.append(scalar: entity.scalar, start, end)
    return end
  }
}

/// The named references that hide something: the signs of markup, queries and commands, spaces, and
/// letters with accents by their plain rule.
struct NamedEntity {
  var scalar: UInt32
  /// The names that browsers read without a semicolon.
  var mayStayOpen: Bool

  init?(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    let name = UnsafeBufferPointer(rebasing: text[start..<end])
    for entity in Self.all where Self.isName(entity.name, name) {
      scalar = entity.scalar.value
      mayStayOpen = entity.isOpen
      return
    }
    return nil
  }

  private static func isName(_ name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.utf8CodeUnitCount == bytes.count else { return false }
    for index in 0..<bytes.count where name.utf8Start[index] != bytes[index] { return false }
    return true
  }

  private static let all: [(name: StaticString, scalar: Unicode.Scalar, isOpen: Bool)] = [
    ("lt", "<", true), ("gt", ">", true), ("amp", "&", true), ("quot", "\"", true),
    ("LT", "<", true), ("GT", ">", true), ("AMP", "&", true), ("QUOT", "\"", true),
    ("nbsp", " ", true), ("apos", "'", false), ("sol", "/", false), ("bsol", "\\", false),
    ("colon", ":", false), ("semi", ";", false), ("comma", ",", false), ("period", ".", false),
    ("lpar", "(", false), ("rpar", ")", false), ("lbrack", "[", false), ("lsqb", "[", false),
    ("rbrack", "]", false), ("rsqb", "]", false), ("lbrace", "{", false), ("lcub", "{", false),
    ("rbrace", "}", false), ("rcub", "}", false), ("equals", "=", false), ("plus", "+", false),
    ("num", "#", false), ("percnt", "%", false), ("dollar", "$", false), ("ast", "*", false),
    ("excl", "!", false), ("quest", "?", false), ("commat", "@", false), ("grave", "`", false),
    ("lowbar", "_", false), ("hyphen", "-", false), ("dash", "-", false), ("vert", "|", false),
    ("verbar", "|", false), ("Hat", "^", false), ("tilde", "~", false), ("Tab", "\t", false),
    ("NewLine", "\n", false), ("shy", "\u{AD}", true), ("zwnj", "\u{200C}", false),
    ("zwj", "\u{200D}", false), ("ensp", " ", false), ("emsp", " ", false), ("thinsp", " ", false),
    ("ndash", "-", false), ("mdash", "-", false), ("lsquo", "'", false), ("rsquo", "'", false),
    ("ldquo", "\"", false), ("rdquo", "\"", false), ("hellip", "…", false),
    ("ZeroWidthSpace", "\u{200B}", false),
  ]
}
