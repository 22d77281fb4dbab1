import WeirChecker
import WeirMatcher

extension Frame {
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
    var cursor = program.patterns.candidates(of: pattern, in: text, scratch: matchScratch)
    return forEachMatch(of: pattern, in: text, &cursor, body)
  }

  /// Gives the matches of each pattern with the pattern's place among them; false where a search
  /// is undecided. Almost all of these searches find nothing, so nothing is counted or copied that
  /// only a match needs.
  mutating func forEachMatch(
    ofEach patterns: [PatternID], in text: TextBytes, _ body: (inout Frame, Int, TextMatch) -> Void
  ) -> Bool {
    let set = program.patterns
    let scratch = matchScratch
    var isDecided = true
    for place in patterns.indices {
      var cursor = set.candidates(of: patterns[place], in: text, scratch: scratch)
      let searched = forEachMatch(of: patterns[place], in: text, &cursor) { frame, match in
        body(&frame, place, match)
        return true
      }
      if !searched { isDecided = false }
    }
    return isDecided
  }

  @inline(__always)
  private mutating func forEachMatch(
    of pattern: PatternID, in text: TextBytes, _ cursor: inout CandidateCursor,
    _ body: (inout Frame, TextMatch) -> Bool
  ) -> Bool {
    while true {
      switch cursor.next() {
      case .notFound: return true
      case .failure: return false
      case .found(let match):
        let value = TextBytes(rebasing: text[match.start..<match.end])
        switch temporarily({ $0.holds(conditionsOf: pattern, for: value) }) {
        case .value(true): if !body(&self, match) { return true }
        case .value(false): cursor.reject()
        case .absent, .failed: return false
        }
      }
    }
  }

  /// Whether a pattern's `where` clauses hold for a candidate.
  private mutating func holds(
    conditionsOf pattern: PatternID, for text: TextBytes
  ) -> Outcome<Bool> {
    let conditions = program.patternConditions[pattern]
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
