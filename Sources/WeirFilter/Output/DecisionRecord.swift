import WeirCrypto
import WeirEngine
import WeirProject
import WeirSyntax

/// Writes decisions as JSON objects with members in a fixed order.
///
/// Most messages have nothing under most names, so what is empty is written as one run of bytes. A
/// class, so that handing it on counts one reference and not one for each thing it holds.
final class DecisionRecord: Sendable {
  let mask: PointerMask
  let names: RecordNames

  init(mask: PointerMask, names: RecordNames) {
    self.mask = mask
    self.names = names
  }

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
    if decision.saysLittle {
      text.literal(Self.empty)
    } else {
      details(decision, line, into: &text)
    }
    text.name("limits")
    limits(decision, &text)
  }

  /// What ``details(_:_:into:)`` writes where there are none.
  private static let empty: StaticString = """
    "malformed":null,"reasons":[],"findings":[],"findings_total":0,"exceptions":[],"scores":{}
    """

  private func details(_ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes) {
    text.name("malformed")
    malformed(decision, line, &text)
    text.name("reasons")
    reasons(decision, &text)
    text.name("findings")
    findings(decision, line, &text)
    text.name("exceptions")
    exceptions(decision, &text)
    text.name("scores")
    scores(decision, &text)
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
    names.openRule(reason.place, reason.clause, &text)
    text.member("verdict", literal: reason.verdict.json)
    text.member("enforced", reason.isEnforced)
    text.member("failure", reason.isFailure)
    text.member("text", reason.text)
    text.close("}")
  }

  private func findings(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
    if decision.findings.isEmpty {
      text.literal("[]")
    } else {
      text.open("[")
      for place in decision.findings.indices {
        write(decision.findings[place], decision, line, &text)
      }
      text.close("]")
    }
    text.member("findings_total", decision.findingCount)
  }

  private func write(
    _ finding: Finding, _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    head(of: finding, decision, line, &text)
    text.member("start", finding.start)
    text.member("end", finding.end)
    text.member("view", finding.view)
    text.member("enforced", finding.isEnforced)
    text.close("}")
  }

  /// Begins an object with which rule found what in which field.
  func head(
    of finding: Finding, _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    switch finding.use {
    case .clause(let clause): names.openRule(finding.place, clause, &text)
    case .redaction(let edit, let isKept):
      names.openPolicy(finding.place, &text)
      text.member("redaction", isKept ? "keep" : edit)
    }
    names.pattern(finding.patternPlace, &text)
    text.name("field")
    // A line that nobody edited shows its own names.
    let isOpen = line.shown != nil && !decision.isRedacted
    text.value(isOpen ? finding.field : mask.shown(finding.field, released: line.shown))
  }
}

extension Decision {
  /// Whether there is nothing to say but the verdict and the limits.
  fileprivate var saysLittle: Bool {
    reasons.isEmpty && findingCount == 0 && scores.isEmpty && exceptions.isEmpty
      && malformation == nil
  }
}
