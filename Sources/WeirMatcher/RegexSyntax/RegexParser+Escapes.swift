extension RegexParser {
  /// Everything that a backslash begins, outside classes.
  mutating func escape() -> RegexNode? {
    let start = at
    at += 1
    guard let byte = current else { return .set(ScalarSet(0x5C), offset: start) }
    switch byte {
    case UInt8(ascii: "Q"):
      at += 1
      isQuoting = true
      return nil
    case UInt8(ascii: "E"):
      at += 1
      return nil
    case UInt8(ascii: "C"): return refuseEscape(.singleByte, start)
    case UInt8(ascii: "K"): return refuseEscape(.resetStart, start)
    case UInt8(ascii: "b"): return assertion(.wordBoundary)
    case UInt8(ascii: "B"): return assertion(.notWordBoundary)
    case UInt8(ascii: "A"), UInt8(ascii: "G"): return assertion(.textStart)
    case UInt8(ascii: "z"), UInt8(ascii: "Z"): return assertion(.textEnd)
    case UInt8(ascii: "X"):
      at += 1
      return .opaque(offset: start)
    case UInt8(ascii: "R"):
      at += 1
      let pair = [ScalarSet(13), ScalarSet(10)].map { RegexNode.set($0, offset: start) }
      return .atomic(.alternation([.concat(pair), .set(RegexSets.newline, offset: start)]))
    case UInt8(ascii: "g"), UInt8(ascii: "k"): return reference(start)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return numberedReference(start)
    default:
      let set = escapedSet()
      // A scalar by its number is no class, though `\N{U+41}` begins like one.
      return .set(isClass(byte) && set.single == nil ? set : cased(set), offset: start)
    }
  }

  /// Whether the escape with this letter is a class of its own, which ignoring case makes no
  /// larger.
  func isClass(_ letter: UInt8?) -> Bool {
    guard let letter else { return false }
    return "dDwWsShHvVN".utf8.contains(letter)
  }

  private mutating func refuseEscape(_ construct: RefusedConstruct, _ start: Int) -> RegexNode {
    at += 1
    return refuse(construct, start)
  }

  private mutating func assertion(_ assertion: RegexAssertion) -> RegexNode {
    at += 1
    return .assertion(assertion)
  }

  /// `\g{2}` and `\k<name>` refer back; `\g<2>` and `\g'2'` recurse.
  private mutating func reference(_ start: Int) -> RegexNode {
    let isCall = current == UInt8(ascii: "g")
    at += 1
    switch current {
    case UInt8(ascii: "{"):
      _ = skip(past: UInt8(ascii: "}"))
    case UInt8(ascii: "<"), UInt8(ascii: "'"):
      let close: UInt8 = current == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "'")
      at += 1
      _ = skip(past: close)
      if isCall { return refuse(.recursion, start) }
    default:
      while let byte = current, (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2B {
        at += 1
      }
    }
    return .opaque(offset: start)
  }

  /// `\12` may be octal when there are few groups; either way the analysis must not guess.
  private mutating func numberedReference(_ start: Int) -> RegexNode {
    while let byte = current, (0x30...0x39).contains(byte) { at += 1 }
    return .opaque(offset: start)
  }

  /// The set of an escape that stands for one character, in and out of classes.
  mutating func escapedSet() -> ScalarSet {
    let byte = bytes[at]
    if byte >= 0x80 { return ScalarSet(scalar()) }
    at += 1
    switch byte {
    case UInt8(ascii: "d"): return UnicodeCategories.digit
    case UInt8(ascii: "D"): return UnicodeCategories.notDigit
    case UInt8(ascii: "w"): return UnicodeCategories.word
    case UInt8(ascii: "W"): return UnicodeCategories.notWord
    case UInt8(ascii: "s"): return UnicodeCategories.space
    case UInt8(ascii: "S"): return UnicodeCategories.notSpace
    case UInt8(ascii: "h"): return RegexSets.horizontal
    case UInt8(ascii: "H"): return RegexSets.notHorizontal
    case UInt8(ascii: "v"): return RegexSets.newline
    case UInt8(ascii: "V"): return RegexSets.newline.inverted
    case UInt8(ascii: "N"): return named()
    case UInt8(ascii: "p"), UInt8(ascii: "P"): return property(byte == UInt8(ascii: "P"))
    case UInt8(ascii: "a"): return ScalarSet(7)
    case UInt8(ascii: "e"): return ScalarSet(27)
    case UInt8(ascii: "f"): return ScalarSet(12)
    case UInt8(ascii: "n"): return ScalarSet(10)
    case UInt8(ascii: "r"): return ScalarSet(13)
    case UInt8(ascii: "t"): return ScalarSet(9)
    case UInt8(ascii: "c"): return control()
    case UInt8(ascii: "x"): return ScalarSet(digits(radix: 16, most: 2))
    case UInt8(ascii: "o"): return ScalarSet(digits(radix: 8, most: 0))
    case UInt8(ascii: "0"): return ScalarSet(bareDigits(radix: 8, most: 2))
    default: return ScalarSet(UInt32(byte))
    }
  }

  private mutating func control() -> ScalarSet {
    guard let byte = current else { return .empty }
    at += 1
    let upper = (0x61...0x7A).contains(byte) ? byte - 32 : byte
    return ScalarSet(UInt32(upper ^ 0x40))
  }

  /// `\N` is not a newline; `\N{U+41}` is a scalar.
  private mutating func named() -> ScalarSet {
    take("{U+") ? ScalarSet(bracedDigits(radix: 16)) : RegexSets.notNewline
  }

  /// Digits in braces, or up to `most` of them bare.
  private mutating func digits(radix: UInt32, most: Int) -> UInt32 {
    take("{") ? bracedDigits(radix: radix) : bareDigits(radix: radix, most: most)
  }

  /// The rest of what an opening brace began.
  private mutating func bracedDigits(radix: UInt32) -> UInt32 {
    let value = bareDigits(radix: radix, most: .max)
    _ = take("}")
    return value
  }

  private mutating func bareDigits(radix: UInt32, most: Int) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < most, let digit = hexDigit(current), digit < radix {
      value = Swift.min(value * radix + digit, ScalarSet.scalarMax)
      at += 1
      count += 1
    }
    return value
  }

  private func hexDigit(_ byte: UInt8?) -> UInt32? {
    switch byte {
    case .some(let digit) where (0x30...0x39).contains(digit): UInt32(digit) - 0x30
    case .some(let digit) where (0x41...0x46).contains(digit): UInt32(digit) - 0x37
    case .some(let digit) where (0x61...0x66).contains(digit): UInt32(digit) - 0x57
    default: nil
    }
  }

  private mutating func property(_ isInverted: Bool) -> ScalarSet {
    var name: [UInt8] = []
    if take("{") {
      name = skip(past: UInt8(ascii: "}"))
    } else if let byte = current {
      name = [byte]
      at += 1
    }
    let isCaret = name.first == UInt8(ascii: "^")
    if isCaret { name.removeFirst() }
    // Scripts and the like are not in the standard library: "any character" is on the safe side,
    // as it can only find more ambiguity.
    guard let set = UnicodeCategories.named(String(decoding: name, as: UTF8.self)) else {
      return .all
    }
    return isInverted != isCaret ? set.inverted : set
  }
}
