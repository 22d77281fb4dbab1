import WeirCrypto
import WeirEngine
import WeirJSON
import WeirProject

/// Writes decisions as records of the decision log: types, places and keyed hashes, never text.
///
/// A class, so that handing it on counts one reference and not one for each thing it holds.
final class DecisionAudit: Sendable {
  let session: String
  /// The newest of the ring, under which values are hashed.
  private let key: SecretKey
  let writer: DecisionRecord
  let isShadow: Bool
  /// The fields that records show, each with its path into the message.
  private let fields: [(name: String, path: [String])]

  init(
    _ audit: FilterSettings.Audit, _ settings: FilterSettings, _ facts: PolicyFacts,
    _ writer: DecisionRecord
  ) {
    session = settings.session
    key = audit.ring.newest
    self.writer = writer
    isShadow = settings.output == .shadow
    fields = audit.fields.map { name in
      (name, facts.fieldPaths[name] ?? name.split(separator: ".").map(String.init))
    }
  }

  /// One record for one input line, without its tag.
  func write(_ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes) {
    AuditRecord.begin(
      &text, at: line.arrival, sequence: line.record,
      kind: decision.observedVerdict == .allow ? .event : .alert,
      action: Self.action(decision, line), isSuccess: !Self.hasFailed(decision))
    rules(decision, &text)
    text.member("weir.session", session)
    text.member("weir.line", line.number)
    text.member("weir.verdict", literal: decision.verdict.json)
    text.member("weir.observed", literal: decision.observedVerdict.json)
    text.member("weir.enforced", !isShadow)
    if let fault = decision.malformation {
      text.name("weir.malformed")
      writer.malformed(fault, line, &text)
    }
    details(decision, line, &text)
    shownFields(line, &text)
    text.startsAnew()
  }

  private static func action(_ decision: Decision, _ line: JudgedLine) -> StaticString {
    if decision.malformation != nil { return "message-malformed" }
    switch line.outcome {
    case .passed: return decision.isRedacted ? "message-redacted" : "message-passed"
    case .held: return "message-held"
    case .denied: return "message-denied"
    }
  }

  private static func hasFailed(_ decision: Decision) -> Bool {
    if decision.malformation != nil { return true }
    for place in decision.reasons.indices where decision.reasons[place].isFailure { return true }
    return false
  }

  private func rules(_ decision: Decision, _ text: inout JSONBytes) {
    if decision.reasons.isEmpty { return }
    text.name("rule.name")
    text.open("[")
    for place in decision.reasons.indices {
      writer.names.rule(decision.reasons[place].place, decision.reasons[place].clause, &text)
    }
    text.close("]")
    text.name("rule.ruleset")
    text.open("[")
    for place in decision.reasons.indices
    where place == 0 || decision.reasons[place - 1].place != decision.reasons[place].place {
      writer.names.rule(decision.reasons[place].place, 0, &text)
    }
    text.close("]")
  }

  private func details(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
    if !decision.reasons.isEmpty {
      text.name("weir.reasons")
      writer.reasons(decision, &text)
    }
    if decision.findingCount > 0 { findings(decision, line, &text) }
    if !decision.exceptions.isEmpty {
      text.name("weir.exceptions")
      text.open("[")
      for exception in decision.exceptions { text.value(exception.policy) }
      text.close("]")
    }
    if !decision.scores.isEmpty {
      text.name("weir.scores")
      writer.scores(decision, &text)
    }
  }

  private func findings(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
    text.name("weir.findings")
    text.open("[")
    for place in decision.findings.indices {
      let (start, end) = (decision.findings[place].start, decision.findings[place].end)
      writer.head(of: decision.findings[place], decision, line, &text)
      text.member("start", start)
      text.member("length", end - start)
      text.member("view", decision.findings[place].view)
      text.name("hash")
      let last = max(start, min(end, line.received.count))
      text.value(ascii: key.hash(UnsafeBufferPointer(rebasing: line.received[start..<last])))
      text.close("}")
    }
    text.close("]")
    text.member("weir.findings_total", decision.findingCount)
  }

  /// The listed fields of the message as it may be shown.
  private func shownFields(_ line: JudgedLine, _ text: inout JSONBytes) {
    guard !fields.isEmpty, let shown = line.shown?.trimmed else { return }
    let whole = JSONValue(kind: .object, start: 0, end: shown.count)
    text.name("weir.message")
    text.open("{")
    for field in fields {
      var value = whole
      for name in field.path where value.kind != .absent {
        value = value.kind == .object ? value.member(named: name, in: shown) : .absent
      }
      if value.kind == .absent { continue }
      text.name(text: field.name)
      text.value(json: UnsafeBufferPointer(rebasing: shown[value.range]))
    }
    text.close("}")
  }
}
