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

  @inline(__always)
  private func write(_ limit: LimitReading, _ text: inout JSONBytes) {
    names.openPolicy(limit.place, &text)
    if limit.isAllowed {
      text.run(#","allowed":true,"remaining":"#)
    } else {
      text.run(#","allowed":false,"remaining":"#)
    }
    text.value(limit.remaining)
    text.run(#","retry_after_ms":"#)
    if let wait = limit.retryAfter {
      // Rounded up, so that who waits that long has waited long enough.
      text.value(wait / 1000 + (wait % 1000 > 0 ? 1 : 0))
    } else {
      text.null()
    }
    text.run(#","overflow":"#)
    text.value(limit.isOverflow)
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
