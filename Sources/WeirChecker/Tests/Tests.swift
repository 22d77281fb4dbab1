import WeirSyntax

extension Checker {
  /// Checks that a test speaks of what exists; running it is not the checker's.
  func checkTest(_ test: TestTree, in scope: Scope) {
    let errorsBefore = errorCount
    var hasMessage = false
    var hasExpectation = false
    for step in test.steps {
      switch step.kind {
      case .message(let sample):
        hasMessage = true
        checkMembers(sample.members, scope.shape, "the message", scope)
        checkTiming(sample.timing)
      case .line(_, let timing):
        hasMessage = true
        checkTiming(timing)
      case .given(let model, let score):
        _ = modelID(model, in: scope)
        _ = constantFloat(score, 0...1, "a score")
      case .level(let level): _ = constantInt(level, 1...4, "a level")
      case .expect(let expectation):
        hasExpectation = true
        checkExpectation(expectation, scope)
      }
    }
    if !hasMessage { reportIncomplete(test, "no message", "message { … }") }
    if !hasExpectation { reportIncomplete(test, "no expectation", "expect deny") }
    if errorCount == errorsBefore {
      tests.append(CheckedTest(title: test.title.value, steps: test.steps, span: test.span))
    }
  }

  private func reportIncomplete(_ test: TestTree, _ what: String, _ example: String) {
    reportAbsent(
      CheckCodes.incompleteTest, "this test has \(what)", test.title.span, "it can't fail",
      in: test.span, help: "add `\(example)`")
  }

  private func checkTiming(_ timing: TestTree.Timing) {
    if let times = timing.times { _ = constantInt(times, 1...100_000, "how often it is sent") }
    if let after = timing.after {
      _ = constantDuration(after, "the time that passes", allowsZero: true)
    }
    if let at = timing.at { _ = constantTime(at, "when it arrives") }
  }

  private func checkExpectation(_ expectation: TestTree.Expectation, _ scope: Scope) {
    switch expectation {
    case .verdict(_, let policy): if let policy { checkPolicyName(policy, scope) }
    case .field(let path, _): checkExpectedPath(path, scope)
    case .finding(let name, _): checkFinding(name, scope)
    case .redacted, .malformed: break
    }
  }

  private func checkExpectedPath(_ path: PathTree, _ scope: Scope) {
    for case .everyElement(let span) in path.steps {
      return report(
        CheckCodes.outOfRange, "a test looks at one value", span, "`[*]` stands for many",
        help: "write its place: `[0]`")
    }
    _ = checkPath(path, scope, forRedaction: false)
  }

  private func checkPolicyName(_ name: QualifiedName, _ scope: Scope) {
    let known = scope.knownPolicies ?? policyNames(in: scope)
    scope.knownPolicies = known
    guard !known.contains(name.text) else { return }
    reportUnknown(
      Name(name.parts.last?.text ?? "", name.span), "unknown policy `\(name.text)`",
      "no policy of this set has this name", help: didYouMean(name.text, known))
  }

  private func policyNames(in scope: Scope) -> Set<String> {
    var known = Set(scope.policies.map(\.name.text))
    for pack in scope === root ? appliedPacks() : scope.applied {
      known.formUnion(pack.policies.map { pack.qualified($0.name.text) })
    }
    return known
  }

  private func checkFinding(_ name: QualifiedName, _ scope: Scope) {
    guard let found = patternIDs(name, in: scope), found.namesPack else { return }
    report(
      CheckCodes.wrongSort, "`\(name.text)` is a pack, not a pattern", name.span,
      "a finding names one pattern", help: "write `\(name.text).…`")
  }
}
