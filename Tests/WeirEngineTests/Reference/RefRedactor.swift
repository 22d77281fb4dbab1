import WeirChecker
import WeirJSON
import WeirSyntax

@testable import WeirEngine

/// Redaction by the letter of DESIGN.md.
struct RefRedactor {
  let evaluator: RefEvaluator
  let frame: RefFrame
  let line: [UInt8]
  let now: Int64

  private func redaction(_ place: Int) -> CheckedRedaction {
    guard case .redact(let redaction) = evaluator.set.policies[place].body else {
      preconditionFailure("only redact policies are given")
    }
    return redaction
  }

  /// - Parameter places: the redact policies that apply.
  func redact(_ places: [Int], _ decision: inout RefDecision) {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    var namePolicies: Set<Int> = []
    let split = places.map { splits($0, &decision) }
    for leaf in frame.root.leaves {
      let blocks = places.filter { looksAt(redaction($0).paths, leaf) }
      let pieces = split.flatMap { $0[ObjectIdentifier(leaf)] ?? [] }
      let (new, editors) = edit(leaf, blocks, pieces, &decision)
      edits += new
      if leaf.isName { namePolicies.formUnion(editors) }
    }
    if edits.isEmpty { return }
    var message: [UInt8] = []
    var at = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      message += line[at..<edit.range.lowerBound] + edit.bytes
      at = edit.range.upperBound
    }
    decision.message = message + line[at...]
    let again = RefParser.parse(decision.message, shape: RecordType(fields: []))
    if again.faults.contains(.duplicate) {
      for place in namePolicies { evaluator.fail(evaluator.set.policies[place], 0, &decision) }
    }
  }

  private func looksAt(_ paths: [CheckedPath]?, _ leaf: RefNode) -> Bool {
    guard let paths else { return true }
    return paths.contains { path in
      reach(path.steps[...], frame.root).contains { $0.leaves.contains { $0 === leaf } }
    }
  }

  private func reach(_ steps: ArraySlice<CheckedPath.Step>, _ node: RefNode) -> [RefNode] {
    guard let step = steps.first else { return [node] }
    let next: [RefNode]
    switch step {
    case .member(let name): next = node.member(name).map { [$0] } ?? []
    case .index(let place): next = node.element(place).map { [$0] } ?? []
    case .everyElement: next = node.elements ?? []
    }
    return next.flatMap { reach(steps.dropFirst(), $0) }
  }

  // MARK: - One text

  private func edit(
    _ leaf: RefNode, _ blocks: [Int], _ pieces: [RefHit], _ decision: inout RefDecision
  ) -> (edits: [(range: Range<Int>, bytes: [UInt8])], editors: Set<Int>) {
    var hits = pieces
    for block in blocks {
      let (found, isDecided) = search(block, leaf.text)
      hits += found
      if !isDecided { evaluator.fail(evaluator.set.policies[block], 0, &decision) }
    }
    report(hits, leaf, &decision)
    let enforced = blocks.filter { evaluator.isEnforced(evaluator.set.policies[$0]) }
    let first = hits.filter { enforced.contains($0.block) }
    var text = RefText(leaf.text)
    if first.isEmpty { return ([], []) }
    let conceal = { (operation: RedactionOperation, bytes: [UInt8], origin: Range<Int>) in
      self.conceal(operation, bytes, rawRange(origin, leaf))
    }
    text.apply(first, conceal: conceal)
    for round in 0... {
      let again = enforced.flatMap { search($0, text.bytes).found }
      let open = again.filter {
        $0.operation != .keep && !RefText.isKept($0, by: again) && text.hasOpen($0.range)
      }
      for block in enforced where !search(block, text.bytes).isDecided {
        evaluator.fail(evaluator.set.policies[block], 0, &decision)
      }
      if open.isEmpty { break }
      if round == 2 {
        for hit in open { evaluator.fail(evaluator.set.policies[hit.block], 0, &decision) }
        break
      }
      text.apply(open + again.filter { $0.operation == .keep }, conceal: conceal)
    }
    let editors = Set(first.filter { !RefText.isKept($0, by: first) }.map(\.block))
    let changed = text.pieces.filter(\.isEdit)
    if changed.isEmpty { return ([], []) }
    if leaf.isNumber {
      return ([(leaf.range, Array("\"".utf8) + escaped(text.bytes) + Array("\"".utf8))], editors)
    }
    return (changed.map { (rawRange($0.origin, leaf), escaped($0.bytes)) }, editors)
  }

  private func report(_ hits: [RefHit], _ leaf: RefNode, _ decision: inout RefDecision) {
    for hit in hits where hit.isReported {
      let policy = evaluator.set.policies[hit.block]
      decision.hidden.insert(
        RefDecision.Hidden(
          policy: policy.name, pattern: evaluator.set.patterns[hit.pattern].name,
          operation: hit.operation.text,
          isKept: hit.operation == .keep || RefText.isKept(hit, by: hits), field: leaf.pointer,
          span: rawRange(hit.range, leaf), view: hit.match.view.name, reading: hit.match.place,
          isEnforced: evaluator.isEnforced(policy)))
    }
  }

  // MARK: - What was split over strings

  /// The pieces that a block finds split over the strings of lists and `json`, by string.
  private func splits(
    _ block: Int, _ decision: inout RefDecision
  ) -> [ObjectIdentifier: [RefHit]] {
    var pieces: [ObjectIdentifier: [RefHit]] = [:]
    for value in containers(redaction(block).paths) {
      let strings = value.leaves.filter { $0.isString && !$0.isName && !$0.text.isEmpty }
      for (pattern, operation) in operations(block)
      where evaluator.set.patterns[pattern].inspected.source.view == .decoded {
        for separator: [UInt8] in [[], [0x20]] {
          let (found, isDecided) = frame.splitMatches(pattern, strings.map(\.text), separator)
          if !isDecided { evaluator.fail(evaluator.set.policies[block], 0, &decision) }
          for (match, ranges) in found {
            for (place, (string, range)) in ranges.enumerated() {
              var piece = match
              piece.range = range
              piece.view = .decoded
              pieces[ObjectIdentifier(strings[string]), default: []].append(
                RefHit(
                  block: block, pattern: pattern, operation: operation, match: piece,
                  isContinued: place > 0, isReported: place == 0))
            }
          }
        }
      }
    }
    return pieces.mapValues(Self.reportedOnce)
  }

  /// Of what begins at one place the first has a finding.
  private static func reportedOnce(_ hits: [RefHit]) -> [RefHit] {
    var known: Set<[Int]> = []
    return hits.map { hit in
      var hit = hit
      if hit.isReported {
        hit.isReported = known.insert([hit.pattern, hit.range.lowerBound]).inserted
      }
      return hit
    }
  }

  /// The lists and objects that paths reach; of the whole line the declared lists and `json`.
  private func containers(_ paths: [CheckedPath]?) -> [RefNode] {
    let steps: [[CheckedPath.Step]]
    if let paths {
      steps = paths.map(\.steps)
    } else {
      steps = evaluator.set.message.fields.compactMap { field in
        switch field.type.wrapped {
        case .list, .json: field.jsonPath.map { .member($0) }
        default: nil
        }
      }
    }
    return steps.flatMap { reach($0[...], frame.root) }
      .filter { $0.elements != nil || $0.members != nil }
  }

  private func operations(_ block: Int) -> [PatternID: RedactionOperation] {
    // A line that names a pattern beats one that names its pack.
    var operations: [PatternID: RedactionOperation] = [:]
    for line in redaction(block).lines where line.namesPack {
      for pattern in line.patterns { operations[pattern] = line.operation }
    }
    for line in redaction(block).lines where !line.namesPack {
      for pattern in line.patterns { operations[pattern] = line.operation }
    }
    return operations
  }

  private func search(_ block: Int, _ text: [UInt8]) -> (found: [RefHit], isDecided: Bool) {
    let operations = operations(block)
    var hits: [RefHit] = []
    var isDecided = true
    for (pattern, operation) in operations {
      let (found, decided) = frame.allMatches(pattern, text)
      isDecided = isDecided && decided
      hits += found.map {
        RefHit(block: block, pattern: pattern, operation: operation, match: $0)
      }
    }
    return (hits, isDecided)
  }

  /// The bytes of the line behind a range of a text.
  private func rawRange(_ range: Range<Int>, _ leaf: RefNode) -> Range<Int> {
    let origins = leaf.origins[range]
    guard let first = origins.first, let last = origins.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  private func conceal(
    _ operation: RedactionOperation, _ bytes: [UInt8], _ span: Range<Int>
  ) -> [UInt8] {
    let keys = evaluator.set.keyNames
    return bytes.withUnsafeBufferPointer { bytes in
      line.withUnsafeBufferPointer { line in
        switch operation {
        case .hash(let key):
          evaluator.concealer.hash(bytes, key: keys.firstIndex(of: key) ?? -1)
        case .encrypt(let key):
          evaluator.concealer.encrypt(
            bytes, key: keys.firstIndex(of: key) ?? -1, line: line, span: span,
            at: Timestamp(microseconds: now))
        case .mask, .remove, .replace, .keep: []
        }
      }
    }
  }

  private func escaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x08: result += Array(#"\b"#.utf8)
      case 0x09: result += Array(#"\t"#.utf8)
      case 0x0A: result += Array(#"\n"#.utf8)
      case 0x0C: result += Array(#"\f"#.utf8)
      case 0x0D: result += Array(#"\r"#.utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        result += Array((#"\u00"# + (digits.count < 2 ? "0" : "") + digits).utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}

extension RedactionOperation {
  var text: String {
    switch self {
    case .mask(keep: 0): "mask"
    case .mask(let keep): "mask keep \(keep)"
    case .remove: "remove"
    case .replace: "replace"
    case .hash(let key): "hash with \(key)"
    case .encrypt(let key): "encrypt with \(key)"
    case .keep: "keep"
    }
  }
}
