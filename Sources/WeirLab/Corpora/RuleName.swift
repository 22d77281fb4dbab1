import WeirChecker
import WeirProject

/// What a finding is counted under: a clause, or a policy that redacts, and a pattern that it found.
public struct RuleName: Hashable, Sendable, Comparable {
  /// As findings name it: `prompt_injection:2`, or a policy alone.
  public var rule: String
  /// Nil where the clause looks for none.
  public var pattern: String?

  public init(_ rule: String, _ pattern: String? = nil) {
    self.rule = rule
    self.pattern = pattern
  }

  public var text: String { rule + (pattern.map { " \($0)" } ?? "") }

  public static func < (a: RuleName, b: RuleName) -> Bool {
    (a.rule, a.pattern ?? "") < (b.rule, b.pattern ?? "")
  }
}

/// Names what a decision rests on.
struct RuleNames: Sendable {
  /// Clauses that compare a sum; their findings are those of the clauses that add to it.
  private let sums: Set<String>

  init(_ set: CheckedSet) {
    var sums: Set<String> = []
    for policy in set.policies {
      guard case .validate(let rules) = policy.body else { continue }
      for (place, rule) in rules.enumerated() {
        if case .above = rule.kind { sums.insert("\(policy.name):\(place + 1)") }
      }
    }
    self.sums = sums
  }

  /// The clauses that ask for this verdict or a stricter one and are enforced, each with the patterns
  /// that were found for it.
  func rules(_ decision: Decision, from threshold: Verdict) -> [RuleName] {
    rules(decision, from: threshold, among: decision.reasons)
  }

  func rules(
    _ decision: Decision, from threshold: Verdict, among reasons: [Reason]
  ) -> [RuleName] {
    reasons.filter { $0.isEnforced && $0.verdict >= threshold }.flatMap { reason in
      let patterns = Set(findings(of: reason, in: decision).map(\.pattern)).sorted()
      return patterns.isEmpty
        ? [RuleName(reason.rule)] : patterns.map { RuleName(reason.rule, $0) }
    }
  }

  private func findings(of reason: Reason, in decision: Decision) -> [Finding] {
    let ofPolicy = decision.findings.filter { $0.place == reason.place }
    guard sums.contains(reason.rule) else {
      return ofPolicy.filter { $0.use == .clause(reason.clause) }
    }
    let clauses = Set(decision.reasons.filter { $0.place == reason.place }.map(\.clause))
    return ofPolicy.filter { finding in
      guard case .clause(let clause) = finding.use else { return false }
      return !clauses.contains(clause)
    }
  }

  /// The first thing that was found for a rule.
  func finding(of name: RuleName, in decision: Decision) -> Finding? {
    let found =
      decision.hiddenFindings.filter { $0.policy == name.rule }
      + decision.reasons.filter { $0.rule == name.rule }.flatMap { findings(of: $0, in: decision) }
    return found.first { $0.pattern == name.pattern }
  }
}

extension Decision {
  /// What redactions hid, or would have hidden were the message not withheld.
  var hiddenFindings: [Finding] {
    findings.filter { finding in
      guard case .redaction(_, let isKept) = finding.use else { return false }
      return finding.isEnforced && !isKept
    }
  }
}
