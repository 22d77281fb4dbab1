import WeirEngine
import WeirProject
import WeirSyntax

/// What stands in a record besides reasons and findings.
extension DecisionRecord {
  func exceptions(_ decision: Decision, _ text: inout JSONBytes) {
    if decision.exceptions.isEmpty { return text.literal("[]") }
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
    if decision.scores.isEmpty { return text.literal("{}") }
    text.open("{")
    for score in decision.scores {
      text.name(text: score.model)
      text.open("{")
      text.member("value", score.value)
      text.member("features", score.features)
      text.close("}")
    }
    text.close("}")
  }

  func limits(_ decision: Decision, _ text: inout JSONBytes) {
    if decision.limits.isEmpty { return text.literal("[]") }
    text.open("[")
    for place in decision.limits.indices { write(decision.limits[place], &text) }
    text.close("]")
  }

  private func write(_ limit: LimitReading, _ text: inout JSONBytes) {
    names.openPolicy(limit.place, &text)
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
}

extension Verdict {
  /// The name as JSON.
  var json: StaticString {
    switch self {
    case .allow: "\"allow\""
    case .flag: "\"flag\""
    case .review: "\"review\""
    case .deny: "\"deny\""
    }
  }
}
