import WeirEngine
import WeirProject

/// What became of the lines. `passed + held + denied == lines`, always.
public struct FilterTally: Sendable, Equatable {
  public internal(set) var lines = 0
  /// May pass: `allow` and `flag`.
  public internal(set) var passed = 0
  public internal(set) var held = 0
  public internal(set) var denied = 0
  /// Of those passed: flagged for somebody to see.
  public internal(set) var flagged = 0
  /// Of all: redaction changed the line.
  public internal(set) var redacted = 0
  /// Of all: no message of the schema.
  public internal(set) var malformed = 0
  /// Of all: decided otherwise if observed policies were enforced.
  public internal(set) var observedStricter = 0
  /// Of all: a clause could not be judged and its declared answer counted.
  public internal(set) var failures = 0
  public internal(set) var findings = 0
  /// Of all: a limit's key shared the overflow bucket.
  public internal(set) var overflowed = 0
  /// Lines passed on that the reader of the output did not take.
  public internal(set) var undelivered = 0
  private var faults = FaultCounts()
  /// Uses by policy and the author's words.
  public internal(set) var exceptions: [String: Int] = [:]

  /// Of the malformed: by reason and field.
  public var malformedReasons: [String: Int] { faults.byWords }

  mutating func count(_ decision: Decision, _ outcome: JudgedLine.Outcome, _ mask: PointerMask) {
    lines += 1
    switch outcome {
    case .passed: passed += 1
    case .held: held += 1
    case .denied: denied += 1
    }
    if decision.verdict == .flag { flagged += 1 }
    if decision.isRedacted { redacted += 1 }
    if decision.observedVerdict != decision.verdict { observedStricter += 1 }
    findings += decision.findingCount
    if let fault = decision.malformation {
      malformed += 1
      faults.add(fault, mask)
    }
    if !decision.exceptions.isEmpty { note(decision.exceptions) }
    for place in decision.reasons.indices where decision.reasons[place].isFailure {
      failures += 1
      break
    }
    for place in decision.limits.indices where decision.limits[place].isOverflow {
      overflowed += 1
      break
    }
  }

  private mutating func note(_ uses: [ExceptionUse]) {
    for use in uses { exceptions["\(use.policy) (\(use.because))", default: 0] += 1 }
  }

  /// Adds the counts of the lines that came next.
  mutating func add(_ next: FilterTally) {
    lines += next.lines
    passed += next.passed
    held += next.held
    denied += next.denied
    flagged += next.flagged
    redacted += next.redacted
    malformed += next.malformed
    observedStricter += next.observedStricter
    failures += next.failures
    findings += next.findings
    overflowed += next.overflowed
    if next.malformed > 0 { faults.add(next.faults) }
    for (exception, number) in next.exceptions { exceptions[exception, default: 0] += number }
  }

  // MARK: - For people

  /// Several lines, each with a line end.
  func summary(microseconds: Int64) -> String {
    var text = "weir: \(Wording.plural(lines, "line")) in \(Wording.duration(microseconds)): "
    text += "\(Wording.count(passed)) passed, \(Wording.count(held)) held, "
    text += "\(Wording.count(denied)) denied\n"
    var details: [String] = []
    func add(_ number: Int, _ words: String) {
      if number > 0 { details.append("\(Wording.count(number)) \(words)") }
    }
    add(flagged, "flagged")
    add(redacted, "redacted")
    add(malformed, "malformed")
    add(findings, findings == 1 ? "finding" : "findings")
    add(failures, "with a clause that failed")
    add(observedStricter, "stricter if all were enforced")
    add(overflowed, "in a limit's overflow bucket")
    add(undelivered, "undelivered")
    if !details.isEmpty { text += "  " + details.joined(separator: ", ") + "\n" }
    text += Self.ranked("malformed", malformedReasons)
    text += Self.ranked("excepted", exceptions)
    return text
  }

  private static func ranked(_ title: String, _ counts: [String: Int]) -> String {
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var text = ""
    for (name, count) in ranked.prefix(FilterLimits.summaryReasonsMax) {
      text += "  \(title): \(Wording.count(count)) \(name)\n"
    }
    let rest = ranked.dropFirst(FilterLimits.summaryReasonsMax).reduce(0) { $0 + $1.value }
    if rest > 0 { text += "  \(title): \(Wording.count(rest)) others\n" }
    return text
  }
}
