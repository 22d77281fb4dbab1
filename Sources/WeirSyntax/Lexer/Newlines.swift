extension Lexer {
  /// Puts a `.newline` wherever a line break ends a clause, and `.end` last.
  ///
  /// A line break is space inside `( )` and `[ ]`, after a token that can't end a clause, and before
  /// `and or ?? else until because` or a closing reason.
  static func markNewlines(_ raw: [Token], end: SourceSpan) -> [Token] {
    var marker = NewlineMarker(raw)
    return marker.run(end: end)
  }
}

private struct NewlineMarker {
  let raw: [Token]
  var out: [Token] = []
  var open: [Symbol] = []

  init(_ raw: [Token]) {
    self.raw = raw
    out.reserveCapacity(raw.count + raw.count / 4)
  }

  mutating func run(end: SourceSpan) -> [Token] {
    for index in raw.indices {
      abandonBrackets(before: index)
      if index > 0, endsClause(before: index) {
        let last = raw[index - 1].span.end
        out.append(Token(.newline, SourceSpan(file: end.file, start: last, end: last)))
      }
      track(raw[index])
      out.append(raw[index])
    }
    out.append(Token(.end, end))
    return out
  }

  private func endsClause(before index: Int) -> Bool {
    raw[index].isFirstOnLine && raw[index - 1].canEndClause && !isInBrackets
      && !continuesClause(index)
  }

  private var isInBrackets: Bool {
    guard let last = open.last else { return false }
    return last != .openBrace
  }

  private func symbol(at index: Int) -> Symbol? {
    guard index < raw.count, case .symbol(let symbol) = raw[index].kind else { return nil }
    return symbol
  }

  /// Whether a line that begins with this token carries on the clause of the line before. A colon
  /// behind it makes it the name of a field.
  private func continuesClause(_ index: Int) -> Bool {
    switch raw[index].kind {
    case .word("and"), .word("or"), .word("else"), .symbol(.coalesce): true
    case .word("until"), .word("because"), .literal(.text): symbol(at: index + 1) != .colon
    case .word, .literal, .regex, .symbol, .newline, .end: false
    }
  }

  private mutating func track(_ token: Token) {
    guard case .symbol(let symbol) = token.kind else { return }
    if symbol.closing != nil {
      open.append(symbol)
    } else if let depth = open.lastIndex(where: { $0.closing == symbol }) {
      open.removeSubrange(depth...)
    }
  }

  /// Gives up round and square brackets that nobody closed, where what follows can't stand in any,
  /// so that one missing `)` doesn't swallow the rest of the file. No valid text comes here.
  private mutating func abandonBrackets(before index: Int) {
    guard isInBrackets, index > 0, isOutsideBrackets(index) else { return }
    while isInBrackets { open.removeLast() }
  }

  private func isOutsideBrackets(_ index: Int) -> Bool {
    if raw[index].isWord("else") || raw[index].isWord("if") { return true }
    let before = raw[index - 1]
    guard raw[index].isFirstOnLine, before.canEndClause, raw[index].name != nil else {
      return false
    }
    if let word = before.word, ["by", "last", "where"].contains(word) { return false }
    return beginsStatement(index)
  }

  /// A name with another operand, a colon, an arrow, an `=` or a brace behind it.
  private func beginsStatement(_ index: Int) -> Bool {
    guard index + 1 < raw.count else { return false }
    let next = raw[index + 1]
    if let word = raw[index].word, ["by", "last", "where"].contains(word) { return false }
    switch next.kind {
    case .word(let text):
      return next.name != nil || ["if", "any", "all"].contains(text)
        || (text == "not" && !(index + 2 < raw.count && raw[index + 2].isWord("in")))
    case .literal: return true
    case .symbol(.openBracket): return ["near", "tags"].contains(raw[index].word)
    case .symbol(let symbol): return [.colon, .arrow, .assign, .openBrace].contains(symbol)
    case .regex, .newline, .end: return false
    }
  }
}
