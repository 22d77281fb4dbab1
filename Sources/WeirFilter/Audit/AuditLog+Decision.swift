import WeirCrypto
import WeirEngine
import WeirJSON

extension AuditLog {
  /// One record for one input line: types, places and keyed hashes, never text.
  mutating func record(
    _ decision: Decision, _ line: JudgedLine, _ facts: PolicyFacts, _ writer: DecisionRecord,
    session: String, isShadow: Bool, at arrival: Timestamp
  ) {
    begin(
      action(decision, line), kind: decision.observedVerdict == .allow ? "event" : "alert",
      outcome: isJudged(decision) ? "success" : "failure", at: arrival)
    rules(decision)
    file.text.member("weir.session", session)
    file.text.member("weir.line", line.number)
    file.text.member("weir.verdict", decision.verdict.name)
    file.text.member("weir.observed", decision.observedVerdict.name)
    file.text.member("weir.enforced", !isShadow)
    if decision.malformation != nil {
      file.text.name("weir.malformed")
      writer.malformed(decision, line, &file.text)
    }
    details(decision, line, writer)
    fields(line, facts)
    end()
  }

  private func action(_ decision: Decision, _ line: JudgedLine) -> String {
    if decision.malformation != nil { return "message-malformed" }
    switch line.outcome {
    case .passed: return decision.isRedacted ? "message-redacted" : "message-passed"
    case .held: return "message-held"
    case .denied: return "message-denied"
    }
  }

  private func isJudged(_ decision: Decision) -> Bool {
    decision.malformation == nil && !decision.reasons.contains { $0.isFailure }
  }

  private mutating func rules(_ decision: Decision) {
    if decision.reasons.isEmpty { return }
    file.text.name("rule.name")
    file.text.open("[")
    for reason in decision.reasons { file.text.value(reason.rule) }
    file.text.close("]")
    file.text.name("rule.ruleset")
    file.text.open("[")
    for (place, reason) in decision.reasons.enumerated()
    where place == 0 || decision.reasons[place - 1].policy != reason.policy {
      file.text.value(reason.policy)
    }
    file.text.close("]")
  }

  private mutating func details(_ decision: Decision, _ line: JudgedLine, _ writer: DecisionRecord)
  {
    if !decision.reasons.isEmpty {
      file.text.name("weir.reasons")
      writer.reasons(decision, &file.text)
    }
    if decision.findingCount > 0 { findings(decision, line, writer) }
    if !decision.exceptions.isEmpty {
      file.text.name("weir.exceptions")
      file.text.open("[")
      for exception in decision.exceptions { file.text.value(exception.policy) }
      file.text.close("]")
    }
    if !decision.scores.isEmpty {
      file.text.name("weir.scores")
      writer.scores(decision, &file.text)
    }
  }

  private mutating func findings(
    _ decision: Decision, _ line: JudgedLine, _ writer: DecisionRecord
  ) {
    file.text.name("weir.findings")
    file.text.open("[")
    for finding in decision.findings {
      file.text.open("{")
      writer.head(of: finding, decision, line, &file.text)
      file.text.member("start", finding.start)
      file.text.member("length", finding.end - finding.start)
      file.text.name("hash")
      let span = UnsafeBufferPointer(
        rebasing: line.received[
          finding.start..<max(finding.start, min(finding.end, line.received.count))])
      file.text.value(ascii: settings.ring.hash(span))
      file.text.close("}")
    }
    file.text.close("]")
    file.text.member("weir.findings_total", decision.findingCount)
  }

  /// The listed fields of the message as it may be shown.
  private mutating func fields(_ line: JudgedLine, _ facts: PolicyFacts) {
    guard let shown = line.shown?.trimmed, !settings.fields.isEmpty else { return }
    let whole = JSONValue(kind: .object, start: 0, end: shown.count)
    file.text.name("weir.message")
    file.text.open("{")
    for field in settings.fields {
      let path = facts.fieldPaths[field] ?? field.split(separator: ".").map(String.init)
      var value = whole
      for name in path where value.kind != .absent {
        value = value.kind == .object ? value.member(named: name, in: shown) : .absent
      }
      if value.kind == .absent { continue }
      file.text.name(field)
      file.text.value(json: UnsafeBufferPointer(rebasing: shown[value.range]))
    }
    file.text.close("}")
  }
}
