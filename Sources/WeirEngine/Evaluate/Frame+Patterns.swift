import WeirChecker
import WeirJSON
import WeirMatcher

/// Whether patterns occur in texts. A text is scanned once for all patterns of the program; only
/// those that the scan finds possible are searched, and only where they can begin. Then, if patterns
/// with views are asked for, the same in each of the text's readings.
extension Frame {
  /// Looks into the fields in which rules look for patterns, once a message, and puts on the agenda
  /// what waits for a pattern that was found.
  mutating func lookForPatterns() {
    if isLookedFor { return }
    isLookedFor = true
    for place in program.searches.indices {
      look(place)
      lookedAt = place + 1
    }
  }

  private mutating func look(_ place: Int) {
    let search = program.searches[place]
    guard case .value(let text) = fieldText(search.field) else { return }
    let readings = readings[place]
    readings.begin(text, program)
    for pattern in readings.scan.candidates {
      guard let site = program.site(of: pattern, in: search) else { continue }
      let state = self.state(of: pattern, in: text, readings.scan)
      if state != .absent { note(site, state, place, search) }
    }
    if search.view != .raw { lookDeeper(place, search, readings) }
  }

  private mutating func lookDeeper(_ place: Int, _ search: FieldSearch, _ readings: Readings) {
    for view in View.deeper where view <= search.view {
      guard let reading = readings.reading(view) else { continue }
      for pattern in reading.scan.candidates where program.reads(pattern, view) {
        guard let site = program.site(of: pattern, in: search), sites[site] != .found else {
          continue
        }
        let state = SiteState(occurs(pattern, in: reading.bytes, reading.scan))
        if state > sites[site] { note(site, state, place, search) }
      }
    }
  }

  private mutating func state(
    of pattern: PatternID, in text: TextBytes, _ scan: PatternScan
  ) -> SiteState {
    if pattern < program.patternNames.count { return SiteState(occurs(pattern, in: text, scan)) }
    return scan.holds(program.needle(pattern), as: pattern, in: text) ? .found : .absent
  }

  private func note(_ site: Int, _ state: SiteState, _ place: Int, _ search: FieldSearch) {
    let isNew = sites[site] == .absent
    sites[site] = state
    if !isNew { return }
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
    return withReadings(of: text) { frame, readings in
      let outcome = frame.matches(text, readings.scan, group: group, .raw)
      let deepest = frame.program.groupViews[group]
      if outcome.isTrue || deepest == .raw { return outcome }
      return frame.matchesDeeper(readings, group: group, deepest, outcome)
    }
  }

  /// The same of the strings and numbers of a value, and of what was split over its strings.
  mutating func matches(_ value: JSONValue, group: Int) -> Outcome<Bool> {
    let outcome = anyText(in: value) { frame, text in frame.matches(text, group: group) }
    if outcome.isTrue || program.groupViews[group] != .decoded { return outcome }
    switch searchAcross(value, group: group, { _, _ in false }) {
    case .stopped: return .value(true)
    case .complete: return outcome
    case .undecided: return .failed
    }
  }

  private mutating func matchesDeeper(
    _ readings: Readings, group: Int, _ deepest: View, _ raw: Outcome<Bool>
  ) -> Outcome<Bool> {
    var outcome = raw
    for view in View.deeper where view <= deepest {
      guard let reading = readings.reading(view) else { continue }
      let deeper = matches(reading.bytes, reading.scan, group: group, view)
      if deeper.isTrue { return deeper }
      if deeper == .failed { outcome = deeper }
    }
    return outcome
  }

  /// The same in one reading.
  private mutating func matches(
    _ text: TextBytes, _ scan: PatternScan, group: Int, _ view: View
  ) -> Outcome<Bool> {
    var hasFailed = false
    for pattern in scan.candidates where program.patternGroups.row(group, holds: pattern) {
      if view != .raw, !program.reads(pattern, view) { continue }
      switch occurs(pattern, in: text, scan) {
      case .value(true): return .value(true)
      case .failed: hasFailed = true
      case .value(false), .absent: break
      }
    }
    return hasFailed ? .failed : .value(false)
  }

  private mutating func occurs(
    _ pattern: PatternID, in text: TextBytes, _ scan: PatternScan
  ) -> Outcome<Bool> {
    switch search(for: pattern, in: text, scan, { _, _ in false }) {
    case .stopped: .value(true)
    case .complete: .value(false)
    case .undecided: .failed
    }
  }

  /// Scans a text that is no field. The readings are taken out while they are used, as the conditions
  /// of a pattern may ask for others.
  mutating func withReadings<Result>(
    of text: TextBytes, _ body: (inout Frame, Readings) -> Result
  ) -> Result {
    let readings = spareReadings.take()
    readings.begin(text, program)
    defer { spareReadings.giveBack(readings) }
    return body(&self, readings)
  }

  /// The same for what redactions look for alone.
  mutating func withRedactionReadings<Result>(
    of text: TextBytes, _ body: (inout Frame, Readings) -> Result
  ) -> Result {
    let readings = spareRedactionReadings.take()
    readings.begin(text, program)
    defer { spareRedactionReadings.giveBack(readings) }
    return body(&self, readings)
  }

  /// The readings of a value of the line: those of the field, if it is one that rules search.
  mutating func withReadings<Result>(
    of value: JSONValue, _ text: TextBytes, _ body: (inout Frame, Readings) -> Result
  ) -> Result {
    if let place = searchPlace(of: value) { return body(&self, readings[place]) }
    return withReadings(of: text, body)
  }

  /// The place in `Program.searches` of the field that is a value of the line, if it is one that
  /// rules search.
  func searchPlace(of value: JSONValue) -> Int? {
    for place in program.searches.indices
    where document.slots[program.searches[place].field].start == value.start {
      return place
    }
    return nil
  }

  /// The same for what redactions look for; a field's readings show more.
  mutating func withRedactionReadings<Result>(
    of value: JSONValue, _ text: TextBytes, _ body: (inout Frame, Readings) -> Result
  ) -> Result {
    if let place = searchPlace(of: value) { return body(&self, readings[place]) }
    return withRedactionReadings(of: text, body)
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
