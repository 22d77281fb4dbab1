import WeirChecker
import WeirJSON
import WeirMatcher

/// Findings of clauses: what a condition that held rests on.
extension Decision {
  /// Reports the matches that a clause's condition rests on: every pattern it found. Lets are looked
  /// through, and loops where their body decided.
  mutating func find(
    in condition: NodeID, _ policy: CompiledPolicy, _ clause: Int, _ frame: inout Frame
  ) {
    let node = frame.program.nodes[condition]
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.operation {
    case .matchesField:
      let search = frame.program.searches[Int(frame.program.searchPlaces[a])]
      find(in: frame.document.slots[a], search.view, policy, clause, &frame) { program, pattern in
        program.isAsked(pattern, in: search, row: b)
      }
    case .matchesText:
      guard let value = frame.source(ofText: a) else { return }
      let view = frame.program.groupViews[b]
      find(in: value, view, policy, clause, &frame) { $0.patternGroups.row(b, holds: $1) }
    case .matchesRaw:
      guard case .value(let value) = frame.raw(a) else { return }
      let view = frame.program.groupViews[b]
      for leaf in frame.leaves(of: value) {
        find(in: leaf, view, policy, clause, &frame) { $0.patternGroups.row(b, holds: $1) }
      }
      if view == .decoded { findSplit(in: value, group: b, policy, clause, &frame) }
    case .any, .all, .anyLeaf, .allLeaf: findInLoop(node, policy, clause, &frame)
    default:
      for operand in frame.program.operands(of: condition) {
        find(in: operand, policy, clause, &frame)
      }
    }
  }

  private mutating func findInLoop(
    _ node: Node, _ policy: CompiledPolicy, _ clause: Int, _ frame: inout Frame
  ) {
    guard case .value(let list) = frame.raw(Int(node.a)) else { return }
    let isOverLeaves = node.operation == .anyLeaf || node.operation == .allLeaf
    let elements =
      isOverLeaves ? frame.leaves(of: list) : Array(list.elements(in: frame.line))
    let deciding = node.operation == .any || node.operation == .anyLeaf
    let outer = frame.variables[Int(node.c)]
    for element in elements where findings.count < frame.program.bounds.findingsMax {
      frame.variables[Int(node.c)] = element
      if frame.condition(Int(node.b)) == .value(deciding) {
        find(in: Int(node.b), policy, clause, &frame)
      }
    }
    frame.variables[Int(node.c)] = outer
  }

  /// Whether a clause's findings are in already, for clauses that two bounds speak of.
  func hasFindings(_ policy: CompiledPolicy, clause: Int) -> Bool {
    findings.contains { $0.policy == policy.name && $0.use == .clause(clause) }
  }

  /// - Parameter view: the deepest of the patterns that are wanted.
  private mutating func find(
    in value: JSONValue, _ view: View, _ policy: CompiledPolicy, _ clause: Int,
    _ frame: inout Frame, where isWanted: (Program, PatternID) -> Bool
  ) {
    let mark = frame.scratch.mark
    defer { frame.scratch.release(to: mark) }
    let text = frame.leafText(value)
    frame.withReadings(of: value, text) { frame, readings in
      let place = MatchPlace(value: value, text: text, readings: readings)
      if view == .raw {
        for pattern in readings.scan.candidates where isWanted(frame.program, pattern) {
          find(pattern, in: place, policy, clause, &frame)
        }
      } else {
        for pattern in PossiblePatterns(readings, to: view, frame.program)
        where isWanted(frame.program, pattern) {
          find(pattern, in: place, policy, clause, &frame)
        }
      }
    }
  }

  private mutating func find(
    _ pattern: PatternID, in place: MatchPlace, _ policy: CompiledPolicy, _ clause: Int,
    _ frame: inout Frame
  ) {
    let findingsMax = frame.program.bounds.findingsMax
    frame.mapper.begin(place.value, in: frame.line)
    var field: String?
    _ = frame.forEachMatch(of: pattern, in: place.text, place.readings) { frame, match in
      guard findings.count < findingsMax else {
        findingCount += 1
        return
      }
      let name = field ?? frame.pointer(to: place.value)
      field = name
      let span = place.value.lineSpan(of: match.range, &frame.mapper)
      add(
        Finding(
          policy: policy.name, place: policy.place, use: .clause(clause),
          pattern: frame.program.patternNames[pattern], patternPlace: pattern, field: name,
          start: span.lowerBound, end: span.upperBound, view: match.view.name,
          reading: match.place,
          shown: showsReadings && match.view != .raw
            ? String(decoding: match.value, as: UTF8.self) : nil,
          isEnforced: policy.standing == .enforced),
        max: findingsMax)
    }
  }

  /// Matches across the strings of a value, each named by its piece in the first.
  private mutating func findSplit(
    in value: JSONValue, group: Int, _ policy: CompiledPolicy, _ clause: Int,
    _ frame: inout Frame
  ) {
    var known: Set<SplitMatch.Place> = []
    _ = frame.searchAcross(value, group: group) { frame, split in
      guard known.insert(split.place).inserted else { return true }
      let string = split.pieces[0].value
      var mapper = RawSpanMapper(string, in: frame.line)
      let span = string.lineSpan(of: split.pieces[0].range, &mapper)
      add(
        Finding(
          policy: policy.name, place: policy.place, use: .clause(clause),
          pattern: frame.program.patternNames[split.pattern], patternPlace: split.pattern,
          field: frame.pointer(to: string), start: span.lowerBound, end: span.upperBound,
          view: View.decoded.name, reading: split.match.place,
          shown: showsReadings ? String(decoding: split.match.value, as: UTF8.self) : nil,
          isEnforced: policy.standing == .enforced),
        max: frame.program.bounds.findingsMax)
      return true
    }
  }
}

/// A string or number of the line in which findings are looked for.
private struct MatchPlace {
  var value: JSONValue
  var text: TextBytes
  var readings: Readings
}

extension Program {
  /// Whether one `matches` over a field names a pattern.
  fileprivate func isAsked(_ pattern: PatternID, in search: FieldSearch, row: Int) -> Bool {
    site(of: pattern, in: search).map { siteRows.row(row, holds: $0) } ?? false
  }
}

extension Frame {
  /// A value as a JSON Pointer; known beforehand for the fields in which rules look for patterns, and
  /// else as far as to the innermost field around it.
  func pointer(to value: JSONValue) -> String {
    if let place = searchPlace(of: value) {
      return program.message.fields[program.searches[place].field].pointer
    }
    guard let field = field(around: value) else { return JSONPointer.to(value, in: line) }
    let whole = document.slots[field]
    let rest = JSONPointer.to(
      offset: value.start - whole.start, in: TextBytes(rebasing: line[whole.range]))
    return program.message.fields[field].pointer + rest
  }

  private func field(around value: JSONValue) -> FieldID? {
    document.slots.indices
      .filter { document.slots[$0].start < value.start && value.start < document.slots[$0].end }
      .max { document.slots[$0].start < document.slots[$1].start }
  }

  /// The string or number of the line that a text node reads; nil where the text was made.
  fileprivate mutating func source(ofText id: NodeID) -> JSONValue? {
    let node = program.nodes[id]
    switch node.operation {
    case .field: return document.slots[Int(node.a)].textSource
    case .letBinding: return source(ofText: program.lets[Int(node.a)].node)
    case .convert:
      guard case .value(let value) = raw(Int(node.a)) else { return nil }
      return value.textSource
    case .coalesce:
      if case .value = text(Int(node.a)) { return source(ofText: Int(node.a)) }
      return source(ofText: Int(node.b))
    default: return nil
    }
  }
}

extension JSONValue {
  fileprivate var textSource: JSONValue? { kind == .string || kind == .number ? self : nil }
}
