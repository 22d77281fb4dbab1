extension RegexParser {
  /// Wraps an item in the quantifiers that follow it.
  mutating func quantified(_ item: RegexNode) -> RegexNode {
    var node = item
    var count = 0
    skipToQuantifier()
    while !isQuoting, let (min, max, offset) = quantifier() {
      var isPossessive = false
      var isGreedy = !flags.isUngreedy
      // What may stand before a quantifier may stand before its `?` or `+` too.
      skipToQuantifier()
      if current == UInt8(ascii: "?") {
        at += 1
        isGreedy.toggle()
      } else if current == UInt8(ascii: "+") {
        at += 1
        isPossessive = true
      }
      count += 1
      // A tall tower of quantifiers would make a tree too deep to walk.
      guard count <= 8 else {
        node = .opaque(offset: offset)
        continue
      }
      node = .repetition(
        node,
        Repeat(
          min: min, max: max, isPossessive: isPossessive, isGreedy: isGreedy || isPossessive,
          offset: offset))
    }
    return node
  }

  /// `\E`, an empty quote, comments and the space of `x` may stand between an item and its quantifier.
  private mutating func skipToQuantifier() {
    if isQuoting, take("\\E") { isQuoting = false }
    while !isQuoting {
      if take("\\Q\\E") || take("\\E") {
        continue
      } else if peek("(?#") {
        _ = skip(past: UInt8(ascii: ")"))
      } else if flags.isExtended, let byte = current, skipExtended(byte) {
        continue
      } else {
        return
      }
    }
  }

  private mutating func quantifier() -> (Int, Int?, Int)? {
    let offset = at
    switch current {
    case UInt8(ascii: "*"):
      at += 1
      return (0, nil, offset)
    case UInt8(ascii: "+"):
      at += 1
      return (1, nil, offset)
    case UInt8(ascii: "?"):
      at += 1
      return (0, 1, offset)
    case UInt8(ascii: "{"): return braces()
    default: return nil
    }
  }

  /// `{n}`, `{n,}` and `{n,m}`; anything else after a brace is literal text (PCRE2 10.42).
  private mutating func braces() -> (Int, Int?, Int)? {
    let start = at
    at += 1
    if let min = number() {
      if current == UInt8(ascii: "}") {
        at += 1
        return (min, min, start)
      }
      if current == UInt8(ascii: ",") {
        at += 1
        let max = number()
        if current == UInt8(ascii: "}") {
          at += 1
          return (min, max.map { Swift.max($0, min) }, start)
        }
      }
    }
    at = start
    return nil
  }

  /// Decimal digits, held below PCRE2's own bound of 65,535.
  private mutating func number() -> Int? {
    var value: Int?
    while let byte = current, (0x30...0x39).contains(byte) {
      value = Swift.min((value ?? 0) * 10 + Int(byte) - 0x30, 65_535)
      at += 1
    }
    return value
  }
}
