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

extension Decision {
  /// The enforced clauses that ask for this verdict or a stricter one, each with the patterns that
  /// they found.
  func rules(from threshold: Verdict) -> [RuleName] { rules(from: threshold, among: reasons) }

  func rules(from threshold: Verdict, among reasons: [Reason]) -> [RuleName] {
    reasons.filter { $0.isEnforced && $0.verdict >= threshold }.flatMap { reason in
      let found = patterns(of: reason)
      return found.isEmpty
        ? [RuleName(reason.rule)] : found.map { RuleName(reason.rule, $0) }
    }
  }

  private func patterns(of reason: Reason) -> [String] {
    let found = findings.filter {
      $0.place == reason.place && $0.use == .clause(reason.clause)
    }
    return Set(found.map(\.pattern)).sorted()
  }

  /// What redactions hid, or would have hidden were the message not withheld.
  var hiddenFindings: [Finding] {
    findings.filter { finding in
      guard case .redaction(_, let isKept) = finding.use else { return false }
      return finding.isEnforced && !isKept
    }
  }
}
