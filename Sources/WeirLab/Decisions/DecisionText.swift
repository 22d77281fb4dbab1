import WeirEngine
import WeirProject
import WeirSyntax

/// A decision in words, for people: verdict, reasons, findings, limits, scores, exceptions.
///
/// Says where and how much, and of the message itself only what redaction left.
public enum DecisionText {
  /// The decision as a small tree: the verdict first, then one line for each thing that made it.
  public static func lines(_ decision: Decision) -> [String] {
    let facts = self.facts(decision)
    return [headline(decision)]
      + facts.enumerated().map { place, fact in
        (place == facts.count - 1 ? "└─ " : "├─ ") + fact
      }
  }

  static func headline(_ decision: Decision) -> String {
    var line = decision.verdict.name
    if decision.observedVerdict != decision.verdict {
      line += " (\(decision.observedVerdict.name) if observed policies were enforced)"
    }
    return line
  }

  private static func facts(_ decision: Decision) -> [String] {
    if let malformation = decision.malformation { return [malformation.sentence] }
    var facts = decision.reasons.map(sentence)
    facts += decision.exceptions.map { "except   \($0.policy): \($0.because)" }
    facts += decision.findings.map { finding in
      "finding  \(finding.pattern) in \(place(of: finding))\(reading(of: finding))\(use(of: finding))"
    }
    let hidden = decision.findingCount - decision.findings.count
    if hidden > 0 { facts.append("finding  \(hidden) more") }
    facts += decision.limits.map { "limit    \(decision.policy(of: $0)): \(words($0))" }
    facts += decision.scores.map(sentence)
    if decision.isRedacted {
      facts.append("message  \(String(decoding: decision.message, as: UTF8.self))")
    }
    return facts
  }

  private static func sentence(_ reason: Reason) -> String {
    let verdict = reason.verdict.name
    var line = verdict + String(repeating: " ", count: 9 - verdict.count) + reason.rule
    if reason.isFailure { line += ": could not be judged, `on error` answers" }
    if let text = reason.text { line += ": \(text)" }
    return line + (reason.isEnforced ? "" : " (observed, not enforced)")
  }

  static func place(of finding: Finding) -> String {
    "\(finding.field) at bytes \(finding.start)..<\(finding.end)"
      + (finding.view == "raw" ? "" : " through view \(finding.view)")
  }

  /// Where it stands in what its view reads; the words themselves may be what redaction hides.
  private static func reading(of finding: Finding) -> String {
    guard finding.view != "raw" else { return "" }
    let place = finding.reading
    return ", at \(place.lowerBound)..<\(place.upperBound) of what that reads"
  }

  private static func use(of finding: Finding) -> String {
    switch finding.use {
    case .clause(let clause): " (\(finding.policy):\(clause))"
    case .redaction(let operation, let isKept):
      " (\(finding.policy): \(isKept ? "kept" : operation))"
    }
  }

  /// What is left of a limit, or when it passes again.
  static func words(_ limit: LimitReading) -> String {
    var line = limit.isAllowed ? "\(limit.remaining) left" : "used up"
    if !limit.isAllowed, let wait = limit.retryAfter {
      line += ", passes again in \(TimeText.duration(microseconds: wait))"
    } else if !limit.isAllowed {
      line += ", costs more than it ever holds"
    }
    return line + (limit.isOverflow ? " (shared by newcomers)" : "")
  }

  private static func sentence(_ score: Score) -> String {
    let features = score.features.isEmpty ? "" : " by \(score.features.joined(separator: ", "))"
    return "score    \(score.model) \(rounded(score.value))\(features)"
  }

  /// Who asked for the verdict: ` by per_user, tools`.
  static func authors(of decision: Decision) -> String {
    if let malformation = decision.malformation { return ": \(malformation.sentence)" }
    var names: [String] = []
    for reason in decision.reasons where reason.isEnforced && reason.verdict == decision.verdict {
      if !names.contains(reason.policy) { names.append(reason.policy) }
    }
    return names.isEmpty ? "" : " by \(names.joined(separator: ", "))"
  }

  /// Three digits after the point, without trailing zeros.
  public static func rounded(_ value: Double) -> String {
    let text = "\((value * 1000).rounded() / 1000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
