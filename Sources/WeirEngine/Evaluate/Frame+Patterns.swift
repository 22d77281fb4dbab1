import WeirChecker
import WeirJSON
import WeirMatcher

/// Patterns in texts. A text is scanned once for all patterns of the program; only those that the
/// scan finds possible are searched, and only where they can begin.
extension Frame {
  /// Looks into the fields in which rules look for patterns, once a message, and puts on the agenda
  /// what waits for a pattern that was found.
  mutating func lookForPatterns() {
    if isLookedFor { return }
    isLookedFor = true
    for place in program.searches.indices { look(place) }
  }

  private mutating func look(_ place: Int) {
    let search = program.searches[place]
    guard case .value(let text) = fieldText(search.field) else { return }
    let scan = scans[place]
    program.patterns.scan(text, into: scan)
    for pattern in scan.candidates {
      guard let site = program.site(of: pattern, in: search) else { continue }
      let state = self.state(of: pattern, in: text, scan)
      if state != .absent { note(site, state, place, search) }
    }
  }

  private mutating func state(
    of pattern: PatternID, in text: TextBytes, _ scan: TextScan
  ) -> SiteState {
    if pattern < program.patternNames.count { return SiteState(matches(text, pattern, scan)) }
    return text.contains(program.needle(pattern)) ? .found : .absent
  }

  private func note(_ site: Int, _ state: SiteState, _ place: Int, _ search: FieldSearch) {
    sites[site] = state
    noted[search.sites.lowerBound + notedCounts[place]] = site
    notedCounts[place] += 1
    for step in program.steps.waiting.places(of: site) {
      agenda.insert(program.steps.waiting.number(at: step))
    }
  }

  /// The sites of a field that are not absent, as places in `noted`.
  private func notedSites(_ place: Int) -> Range<Int> {
    let first = program.searches[place].sites.lowerBound
    return first..<first + notedCounts[place]
  }

  /// Forgets what was found in the last message.
  @inline(__always)
  mutating func forgetSites() {
    for place in notedCounts.indices where notedCounts[place] > 0 {
      for index in notedSites(place) { sites[noted[index]] = .absent }
      notedCounts[place] = 0
    }
  }

  /// Whether one of the patterns of a row occurs in a field. Of a long row, the sites that were
  /// noted are looked up in it, as these are few.
  mutating func matchesField(_ field: FieldID, _ row: Int) -> Outcome<Bool> {
    lookForPatterns()
    guard document.slots[field].kind == .string else { return .absent }
    let noted = notedSites(Int(program.searchPlaces[field]))
    let asked = program.siteRows.places(of: row)
    var state = SiteState.absent
    if asked.count <= noted.count {
      for place in asked { state = max(state, sites[program.siteRows.number(at: place)]) }
    } else {
      for place in noted where program.siteRows.row(row, holds: self.noted[place]) {
        state = max(state, sites[self.noted[place]])
      }
    }
    switch state {
    case .absent: return .value(false)
    case .failed: return .failed
    case .found: return .value(true)
    }
  }

  /// Whether one of the patterns of a group occurs in a text that is no field.
  mutating func matches(_ text: TextBytes, group: Int) -> Outcome<Bool> {
    // No pattern matches nothing, and `as_string(…) ?? ""` is often nothing.
    if text.isEmpty { return .value(false) }
    return withScan(of: text) { frame, scan in
      var hasFailed = false
      for pattern in scan.candidates
      where frame.program.patternGroups.row(group, holds: pattern) {
        switch frame.matches(text, pattern, scan) {
        case .value(true): return .value(true)
        case .failed: hasFailed = true
        case .value(false), .absent: break
        }
      }
      return hasFailed ? .failed : .value(false)
    }
  }

  private mutating func matches(
    _ text: TextBytes, _ pattern: PatternID, _ scan: TextScan
  ) -> Outcome<Bool> {
    var found = false
    let isDecided = forEachMatch(of: pattern, in: text, scan) { _, _ in
      found = true
      return false
    }
    return found ? .value(true) : (isDecided ? .value(false) : .failed)
  }

  /// Scans a text that is no field. The scan is taken out while it is used, as the conditions of a
  /// pattern may scan too.
  mutating func withScan<Result>(
    of text: TextBytes, _ body: (inout Frame, TextScan) -> Result
  ) -> Result {
    let scan = spareScans.popLast() ?? TextScan()
    program.patterns.scan(text, into: scan)
    defer { spareScans.append(scan) }
    return body(&self, scan)
  }

  /// The scan of a value of the line: that of the field, if it is one that rules search.
  mutating func withScan<Result>(
    of value: JSONValue, _ text: TextBytes, _ body: (inout Frame, TextScan) -> Result
  ) -> Result {
    for place in program.searches.indices
    where document.slots[program.searches[place].field].start == value.start {
      return body(&self, scans[place])
    }
    return withScan(of: text, body)
  }

  /// Gives the matches of a pattern, in order, until `body` says false; false where the search is
  /// undecided.
  mutating func forEachMatch(
    of pattern: PatternID, in text: TextBytes, _ scan: TextScan,
    _ body: (inout Frame, TextMatch) -> Bool
  ) -> Bool {
    var cursor = program.patterns.candidates(
      of: pattern, in: text, scan: scan, scratch: matchScratch)
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

extension SiteState {
  init(_ outcome: Outcome<Bool>) {
    switch outcome {
    case .value(true): self = .found
    case .value(false): self = .absent
    case .absent, .failed: self = .failed
    }
  }
}
