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
