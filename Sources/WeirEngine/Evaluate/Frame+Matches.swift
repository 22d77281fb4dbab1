import WeirChecker
import WeirMatcher

/// How a search over the matches of a pattern ended.
enum SearchEnding {
  case complete
  /// Whoever looked at the matches has seen enough.
  case stopped
  /// Not to be read as "no more matches".
  case undecided
}

/// Where one pattern matches.
extension Frame {
  /// Gives the matches of a pattern in a text, in order: first those in the text itself, then those
  /// that only the deeper views of the pattern show. Never to be called from within `body`.
  ///
  /// - Returns: false where a search is undecided.
  mutating func forEachMatch(
    of pattern: PatternID, in text: TextBytes, _ readings: Readings,
    _ body: (inout Frame, FoundMatch) -> Void
  ) -> Bool {
    let deepest = program.patternViews[pattern]
    if deepest != .raw { simplerMatches.begin() }
    let ending = search(for: pattern, in: text, readings.scan) { frame, match in
      let found = FoundMatch(match, in: text)
      if deepest != .raw { frame.simplerMatches.append(found.range) }
      body(&frame, found)
      return true
    }
    if deepest == .raw { return ending == .complete }
    return forEachDisguised(of: pattern, readings, deepest, body) && ending == .complete
  }

  private mutating func forEachDisguised(
    of pattern: PatternID, _ readings: Readings, _ deepest: View,
    _ body: (inout Frame, FoundMatch) -> Void
  ) -> Bool {
    var isDecided = true
    for view in View.deeper where view <= deepest {
      guard let reading = readings.reading(view), reading.scan.canMatch(pattern) else {
        continue
      }
      simplerMatches.endView()
      let ending = search(for: pattern, in: reading.bytes, reading.scan) { frame, match in
        let found = FoundMatch(match, in: reading, view)
        if frame.simplerMatches.cover(found.range) { return true }
        frame.simplerMatches.append(found.range)
        body(&frame, found)
        return true
      }
      if ending != .complete { isDecided = false }
    }
    return isDecided
  }

  /// Gives the matches of a pattern in one reading, in order, until `body` says false. Its `near` and
  /// `where` are asked of what the reading shows.
  mutating func search(
    for pattern: PatternID, in text: TextBytes, _ scan: PatternScan,
    _ body: (inout Frame, TextMatch) -> Bool
  ) -> SearchEnding {
    var cursor = scan.matches(of: pattern, in: text, matchScratch)
    while true {
      switch cursor.next() {
      case .notFound: return .complete
      case .failure: return .undecided
      case .found(let match):
        let value = TextBytes(rebasing: text[match.start..<match.end])
        switch temporarily({ $0.holds(conditionsOf: pattern, for: value) }) {
        case .value(true): if !body(&self, match) { return .stopped }
        case .value(false): cursor.reject()
        case .absent, .failed: return .undecided
        }
      }
    }
  }

  /// Whether a pattern's `where` clauses hold for a candidate.
  private mutating func holds(
    conditionsOf pattern: PatternID, for text: TextBytes
  ) -> Outcome<Bool> {
    if program.patternConditions[pattern].isEmpty { return .value(true) }
    let conditions = program.patternConditions[pattern]
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
