import WeirSyntax

extension LintContext {
  /// True where everything that is read can be chosen by whoever writes the message.
  func restsOnUntrusted(_ expression: CheckedExpression) -> Bool {
    var reading = Reading()
    read(expression, into: &reading)
    return !reading.hasHistory && !reading.fields.isEmpty
      && reading.fields.allSatisfy { !set.message.fields[$0].isTrusted }
  }

  func untrustedNote(_ expression: CheckedExpression) -> String {
    var reading = Reading()
    read(expression, into: &reading)
    let names = Set(reading.fields.map { set.message.fields[$0].path.joined(separator: ".") })
    return "\(quotedList(names.sorted())) \(names.count == 1 ? "is" : "are") not `trusted`"
  }

  private struct Reading {
    var fields: Set<FieldID> = []
    /// A window or a score: more than this message speaks.
    var hasHistory = false
    var lets: Set<LetID> = []
  }

  private func read(_ expression: CheckedExpression, into reading: inout Reading) {
    switch expression.kind {
    case .field(let id): reading.fields.insert(id)
    case .window, .score: reading.hasHistory = true
    case .letBinding(let id):
      if reading.lets.insert(id).inserted { read(set.lets[id].value, into: &reading) }
    default: for child in expression.children { read(child, into: &reading) }
    }
  }

  /// `tool.name`; nil for what is no path.
  func pathText(_ expression: CheckedExpression) -> String? {
    switch expression.kind {
    case .field(let id): set.message.fields[id].path.joined(separator: ".")
    case .member(let base, let name): pathText(base).map { "\($0).\(name)" }
    case .element(let base, let index): pathText(base).map { "\($0)[\(index)]" }
    default: nil
    }
  }

  /// What is not there when this optional is empty: a path, or a reading of `json` as one type.
  func absenceText(_ optional: CheckedExpression) -> String? {
    guard let json = optional.converted else { return pathText(optional) }
    return pathText(json).map { "as_…(\($0))" }
  }

  /// Paths that some policy asks for by themselves.
  var requiredPaths: Set<String> {
    var found: Set<String> = []
    for policy in set.policies {
      guard case .validate(let rules) = policy.body else { continue }
      for rule in rules {
        switch rule.kind {
        case .require(let condition):
          for case .exists(let path) in condition.conjuncts.map(\.kind) {
            found.formUnion([pathText(path)].compactMap { $0 })
          }
        case .verdictIf(let condition):
          if case .not(let inner) = condition.kind, case .exists(let path) = inner.kind {
            found.formUnion([pathText(path)].compactMap { $0 })
          }
        case .add, .above: break
        }
      }
    }
    return found
  }

  /// Policies that a test names; a redaction is tested by any look at what it leaves.
  var testedPolicies: Set<String> {
    var found: Set<String> = []
    let redactions = set.policies.filter { $0.kind == .redact }.map(\.name)
    var looksAtEdits = false
    for test in set.tests {
      for case .expect(let expectation) in test.steps.map(\.kind) {
        switch expectation {
        case .verdict(_, let policy): if let policy { found.insert(policy.text) }
        case .field, .redacted, .finding: looksAtEdits = true
        case .malformed: break
        }
      }
    }
    return looksAtEdits ? found.union(redactions) : found
  }
}

extension CheckedExpression {
  /// The `json` that is read as one type here, and gives nothing when it is of another.
  var converted: CheckedExpression? {
    guard case .call(let builtin, let arguments) = kind, builtin.name.hasPrefix("as_"),
      let value = arguments.first, value.type == .json
    else { return nil }
    return value
  }
}
