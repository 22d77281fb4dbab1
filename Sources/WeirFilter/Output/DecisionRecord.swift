import WeirEngine
import WeirProject

/// Writes decisions as JSON objects with members in a fixed order.
struct DecisionRecord {
  let mask: PointerMask

  /// The members of a decision, without the braces around them.
  func write(_ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes) {
    text.member("line", line.number)
    text.member("verdict", decision.verdict.name)
    text.member("observed", decision.observedVerdict.name)
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

  func malformed(_ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes) {
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
    text.member("sha256", line.digestText)
    text.close("}")
  }

  func reasons(_ decision: Decision, _ text: inout JSONBytes) {
    text.open("[")
    for reason in decision.reasons {
      text.open("{")
      text.member("policy", reason.policy)
      text.member("rule", reason.rule)
      text.member("verdict", reason.verdict.name)
      text.member("enforced", reason.isEnforced)
      text.member("failure", reason.isFailure)
      text.member("text", reason.text)
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
      text.member("start", finding.start)
      text.member("end", finding.end)
      text.member("view", finding.view)
      text.member("enforced", finding.isEnforced)
      text.close("}")
    }
    text.close("]")
    text.member("findings_total", decision.findingCount)
  }

  /// Which rule found what in which field.
  func head(
    of finding: Finding, _ decision: Decision, _ line: JudgedLine, _ text: inout JSONBytes
  ) {
    text.member("policy", finding.policy)
    switch finding.use {
    case .clause(let clause):
      text.member("rule", clause == 0 ? finding.policy : "\(finding.policy):\(clause)")
    case .redaction(let edit, let isKept):
      text.member("redaction", isKept ? "keep" : edit)
    }
    text.member("pattern", finding.pattern)
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
      text.member("policy", exception.policy)
      text.member("because", exception.because)
      text.close("}")
    }
    text.close("]")
  }

  func scores(_ decision: Decision, _ text: inout JSONBytes) {
    text.open("{")
    for score in decision.scores {
      text.name(score.model)
      text.open("{")
      text.member("value", score.value)
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
      text.member("policy", limit.policy)
      text.member("allowed", limit.isAllowed)
      text.member("remaining", limit.remaining)
      text.name("retry_after_ms")
      // Rounded up, so that who waits that long has waited long enough.
      if let wait = limit.retryAfter {
        text.value(wait / 1000 + (wait % 1000 > 0 ? 1 : 0))
      } else {
        text.null()
      }
      text.member("overflow", limit.isOverflow)
      text.close("}")
    }
    text.close("]")
  }
}
