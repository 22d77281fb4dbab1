/// Regex literals, and where a `/` begins one.
extension Lexer {
  /// Whether a `/` here begins a regex rather than divides.
  ///
  /// After `pattern NAME =`, `match` and `matches` it does. Where no operand has been, a `/`
  /// can't divide either: then it is a regex in the wrong place, and read whole so that the
  /// parser can say so once.
  var beginsRegex: Bool {
    guard let last = tokens.last else { return false }
    if last.isWord("matches") || (last.isWord("match") && isClauseStart(tokens.count - 1)) {
      return true
    }
    if byte(1) == UInt8(ascii: "/") || byte(1) == UInt8(ascii: "*") {
      return isInPatternList(last) || isPatternDefinition
    }
    return !last.canEndClause && closingSlash() != nil || isPatternDefinition
  }

  private func isInPatternList(_ last: Token) -> Bool {
    guard let bracket = open.last, bracket.holdsPatterns else { return false }
    return last.isSymbol(.openBracket) || last.isSymbol(.comma)
  }

  /// `pattern NAME =` has just been read.
  private var isPatternDefinition: Bool {
    let count = tokens.count
    return count >= 3 && tokens[count - 1].isSymbol(.assign) && tokens[count - 2].word != nil
      && tokens[count - 3].isWord("pattern") && isClauseStart(count - 3)
  }

  /// Whether a clause or declaration begins with the token at `index`.
  private func isClauseStart(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = tokens[index - 1]
    if before.isSymbol(.openBrace) || before.isSymbol(.semicolon) { return true }
    let isInBraces = open.last.map { $0.symbol == .openBrace } ?? true
    return tokens[index].isFirstOnLine && before.canEndClause && isInBraces
  }

  /// The first `/` on this line that no backslash guards.
  private func closingSlash() -> Int? {
    var here = at + 1
    while here < bytes.count, bytes[here] != 0x0a {
      if bytes[here] == UInt8(ascii: "/") { return here }
      here += bytes[here] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  mutating func regexLiteral() {
    let start = at
    guard let close = closingSlash() else { return unterminatedRegex(from: start) }
    let pattern = unescaped(start + 1, close)
    at = close + 1
    checkBidi(from: start)
    let flagsStart = at
    skip { $0.isNamePart }
    let flags = text(from: flagsStart)
    checkFlags(flags, from: flagsStart)
    emit(.regex(pattern: pattern, flags: flags), from: start)
  }

  /// The bytes of the pattern with `\/` undone; every other escape is the regex's own.
  private func unescaped(_ start: Int, _ end: Int) -> String {
    var out: [UInt8] = []
    var here = start
    while here < end {
      if bytes[here] == UInt8(ascii: "\\"), here + 1 < end {
        if bytes[here + 1] != UInt8(ascii: "/") { out.append(bytes[here]) }
        out.append(bytes[here + 1])
        here += 2
      } else {
        out.append(bytes[here])
        here += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func checkFlags(_ flags: String, from start: Int) {
    var seen: Set<Character> = []
    for flag in flags where !"imsx".contains(flag) || !seen.insert(flag).inserted {
      return report(
        SyntaxCodes.badRegexFlag,
        seen.contains(flag) ? "flag `\(flag)` stands twice" : "`\(flag)` is no regex flag",
        at: span(from: start),
        help: "flags are `i` (case), `m` (lines), `s` (`.` takes line breaks), `x` (free spacing)")
    }
  }

  private mutating func unterminatedRegex(from start: Int) {
    at += 1
    skip { $0 != 0x0a && $0 != 0x0d }
    report(
      SyntaxCodes.unterminatedRegex, "this regex has no closing `/`", at: span(from: start),
      label: "begins here",
      help: "a regex ends on its line, at the first `/` without a backslash before it")
    emit(.regex(pattern: text(from: start + 1), flags: ""), from: start)
  }
}
