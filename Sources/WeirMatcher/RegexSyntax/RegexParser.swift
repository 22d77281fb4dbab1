/// Reads PCRE2 syntax into a tree. Any bytes give a tree; PCRE2 itself judges what is an error.
struct RegexParser {
  let bytes: [UInt8]
  var at = 0
  var flags: RegexFlags
  var depth = 0
  var tree = RegexTree(root: .empty)
  /// Between `\Q` and `\E`.
  var isQuoting = false

  static func parse(_ source: RegexSource) -> RegexTree {
    var parser = RegexParser(bytes: Array(source.pattern.utf8), flags: RegexFlags(source))
    let leading = parser.alternation()
    // A stray `)` is PCRE2's error to report; reading on keeps the refusals complete.
    var rest: [RegexNode] = [leading]
    while parser.at < parser.bytes.count {
      parser.at += 1
      rest.append(parser.alternation())
    }
    parser.tree.root = rest.count == 1 ? leading : .concat(rest)
    return parser.tree
  }

  var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  func peek(_ text: StaticString, offset: Int = 0) -> Bool {
    text.withUTF8Buffer { bytes[Swift.min(at + offset, bytes.count)...].starts(with: $0) }
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard peek(text) else { return false }
    at += text.utf8CodeUnitCount
    return true
  }

  /// Skips to just after `end`, or to the pattern's end.
  mutating func skip(past end: UInt8) -> [UInt8] {
    let start = at
    while let byte = current, byte != end { at += 1 }
    let skipped = Array(bytes[start..<at])
    if at < bytes.count { at += 1 }
    return skipped
  }

  mutating func refuse(_ construct: RefusedConstruct, _ offset: Int) -> RegexNode {
    tree.refusals.append(Refusal(construct: construct, offset: offset))
    return .opaque(offset: offset)
  }

  /// Branches up to a closing parenthesis or the end; flags set inside end with it.
  mutating func alternation() -> RegexNode {
    let outer = flags
    defer { flags = outer }
    var branches: [RegexNode] = []
    while true {
      branches.append(sequence())
      guard current == UInt8(ascii: "|") else { break }
      at += 1
    }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() -> RegexNode {
    var items: [RegexNode] = []
    while let byte = current {
      if !isQuoting, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ")") { break }
      guard let item = item() else { continue }
      items.append(quantified(item))
    }
    return items.count == 1 ? items[0] : .concat(items)
  }

  /// One item, or `nil` for what stands for nothing: comments, flags, space under `x`.
  private mutating func item() -> RegexNode? {
    let offset = at
    let byte = bytes[at]
    if isQuoting { return quoted() }
    if flags.isExtended, skipExtended(byte) { return nil }
    switch byte {
    case UInt8(ascii: "\\"): return escape()
    case UInt8(ascii: "["): return characterClass()
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: "."):
      at += 1
      tree.dots.append(offset)
      return .set(flags.isDotAll ? .all : RegexSets.notNewline, offset: offset)
    case UInt8(ascii: "^"):
      at += 1
      return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case UInt8(ascii: "$"):
      at += 1
      return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    default: return literal()
    }
  }

  /// Skips one space or comment of the `x` flag.
  mutating func skipExtended(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20:
      at += 1
      return true
    case UInt8(ascii: "#"):
      while let next = current, !(0x0A...0x0D).contains(next) { at += 1 }
      return true
    default: return false
    }
  }

  private mutating func quoted() -> RegexNode? {
    if take("\\E") {
      isQuoting = false
      return nil
    }
    return literal()
  }

  private mutating func literal() -> RegexNode {
    let offset = at
    let scalar = scalar()
    return .set(cased(ScalarSet(scalar)), offset: offset)
  }

  mutating func scalar() -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      let (scalar, next) = UTF8Scalars.next(buffer, at: at)
      at = next
      return scalar
    }
  }

  func cased(_ set: ScalarSet) -> ScalarSet { flags.isCaseless ? set.caseClosed : set }
}

/// The flags that change what syntax means.
struct RegexFlags: Sendable {
  var isCaseless = false
  var isMultiline = false
  var isDotAll = false
  var isExtended = false
  var isUngreedy = false

  init() {}

  init(_ source: RegexSource) {
    for letter in source.flags.utf8 { _ = set(letter, true) }
    isCaseless = source.isCaseless
  }

  /// - Returns: whether the letter is a flag at all.
  mutating func set(_ letter: UInt8, _ value: Bool) -> Bool {
    switch letter {
    case UInt8(ascii: "i"): isCaseless = value
    case UInt8(ascii: "m"): isMultiline = value
    case UInt8(ascii: "s"): isDotAll = value
    case UInt8(ascii: "x"): isExtended = value
    case UInt8(ascii: "U"): isUngreedy = value
    // Capturing changes neither language nor cost.
    case UInt8(ascii: "n"): break
    default: return false
    }
    return true
  }
}

/// Sets that have names of their own in the syntax.
enum RegexSets {
  static let newline = ScalarSet([10...13, 0x85...0x85, 0x2028...0x2029])
  static let notNewline = newline.inverted
  static let horizontal = ScalarSet([
    9...9, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  static let notHorizontal = horizontal.inverted
}
