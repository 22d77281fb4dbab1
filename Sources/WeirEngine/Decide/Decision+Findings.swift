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
      find(in: frame.document.slots[a], policy, clause, &frame) { program, pattern in
        program.isAsked(pattern, of: a, row: b)
      }
    case .matchesText:
      guard let value = frame.source(ofText: a) else { return }
      find(in: value, policy, clause, &frame) { $0.patternGroups.row(b, holds: $1) }
    case .matchesRaw:
      guard case .value(let value) = frame.raw(a) else { return }
      for leaf in frame.leaves(of: value) {
        find(in: leaf, policy, clause, &frame) { $0.patternGroups.row(b, holds: $1) }
      }
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

  private mutating func find(
    in value: JSONValue, _ policy: CompiledPolicy, _ clause: Int, _ frame: inout Frame,
    where isWanted: (Program, PatternID) -> Bool
  ) {
    let mark = frame.scratch.mark
    defer { frame.scratch.release(to: mark) }
    let text = frame.leafText(value)
    frame.withScan(of: value, text) { frame, scan in
      for pattern in scan.candidates where isWanted(frame.program, pattern) {
        find(pattern, in: value, text, scan, policy, clause, &frame)
      }
    }
  }

  private mutating func find(
    _ pattern: PatternID, in value: JSONValue, _ text: TextBytes, _ scan: TextScan,
    _ policy: CompiledPolicy, _ clause: Int, _ frame: inout Frame
  ) {
    let findingsMax = frame.program.bounds.findingsMax
    var mapper = RawSpanMapper(value, in: frame.line)
    var field: String?
    _ = frame.forEachMatch(of: pattern, in: text, scan) { frame, match in
      guard findings.count < findingsMax else {
        findingCount += 1
        return true
      }
      let name = field ?? frame.pointer(to: value)
      field = name
      let raw = value.lineSpan(of: match.start..<match.end, &mapper)
      add(
        Finding(
          policy: policy.name, place: policy.place, use: .clause(clause),
          pattern: frame.program.patternNames[pattern], patternPlace: pattern, field: name,
          start: raw.lowerBound, end: raw.upperBound, view: "raw",
          isEnforced: policy.standing == .enforced),
        max: findingsMax)
      return true
    }
  }
}

extension Program {
  /// Whether one `matches` over a field names a pattern.
  fileprivate func isAsked(_ pattern: PatternID, of field: FieldID, row: Int) -> Bool {
    let search = searches[Int(searchPlaces[field])]
    return site(of: pattern, in: search).map { siteRows.row(row, holds: $0) } ?? false
  }
}

extension Frame {
  /// A value as a JSON Pointer; known beforehand for the fields in which rules look for patterns.
  func pointer(to value: JSONValue) -> String {
    for search in program.searches where document.slots[search.field].start == value.start {
      return program.message.fields[search.field].pointer
    }
    return JSONPointer.to(value, in: line)
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
