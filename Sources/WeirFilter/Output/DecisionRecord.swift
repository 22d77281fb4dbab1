import WeirCrypto
import WeirEngine
import WeirProject
import WeirSyntax

/// Writes decisions as JSON objects with members in a fixed order.
///
/// Most messages have nothing under most names, so what is empty is written as one run of bytes.
struct DecisionRecord: Sendable {
  let mask: PointerMask

  /// The members of a decision, without the braces around them.
  func write(
    _ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes
  ) {
    text.member("line", line.number)
    text.member("verdict", literal: decision.verdict.json)
    text.member("observed", literal: decision.observedVerdict.json)
    text.member("time", decision.time)
    text.name("message")
    if let shown = line.shown { text.value(json: shown.trimmed) } else { text.null() }
    text.name("malformed")
    malformed(decision, line, &text)
    text.name("reasons")
    reasons(decision, &text)
    findings(decision, line, &text)
    exceptions(decision, &text)
    text.name("scores")
    scores(decision, &text)
    limits(decision, &text)
  }

  func malformed(
    _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    guard let fault = decision.malformation else { return text.null() }
    text.open("{")
    text.member("reason", fault.reason.code)
    if let expected = fault.reason.expected {
      text.member("expected", expected)
    }
    text.member("field", mask.shown(fault.field, released: nil))
    text.member("offset", fault.offset)
    text.name("bytes")
    if let length = line.length { text.value(length) } else { text.null() }
    text.name("sha256")
    if let digest = line.wholeDigest {
      digest.withUnsafeBytes { text.value(hex: $0) }
    } else {
      text.null()
    }
    text.close("}")
  }

  func reasons(_ decision: Decision, _ text: inout JSONBytes) {
    if decision.reasons.isEmpty { return text.literal("[]") }
    text.open("[")
    for place in decision.reasons.indices { write(decision.reasons[place], &text) }
    text.close("]")
  }

  private func write(_ reason: Reason, _ text: inout JSONBytes) {
    text.open("{")
    text.member("policy", reason.policy)
    text.name("rule")
    text.value(rule: reason.policy, reason.clause)
    text.member("verdict", literal: reason.verdict.json)
    text.member("enforced", reason.isEnforced)
    text.member("failure", reason.isFailure)
    text.member("text", reason.text)
    text.close("}")
  }

  private func findings(
    _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    text.name("findings")
    if decision.findings.isEmpty {
      text.literal("[]")
    } else {
      text.open("[")
      for place in decision.findings.indices { write(place, decision, line, &text) }
      text.close("]")
    }
    text.member("findings_total", decision.findingCount)
  }

  private func write(
    _ place: Int, _ decision: Decision, _ line: JudgedLine,
    _ text: inout JSONBytes
  ) {
    text.open("{")
    head(of: place, decision, line, &text)
    text.member("start", decision.findings[place].start)
    text.member("end", decision.findings[place].end)
    text.member("view", decision.findings[place].view)
    text.member("enforced", decision.findings[place].isEnforced)
    text.close("}")
  }

  /// Which rule found what in which field.
  func head(
    of place: Int, _ decision: Decision, _ line: JudgedLine,
    _ text: inout JSONBytes
  ) {
    let finding = decision.findings[place]
    text.member("policy", finding.policy)
    switch finding.use {
    case .clause(let clause):
      text.name("rule")
      text.value(rule: finding.policy, clause)
    case .redaction(let edit, let isKept):
      text.member("redaction", isKept ? "keep" : edit)
    }
    text.member("pattern", finding.pattern)
    text.name("field")
    // A line that nobody edited shows its own names.
    let isOpen = line.shown != nil && !decision.isRedacted
    text.value(isOpen ? finding.field : mask.shown(finding.field, released: line.shown))
  }
}
