extension RegexParser {
  /// Everything that an opening parenthesis begins.
  mutating func group() -> RegexNode? {
    let start = at
    at += 1
    if current == UInt8(ascii: "*") { return verb(start) }
    guard current == UInt8(ascii: "?") else { return body() }
    at += 1
    if take("#") {
      _ = skip(past: UInt8(ascii: ")"))
      return nil
    }
    if take("C") { return refuseGroup(.callout, start) }
    if take("R") || take("&") || take("P>") { return refuseGroup(.recursion, start) }
    if isNumberedRecursion { return refuseGroup(.recursion, start) }
    if take("P=") { return backreferenceGroup(start) }
    if take("|") || take(":") { return body() }
    if take(">") { return body().map { .atomic($0) } }
    if let look = look() { return body().map { .look($0, look) } }
    if peek("(") { return condition(start) }
    if peek("P<") || peek("<") || peek("'") { return namedGroup() }
    return flagsGroup(start)
  }

  private mutating func look() -> Look? {
    if take("=") || take("*") { return Look(isBehind: false, isNegative: false) }
    if take("!") { return Look(isBehind: false, isNegative: true) }
    if take("<=") || take("<*") { return Look(isBehind: true, isNegative: false) }
    return take("<!") ? Look(isBehind: true, isNegative: true) : nil
  }

  private var isNumberedRecursion: Bool {
    guard let byte = current else { return false }
    if (0x30...0x39).contains(byte) { return true }
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    return (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && (0x30...0x39).contains(next)
  }

  /// The rest of a group, its closing parenthesis included.
  private mutating func body() -> RegexNode? {
    guard depth < MatcherLimits.groupDepthMax else {
      at = bytes.count
      return .opaque(offset: at)
    }
    depth += 1
    let node = alternation()
    depth -= 1
    if current == UInt8(ascii: ")") { at += 1 }
    return node
  }

  private mutating func refuseGroup(_ construct: RefusedConstruct, _ start: Int) -> RegexNode {
    _ = skip(past: UInt8(ascii: ")"))
    return refuse(construct, start)
  }

  /// `(*VERB)` is refused; `(*atomic:…)` and its kin, the spelled-out groups, are refused with it.
  private mutating func verb(_ start: Int) -> RegexNode {
    refuseGroup(.controlVerb, start)
  }

  private mutating func backreferenceGroup(_ start: Int) -> RegexNode {
    _ = skip(past: UInt8(ascii: ")"))
    return .opaque(offset: start)
  }

  private mutating func namedGroup() -> RegexNode? {
    _ = take("P")
    let close: UInt8 = current == UInt8(ascii: "'") ? UInt8(ascii: "'") : UInt8(ascii: ">")
    at += 1
    let name = String(decoding: skip(past: close), as: UTF8.self)
    // Branches of `(?|…)` may share a name, as they share the number.
    if !tree.groupNames.contains(name) { tree.groupNames.append(name) }
    return body()
  }

  /// `(?(…)yes|no)`: read for what is inside, but beyond the analysis.
  private mutating func condition(_ start: Int) -> RegexNode? {
    if peek("(R") || peek("(DEFINE)") { return refuseGroup(.recursion, start) }
    if peek("(?C") { return refuseGroup(.callout, start) }
    if peek("(?") || peek("(*") {
      let test = group()
      let rest = body()
      return .concat([test, rest, .opaque(offset: start)].compactMap(\.self))
    }
    _ = skip(past: UInt8(ascii: ")"))
    return body().map { .concat([.opaque(offset: start), $0]) }
  }

  /// `(?i)`, `(?s-m:…)`, `(?^x:…)`.
  private mutating func flagsGroup(_ start: Int) -> RegexNode? {
    var changed = flags
    var value = true
    if take("^") { changed = RegexFlags() }
    while let byte = current {
      at += 1
      switch byte {
      case UInt8(ascii: "-"): value = false
      // Two groups of one name would make "the group named value" ambiguous.
      case UInt8(ascii: "J"): return refuseGroup(.duplicateNames, start)
      case UInt8(ascii: ")"):
        // Holds to the end of the enclosing group, which restores it.
        flags = changed
        return nil
      case UInt8(ascii: ":"):
        let outer = flags
        flags = changed
        defer { flags = outer }
        return body()
      default:
        guard changed.set(byte, value) else { return refuseGroup(.unknownGroup, start) }
      }
    }
    return refuse(.unknownGroup, start)
  }
}
