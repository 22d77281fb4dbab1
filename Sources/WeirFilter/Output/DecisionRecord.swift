import WeirEngine
import WeirProject

/// Writes decisions as JSON objects with members in a fixed order.
struct DecisionRecord {
  let mask: PointerMask

  /// The members of a decision, without the braces around them.
  func write(_ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes) {
    text.name("line")
    text.value(line.number)
    text.name("verdict")
    text.value(decision.verdict.name)
    text.name("observed")
    text.value(decision.observedVerdict.name)
    text.name("time")
    text.value(decision.time)
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

  func malformed(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
    guard let fault = decision.malformation else { return text.null() }
    text.open("{")
    text.name("reason")
    text.value(fault.reason.code)
    if let expected = fault.reason.expected {
      text.name("expected")
      text.value(expected)
    }
    text.name("field")
    text.value(mask.shown(fault.field, released: nil))
    text.name("offset")
    text.value(fault.offset)
    text.name("bytes")
    if let length = line.length { text.value(length) } else { text.null() }
    text.name("sha256")
    text.value(line.digestText)
    text.close("}")
  }

  func reasons(_ decision: Decision, _ text: inout JSONBytes) {
    text.open("[")
    for reason in decision.reasons {
      text.open("{")
      text.name("policy")
      text.value(reason.policy)
      text.name("rule")
      text.value(reason.rule)
      text.name("verdict")
      text.value(reason.verdict.name)
      text.name("enforced")
      text.value(reason.isEnforced)
      text.name("failure")
      text.value(reason.isFailure)
      text.name("text")
      text.value(reason.text)
      text.close("}")
    }
    text.close("]")
  }

  private func findings(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
    text.name("findings")
    text.open("[")
    for finding in decision.findings {
      text.open("{")
      head(of: finding, decision, line, &text)
      text.name("start")
      text.value(finding.start)
      text.name("end")
      text.value(finding.end)
      text.name("view")
      text.value(finding.view)
      text.name("enforced")
      text.value(finding.isEnforced)
      text.close("}")
    }
    text.close("]")
    text.name("findings_total")
    text.value(decision.findingCount)
  }

  /// Which rule found what in which field.
  func head(
    of finding: Finding, _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    text.name("policy")
    text.value(finding.policy)
    switch finding.use {
    case .clause(let clause):
      text.name("rule")
      text.value(clause == 0 ? finding.policy : "\(finding.policy):\(clause)")
    case .redaction(let edit, let isKept):
      text.name("redaction")
      text.value(isKept ? "keep" : edit)
    }
    text.name("pattern")
    text.value(finding.pattern)
    text.name("field")
    // A line that nobody edited shows its own names.
    let isOpen = line.shown != nil && !decision.isRedacted
    text.value(isOpen ? finding.field : mask.shown(finding.field, released: line.shown))
  }

  private func exceptions(_ decision: Decision, _ text: inout JSONBytes) {
    text.name("exceptions")
    text.open("[")
    for exception in decision.exceptions {
      text.open("{")
      text.name("policy")
      text.value(exception.policy)
      text.name("because")
      text.value(exception.because)
      text.close("}")
    }
    text.close("]")
  }

  func scores(_ decision: Decision, _ text: inout JSONBytes) {
    text.open("{")
    for score in decision.scores {
      text.name(score.model)
      text.open("{")
      text.name("value")
      text.value(score.value)
      text.name("features")
      text.open("[")
      for feature in score.features { text.value(feature) }
      text.close("]")
      text.close("}")
    }
    text.close("}")
  }

  private func limits(_ decision: Decision, _ text: inout JSONBytes) {
    text.name("limits")
    text.open("[")
    for limit in decision.limits {
      text.open("{")
      text.name("policy")
      text.value(limit.policy)
      text.name("allowed")
      text.value(limit.isAllowed)
      text.name("remaining")
      text.value(limit.remaining)
      text.name("retry_after_ms")
      // Rounded up, so that who waits that long has waited long enough.
      if let wait = limit.retryAfter {
        text.value(wait / 1000 + (wait % 1000 > 0 ? 1 : 0))
      } else {
        text.null()
      }
      text.name("overflow")
      text.value(limit.isOverflow)
      text.close("}")
    }
    text.close("]")
  }
}
