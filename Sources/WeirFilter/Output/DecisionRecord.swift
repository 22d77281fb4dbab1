import WeirCrypto
import WeirEngine
import WeirProject
import WeirSyntax

/// Writes decisions as JSON objects with members in a fixed order.
///
/// Most messages have nothing under most names, so a record is few values and the runs of bytes
/// between them:
///
///     {"line": 7 ,"verdict":"allow","observed":"allow","time": "2026-…Z" ,"message": {…}
///     ,"malformed":null,"reasons":[], … ,"scores":{},"limits": [{…}] }
///
/// A class, so that handing it on counts one reference and not one for each thing it holds.
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
    text.run(#""line":"#)
    text.value(line.number)
    if decision.verdict == decision.observedVerdict {
      text.run(Self.agreed(decision.verdict))
    } else {
      text.member("verdict", literal: decision.verdict.json)
      text.member("observed", literal: decision.observedVerdict.json)
      text.name("time")
    }
    text.value(decision.time)
    if let fault = decision.malformation { return refusal(fault, line, &text) }
    text.run(#","message":"#)
    if let shown = line.shown { text.value(json: shown.trimmed) } else { text.null() }
    if decision.reasons.isEmpty && decision.findsNothing {
      text.run(#","malformed":null,"reasons":[]"#)
      text.run(Self.nothingFound)
    } else {
      details(decision, line, into: &text)
    }
    limits(decision, &text)
  }

  /// From the verdicts to the time, where what is observed says the same as what is enforced.
  private static func agreed(_ verdict: Verdict) -> StaticString {
    switch verdict {
    case .allow: #","verdict":"allow","observed":"allow","time":"#
    case .flag: #","verdict":"flag","observed":"flag","time":"#
    case .review: #","verdict":"review","observed":"review","time":"#
    case .deny: #","verdict":"deny","observed":"deny","time":"#
    }
  }

  /// The rest of a malformed line's record: no policy was asked.
  private func refusal(_ fault: Malformation, _ line: JudgedLine, _ text: inout JSONBytes) {
    text.run(#","message":null,"malformed":"#)
    malformed(fault, line, &text)
    text.run(#","reasons":[]"#)
    text.run(Self.nothingFound)
    text.literal("[]")
  }

  /// From the findings to the limits, where there is nothing in between.
  private static var nothingFound: StaticString {
    #","findings":[],"findings_total":0,"exceptions":[],"scores":{},"limits":"#
  }

  private func details(_ decision: Decision, _ line: JudgedLine, into text: inout JSONBytes) {
    text.run(#","malformed":null,"reasons":"#)
    reasons(decision, &text)
    if decision.findsNothing { return text.run(Self.nothingFound) }
    text.name("findings")
    findings(decision, line, &text)
    text.name("exceptions")
    exceptions(decision, &text)
    text.name("scores")
    scores(decision, &text)
    text.name("limits")
  }

  func malformed(_ fault: Malformation, _ line: JudgedLine, _ text: inout JSONBytes) {
    if let known = line.fault { return text.value(json: known) }
    describe(fault, line, &text)
  }

  /// What is wrong with a line, and which line it is.
  func describe(_ fault: Malformation, _ line: JudgedLine, _ text: inout JSONBytes) {
    text.open("{")
    text.member("reason", plain: fault.reason.code)
    if let expected = fault.reason.expected {
      text.member("expected", expected)
    }
    text.member("field", mask.shown(fault.field, released: nil))
    text.member("offset", fault.offset)
    text.name("bytes")
    if let length = line.length { text.value(length) } else { text.null() }
    text.name("sha256")
    line.withDigest { digest in
      if let digest { text.value(hex: digest) } else { text.null() }
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
    if finding.view != "raw" { reading(finding.reading, &text) }
    text.member("enforced", finding.isEnforced)
    text.close("}")
  }

  /// The place in what the view reads; in the view `raw` there is no other place.
  private func reading(_ place: Range<Int>, _ text: inout JSONBytes) {
    text.name("reading")
    text.open("{")
    text.member("start", place.lowerBound)
    text.member("end", place.upperBound)
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
  /// Whether there is nothing to say between the reasons and the limits.
  @inline(__always)
  fileprivate var findsNothing: Bool {
    findingCount == 0 && scores.isEmpty && exceptions.isEmpty
  }
}
