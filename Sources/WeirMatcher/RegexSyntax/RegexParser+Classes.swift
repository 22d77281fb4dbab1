extension RegexParser {
  /// `[…]`, with ranges, escapes, POSIX names and `\Q…\E`.
  mutating func characterClass() -> RegexNode {
    let start = at
    if take("[[:<:]]") || take("[[:>:]]") { return .assertion(.wordBoundary) }
    at += 1
    let isInverted = take("^")
    var members = Members()
    // A closing bracket in the first place is a member.
    if current == UInt8(ascii: "]") { member(into: &members) }
    var quoting = false
    while let byte = current {
      if quoting ? take("\\E") : take("\\Q") {
        quoting.toggle()
        continue
      }
      if !quoting, byte == UInt8(ascii: "]") { break }
      if quoting { members.ranges.append(single(scalar())) } else { member(into: &members) }
    }
    if current != nil { at += 1 }
    let set = cased(ScalarSet(members.ranges)).union(members.classes)
    return .set(isInverted ? set.inverted : set, offset: start)
  }

  /// What a class is made of, before case is ignored or not.
  private struct Members {
    var ranges: [ClosedRange<UInt32>] = []
    /// `\w` and the like, which case makes no larger.
    var classes = ScalarSet.empty
  }

  private func single(_ scalar: UInt32) -> ClosedRange<UInt32> { scalar...scalar }

  /// One member: a range, an escape, a POSIX class or a character.
  private mutating func member(into members: inout Members) {
    if let posix = posixClass() {
      members.ranges += posix.ranges
    } else if peek("\\"), at + 1 < bytes.count, isClass(bytes[at + 1]), !peek("\\N") {
      at += 1
      members.classes = members.classes.union(escapedSet())
    } else {
      members.ranges += range()
    }
  }

  private mutating func range() -> [ClosedRange<UInt32>] {
    let low = element()
    guard let first = low.single, current == UInt8(ascii: "-"), at + 1 < bytes.count,
      bytes[at + 1] != UInt8(ascii: "]")
    else { return low.ranges }
    let hyphen = at
    at += 1
    guard let last = element().single, last >= first else {
      // `a-\d` is three members: read the hyphen as itself and come back to the rest.
      at = hyphen + 1
      return low.ranges + [single(0x2D)]
    }
    return [first...last]
  }

  private mutating func element() -> ScalarSet {
    guard take("\\") else { return ScalarSet(scalar()) }
    guard current != nil else { return ScalarSet(0x5C) }
    if take("b") { return ScalarSet(8) }
    if let byte = current, (0x31...0x37).contains(byte) { return octal() }
    return escapedSet()
  }

  private mutating func octal() -> ScalarSet {
    var value: UInt32 = 0
    var count = 0
    while count < 3, let byte = current, (0x30...0x37).contains(byte) {
      value = value * 8 + UInt32(byte) - 0x30
      at += 1
      count += 1
    }
    return ScalarSet(value)
  }

  private mutating func posixClass() -> ScalarSet? {
    guard peek("[:") else { return nil }
    let start = at
    at += 2
    let isInverted = take("^")
    var name: [UInt8] = []
    while let byte = current, (0x61...0x7A).contains(byte) {
      name.append(byte)
      at += 1
    }
    guard take(":]"), let set = Self.posix(String(decoding: name, as: UTF8.self)) else {
      at = start
      return nil
    }
    return isInverted ? set.inverted : set
  }

  private static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alpha": UnicodeCategories.named("L")
    case "lower": UnicodeCategories.named("Ll")
    case "upper": UnicodeCategories.named("Lu")
    case "alnum": UnicodeCategories.named("Xan")
    case "word": UnicodeCategories.word
    case "digit": UnicodeCategories.digit
    case "space": UnicodeCategories.space
    case "blank": RegexSets.horizontal
    case "ascii": ScalarSet([0...0x7F])
    case "cntrl": UnicodeCategories.named("Cc")
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    // Over-approximations: more members can only find more ambiguity.
    case "punct", "graph", "print": ScalarSet([0x20...ScalarSet.scalarMax])
    default: nil
    }
  }
}
