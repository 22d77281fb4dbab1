import WeirChecker
import WeirJSON
import WeirSyntax

extension Tracer {
  /// What an expression gave, as far as it may be told.
  func outcome(
    of node: NodeID, _ representation: Representation, _ frame: inout Frame
  ) -> TraceOutcome {
    switch representation {
    case .bool: return TraceOutcome(frame.bool(node))
    case .int: return number(frame.int(node), node, &frame) { "\($0)" }
    case .float: return number(frame.float(node), node, &frame) { "\($0)" }
    case .text: return text(node, &frame)
    case .network:
      return described(frame.network(node)) { $0.address.isV4 ? "an IPv4 value" : "an IPv6 value" }
    case .raw: return described(frame.raw(node)) { Self.described($0.kind) }
    case .leaves: return .described("strings and numbers")
    }
  }

  private func number<Value>(
    _ outcome: Outcome<Value>, _ node: NodeID, _ frame: inout Frame, _ write: (Value) -> String
  ) -> TraceOutcome {
    switch outcome {
    case .value(let value): isHidden(node, &frame) ? .hidden : .number(write(value))
    case .absent: .absent
    case .failed: .failed
    }
  }

  /// A member of a union is one of the author's own words; of another text only the length is told.
  private func text(_ node: NodeID, _ frame: inout Frame) -> TraceOutcome {
    switch frame.text(node) {
    case .value(let text):
      if isUnion(node, frame.program), !isHidden(node, &frame) {
        return .text(String(decoding: text, as: UTF8.self))
      }
      let count = String(decoding: text, as: UTF8.self).unicodeScalars.count
      return .described("\(count) \(count == 1 ? "character" : "characters")")
    case .absent: return .absent
    case .failed: return .failed
    }
  }

  private func isUnion(_ node: NodeID, _ program: Program) -> Bool {
    guard case .field = program.nodes[node].operation,
      case .union = program.message.fields[Int(program.nodes[node].a)].type
    else { return false }
    return true
  }

  private func described<Value>(
    _ outcome: Outcome<Value>, _ words: (Value) -> String
  ) -> TraceOutcome {
    switch outcome {
    case .value(let value): .described(words(value))
    case .absent: .absent
    case .failed: .failed
    }
  }

  private static func described(_ kind: ValueKind) -> String {
    switch kind {
    case .absent: "nothing"
    case .null: "null"
    case .true, .false: "a truth value"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "a record"
    }
  }

  // MARK: - What redaction hides

  /// Whether a number rests on a value of the line that redaction edited.
  func isHidden(_ node: NodeID, _ frame: inout Frame) -> Bool {
    guard decision.isRedacted else { return false }
    let entry = frame.program.nodes[node]
    switch entry.operation {
    case .field, .member, .element, .variable:
      guard case .value(let value) = frame.raw(node) else { return false }
      return isEdited(value.range)
    case .constant, .window, .matchedText: return false
    case .call:
      // A measure of a text (its length, its entropy) tells nothing of it; a reading of it does.
      let call = frame.program.calls[Int(entry.a)]
      switch call.body {
      case .textToInt, .textToFloat, .textToBool, .choice: return false
      case .textToText, .textToOptionalInt, .textToOptionalFloat, .intToInt, .intsToInt,
        .floatToFloat, .floatsToFloat, .networkToBool, .readJSON, .listCount, .leaves:
        return call.arguments.contains { isHidden($0, &frame) }
      }
    case .letBinding, .coalesce, .convert, .not, .and, .or, .exists, .isNull, .compareInts,
      .compareFloats, .compareIntFloat, .compareTexts, .compareBools, .compareNetworks,
      .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement, .containsField,
      .search,
      .searchRaw, .searchDynamic, .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw,
      .any, .all, .anyLeaf, .allLeaf, .negate, .arithmeticInts, .arithmeticFloats, .widen,
      .divideInts, .score, .listCount:
      return frame.program.operands(of: node).contains { isHidden($0, &frame) }
    }
  }

  func isEdited(_ range: Range<Int>) -> Bool {
    // Findings that were only counted could be anywhere.
    if decision.findingCount > decision.findings.count { return true }
    return decision.findings.contains { finding in
      guard case .redaction(_, isKept: false) = finding.use else { return false }
      return finding.start < range.upperBound && range.lowerBound < finding.end
    }
  }
}
