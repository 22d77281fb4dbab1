import WeirChecker

/// What random cases have come by, to see that they come by everything.
struct Coverage {
  var seen: [String: Int] = [:]

  static let wanted: Set<String> = Set(
    [
      // Answers.
      "allow", "flag", "review", "deny", "failed clause", "failed policy", "unenforced effect",
      "exception", "limit allows", "limit refuses", "limit never", "kept match",
      "unenforced match", "match in a name", "edited line", "failed redaction",
      "mask", "mask keep", "remove", "replace", "hash with", "encrypt with", "keep",
      "raw match", "folded match", "decoded match",
    ] + ["json", "duplicate", "lookalike", "missing", "wrongType", "undeclared", "future"]
      // Expressions.
      + [
        "constant", "field", "member", "element", "variable", "letBinding", "matchedText", "exists",
        "isNull", "call", "window", "score", "not", "and", "or", "negate", "compare", "arithmetic",
        "widened", "isMember", "isElement", "search", "searchDynamic", "matches", "quantified",
        "coalesce",
      ]
      // Clauses.
      + [
        "when", "except", "shadow", "level", "require", "verdictIf", "add", "above", "validate",
        "redact", "limit", "anomaly", "count", "sum", "distinct", "malformed window",
      ])

  private mutating func see(_ what: String) { seen[what, default: 0] += 1 }

  mutating func add(_ decision: RefDecision, faults: Set<RefFault>) {
    for fault in faults { see(fault.rawValue) }
    if decision.isMalformed { return }
    see("\(decision.verdict)")
    for effect in decision.effects {
      if effect.isFailure { see(effect.clause == 0 ? "failed policy" : "failed clause") }
      if !effect.isEnforced { see("unenforced effect") }
    }
    if !decision.exceptions.isEmpty { see("exception") }
    for limit in decision.limits {
      see(limit.isAllowed ? "limit allows" : "limit refuses")
      if limit.retryAfter == nil { see("limit never") }
    }
    if !decision.hidden.isEmpty { see("edited line") }
    for match in decision.hidden {
      if match.isKept { see("kept match") }
      if !match.isEnforced { see("unenforced match") }
      see("\(match.view) match")
      if match.field.contains("secret1") { see("match in a name") }
      see(match.operation.split(separator: " ").prefix(2).joined(separator: " ").withoutKey)
      let fails = decision.effects.contains { $0.policy == match.policy && $0.isFailure }
      if fails { see("failed redaction") }
    }
  }

  mutating func add(_ set: CheckedSet) {
    for binding in set.lets { add(binding.value) }
    for condition in set.patterns.flatMap(\.conditions) { add(condition) }
    for window in set.windows {
      see(window.countsMalformed ? "malformed window" : window.function.rawValue)
      for part in window.keys + [window.value, window.condition].compactMap(\.self) { add(part) }
    }
    for policy in set.policies {
      see(policy.kind.rawValue)
      if let condition = policy.condition {
        see("when")
        add(condition)
      }
      if policy.mode == .shadow { see("shadow") }
      if policy.level > 1 { see("level") }
      for exception in policy.exceptions {
        see("except")
        add(exception.condition)
      }
      guard case .validate(let rules) = policy.body else { continue }
      for rule in rules { add(rule) }
    }
  }

  private mutating func add(_ rule: CheckedRule) {
    switch rule.kind {
    case .require(let condition):
      see("require")
      add(condition)
    case .verdictIf(let condition):
      see("verdictIf")
      add(condition)
    case .add(_, let condition):
      see("add")
      add(condition)
    case .above: see("above")
    }
  }

  private mutating func add(_ expression: CheckedExpression) {
    see(Mirror(reflecting: expression.kind).children.first?.label ?? "\(expression.kind)")
    for child in expression.parts { add(child) }
  }
}

extension String {
  fileprivate var withoutKey: String {
    for word in ["replace", "mask keep", "hash with", "encrypt with"] where hasPrefix(word) {
      return word
    }
    return self
  }
}

extension CheckedExpression {
  /// The expressions directly inside.
  var parts: [CheckedExpression] {
    switch kind {
    case .constant, .field, .variable, .letBinding, .matchedText, .window, .score: []
    case .member(let a, _), .element(let a, _), .exists(let a), .isNull(let a), .not(let a),
      .negate(let a), .widened(let a), .isMember(let a, _), .search(_, let a, _),
      .matches(let a, _):
      [a]
    case .call(_, let arguments): arguments
    case .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
      .arithmetic(_, let a, let b), .isElement(let a, let b), .searchDynamic(_, let a, let b),
      .quantified(_, _, let a, let b), .coalesce(let a, let b):
      [a, b]
    }
  }
}
