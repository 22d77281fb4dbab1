import WeirSyntax

@testable import WeirEngine

/// What the two evaluators must agree on.
struct RefDecision: Equatable {
  struct Effect: Hashable {
    var policy: String
    var clause: Int
    var verdict: Verdict
    var isFailure: Bool
    var isEnforced: Bool
    var text: String?
  }
  struct Hidden: Hashable {
    var policy: String
    var pattern: String
    var operation: String
    var isKept: Bool
    var field: String
    var span: Range<Int>
    var view: String
    var reading: Range<Int>
    var isEnforced: Bool
  }
  struct Reading: Hashable {
    var policy: String
    var isAllowed: Bool
    var remaining: Int64
    var retryAfter: Int64?
  }
  var verdict = Verdict.allow
  var observed = Verdict.allow
  var isMalformed = false
  var effects: Set<Effect> = []
  var hidden: Set<Hidden> = []
  var exceptions: Set<String> = []
  var limits: Set<Reading> = []
  var time: Int64 = 0
  var message: [UInt8] = []

  init() {}

  /// What the engine decided, in the same terms.
  init(_ decision: Decision) {
    verdict = decision.verdict
    observed = decision.observedVerdict
    isMalformed = decision.malformation != nil
    for reason in decision.reasons {
      effects.insert(
        Effect(
          policy: reason.policy, clause: reason.clause, verdict: reason.verdict,
          isFailure: reason.isFailure, isEnforced: reason.isEnforced, text: reason.text))
    }
    for finding in decision.findings {
      guard case .redaction(let operation, let isKept) = finding.use else { continue }
      hidden.insert(
        Hidden(
          policy: finding.policy, pattern: finding.pattern, operation: operation, isKept: isKept,
          field: finding.field, span: finding.start..<finding.end, view: finding.view,
          reading: finding.reading, isEnforced: finding.isEnforced))
    }
    exceptions = Set(decision.exceptions.map { "\($0.policy): \($0.because)" })
    limits = Set(
      decision.limits.map {
        Reading(
          policy: decision.policy(of: $0), isAllowed: $0.isAllowed, remaining: $0.remaining,
          retryAfter: $0.retryAfter)
      })
    time = decision.time.microseconds
    message = decision.message
  }
}

extension RefFault {
  init(_ reason: Malformation.Reason) {
    switch reason {
    case .json(.duplicateName): self = .duplicate
    case .json(.lookalikeName): self = .lookalike
    case .json: self = .json
    case .missing: self = .missing
    case .wrongType: self = .wrongType
    case .undeclared: self = .undeclared
    case .future: self = .future
    }
  }
}

extension RefDecision: CustomStringConvertible {
  var description: String {
    var lines = ["\(verdict)\(isMalformed ? " malformed" : "") observed \(observed) at \(time)"]
    lines += effects.map {
      "  \($0.policy):\($0.clause) \($0.verdict)\($0.isFailure ? "!" : "")"
        + "\($0.isEnforced ? "" : "~") \($0.text ?? "")"
    }.sorted()
    lines += hidden.map {
      "  \($0.policy) \($0.pattern) -> \($0.operation) \($0.field) \($0.span) \($0.view)"
        + "\($0.isKept ? " kept" : "")\($0.isEnforced ? "" : "~")"
    }.sorted()
    lines += exceptions.map { "  except \($0)" }.sorted()
    lines += limits.map {
      "  \($0.policy) \($0.isAllowed) \($0.remaining) \($0.retryAfter.map(String.init) ?? "never")"
    }.sorted()
    return (lines + ["  " + String(decoding: message, as: UTF8.self)]).joined(separator: "\n")
  }
}
