import WeirChecker
import WeirJSON
import WeirMatcher
import WeirSyntax

extension Frame {
  mutating func text(_ id: NodeID) -> Outcome<TextBytes> {
    let node = program.nodes[id]
    let a = Int(node.a)
    switch node.operation {
    case .constant: return .value(program.pools.texts[a])
    case .field: return fieldText(a)
    case .letBinding: return textLet(a)
    case .coalesce:
      let value = text(a)
      if case .absent = value { return text(Int(node.b)) }
      return value
    case .convert:
      // `as_string` takes strings alone, a loop over leaves also the digits of numbers.
      let takesNumbers = node.c == 0
      return raw(a).flatMap { convertText($0, takesNumbers: takesNumbers) }
    case .call: return textCall(a)
    case .matchedText: return .value(matchedText)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .search, .searchRaw, .searchDynamic,
      .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all, .anyLeaf, .allLeaf,
      .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts, .window, .score,
      .listCount, .member, .element, .variable:
      preconditionFailure("a text node gives a text")
    }
  }

  /// A field's text, decoded at most once a message.
  mutating func fieldText(_ field: FieldID) -> Outcome<TextBytes> {
    if case .text(let text) = values[field] { return .value(text) }
    let value = document.slots[field]
    guard value.kind == .string else { return .absent }
    let text = decoded(value, in: arena)
    values[field] = .text(text)
    return .value(text)
  }

  /// A string's text: bytes of the line where it has no escapes, else decoded for now.
  mutating func decoded(_ value: JSONValue) -> TextBytes { decoded(value, in: scratch) }

  private mutating func decoded(_ value: JSONValue, in arena: Arena) -> TextBytes {
    if !value.hasEscapes { return TextBytes(rebasing: line[value.content]) }
    decodeBuffer.removeAll(keepingCapacity: true)
    value.decode(in: line, into: &decodeBuffer)
    let room = arena.allocate(decodeBuffer.count)
    _ = room.initialize(from: decodeBuffer)
    return TextBytes(room)
  }

  /// The text of a string, the digits of a number.
  mutating func leafText(_ value: JSONValue) -> TextBytes {
    value.kind == .string ? decoded(value) : TextBytes(rebasing: line[value.range])
  }

  private mutating func textLet(_ id: LetID) -> Outcome<TextBytes> {
    if case .text(let value) = lets[id] { return value }
    let value = text(program.lets[id].node).map { scratch.owns($0) ? arena.copy($0) : $0 }
    lets[id] = .text(value)
    return value
  }

  private mutating func textCall(_ place: Int) -> Outcome<TextBytes> {
    let call = program.calls[place]
    switch call.body {
    case .textToText(let body): return text(call.arguments[0]).map { body($0, scratch) }
    case .textToInt, .textToFloat, .textToBool, .textToOptionalInt, .textToOptionalFloat,
      .intToInt, .intsToInt, .floatToFloat, .floatsToFloat, .networkToBool, .readJSON, .listCount,
      .leaves:
      preconditionFailure("a text call has a text body")
    }
  }

  // MARK: - Searching

  func search(_ text: TextBytes, set: Int, _ search: TextSearch) -> Bool {
    switch search {
    case .contains: return program.pools.textSets[set].contains(in: text)
    case .startsWith:
      return program.pools.textSetMembers[set].contains {
        text.hasPrefix(program.pools.texts[$0])
      }
    case .endsWith:
      return program.pools.textSetMembers[set].contains {
        text.hasSuffix(program.pools.texts[$0])
      }
    }
  }

  mutating func searchDynamic(
    _ subject: Outcome<TextBytes>, _ wanted: NodeID, _ search: TextSearch
  ) -> Outcome<Bool> {
    let text = text(wanted)
    return subject.flatMap { subject in
      text.map { text in
        switch search {
        case .contains: subject.contains(text)
        case .startsWith: subject.hasPrefix(text)
        case .endsWith: subject.hasSuffix(text)
        }
      }
    }
  }

  // MARK: - Patterns

  /// Whether one of the patterns occurs in a field; each is searched at most once a message.
  mutating func matchesField(_ field: FieldID, _ row: [Int]) -> Outcome<Bool> {
    guard case .value(let text) = fieldText(field) else { return .absent }
    var hasFailed = false
    for site in row {
      if sites[site] == .unknown {
        sites[site] = SiteState(matches(text, pattern: program.sites[site].pattern))
      }
      switch sites[site] {
      case .found: return .value(true)
      case .failed: hasFailed = true
      case .absent, .unknown: break
      }
    }
    return hasFailed ? .failed : .value(false)
  }

  mutating func matches(_ text: TextBytes, _ patterns: [PatternID]) -> Outcome<Bool> {
    var hasFailed = false
    for pattern in patterns {
      switch matches(text, pattern: pattern) {
      case .value(true): return .value(true)
      case .failed: hasFailed = true
      case .value(false), .absent: break
      }
    }
    return hasFailed ? .failed : .value(false)
  }

  private mutating func matches(_ text: TextBytes, pattern: PatternID) -> Outcome<Bool> {
    var found = false
    let isDecided = forEachMatch(of: pattern, in: text) { _, _ in
      found = true
      return false
    }
    return found ? .value(true) : (isDecided ? .value(false) : .failed)
  }

  /// Gives the matches of a pattern, in order, until `body` says false; false where the search is
  /// undecided.
  mutating func forEachMatch(
    of pattern: PatternID, in text: TextBytes, _ body: (inout Frame, TextMatch) -> Bool
  ) -> Bool {
    let conditions = program.patternConditions[pattern]
    var cursor = program.patterns.candidates(of: pattern, in: text, scratch: matchScratch)
    while true {
      switch cursor.next() {
      case .notFound: return true
      case .failure: return false
      case .found(let match):
        let value = TextBytes(rebasing: text[match.start..<match.end])
        switch temporarily({ $0.holds(conditions, for: value) }) {
        case .value(true): if !body(&self, match) { return true }
        case .value(false): cursor.reject()
        case .absent, .failed: return false
        }
      }
    }
  }

  /// Whether a pattern's `where` clauses hold for a candidate.
  private mutating func holds(_ conditions: [NodeID], for text: TextBytes) -> Outcome<Bool> {
    if conditions.isEmpty { return .value(true) }
    let outer = matchedText
    matchedText = text
    defer { matchedText = outer }
    for condition in conditions {
      let value = bool(condition)
      if !value.isTrue { return value }
    }
    return .value(true)
  }
}

extension SiteState {
  init(_ outcome: Outcome<Bool>) {
    switch outcome {
    case .value(true): self = .found
    case .value(false): self = .absent
    case .absent, .failed: self = .failed
    }
  }
}
