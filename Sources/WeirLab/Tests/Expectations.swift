import WeirChecker
import WeirProject
import WeirSyntax

extension TestRunner {
  /// Nil where the expectation holds.
  func check(
    _ expectation: TestTree.Expectation, _ span: SourceSpan, _ last: JudgedMessage?
  ) -> TestResult.Failure? {
    guard let last else {
      return TestResult.Failure(
        line: line(of: span), expected: self.expected(span), got: "no message before it",
        difference: nil, decision: [])
    }
    guard let got = mismatch(expectation, last) else { return nil }
    return TestResult.Failure(
      line: line(of: span), expected: self.expected(span), got: got.sentence,
      difference: got.difference, decision: DecisionText.lines(last.decision))
  }

  /// The expectation without its first word.
  private func expected(_ span: SourceSpan) -> String {
    let text = written(span)
    return text.hasPrefix("expect ") ? String(text.dropFirst("expect ".count)) : text
  }

  private struct Mismatch {
    var sentence: String
    var difference: (expected: String, got: String)?

    init(_ sentence: String, _ difference: (expected: String, got: String)? = nil) {
      self.sentence = sentence
      self.difference = difference
    }
  }

  private func mismatch(
    _ expectation: TestTree.Expectation, _ last: JudgedMessage
  ) -> Mismatch? {
    let decision = last.decision
    switch expectation {
    case .verdict(let name, let policy): return mismatch(name.verdict, policy?.text, decision)
    case .field(let path, let value): return mismatch(path, value, last)
    case .redacted(let isExpected):
      if decision.isRedacted == isExpected { return nil }
      return Mismatch(decision.isRedacted ? "redacted" : "not redacted")
    case .malformed(let isExpected):
      guard (decision.malformation != nil) != isExpected else { return nil }
      return Mismatch(decision.malformation?.sentence ?? "well-formed")
    case .finding(let name, let isExpected):
      let found = decision.findings.filter { $0.pattern == name.text }
      guard found.isEmpty == isExpected else { return nil }
      if let first = found.first { return Mismatch("found in \(DecisionText.place(of: first))") }
      let others = Set(decision.findings.map(\.pattern)).sorted()
      return Mismatch(
        others.isEmpty ? "nothing was found" : "found only \(others.joined(separator: ", "))")
    }
  }

  private func mismatch(_ verdict: Verdict, _ policy: String?, _ decision: Decision) -> Mismatch? {
    guard decision.verdict == verdict else {
      return Mismatch(decision.verdict.name + DecisionText.authors(of: decision))
    }
    // Of a message that passes every policy says allow, the one that is named too.
    guard let policy, verdict != .allow else { return nil }
    let isBy = decision.reasons.contains {
      $0.isEnforced && $0.verdict == verdict && $0.policy == policy
    }
    return isBy ? nil : Mismatch(verdict.name + DecisionText.authors(of: decision))
  }

  // MARK: - Fields

  private func mismatch(
    _ path: PathTree, _ value: SampleValue, _ last: JudgedMessage
  ) -> Mismatch? {
    guard let tree = last.tree else {
      return Mismatch("the line is no JSON object")
    }
    let (found, type) = look(path, in: tree)
    let writer = SampleWriter(message: set.message, files: source.files, now: TestClock.start)
    let wanted = writer.value(value, type)
    guard let found else {
      return wanted == .null ? nil : Mismatch("\(written(path.span)) is absent")
    }
    // A number that redaction edited is a text, and may be expected as either.
    if found.isSameValue(as: wanted) || found.isSameValue(as: writer.value(value, .json)) {
      return nil
    }
    return Mismatch(
      "\(written(path.span)) == \(found.text)", (expected: wanted.text, got: found.text))
  }

  /// The value at a path of policy names, and the type declared for it.
  private func look(_ path: PathTree, in tree: JSONTree) -> (JSONTree?, ValueType) {
    var value: JSONTree? = tree
    var type = ValueType.record(set.message.shape)
    for step in path.steps {
      switch step {
      case .member(let name):
        if case .record(let shape) = type.wrapped, let field = shape.field(named: name.text) {
          value = value?.member(field.jsonName)
          type = field.type
        } else {
          value = value?.member(name.text)
          type = .json
        }
      case .index(let place, _):
        value = value?.element(Int(clamping: place))
        if case .list(let element) = type.wrapped { type = element } else { type = .json }
      case .everyElement: return (nil, .invalid)
      }
    }
    return (value, type)
  }
}
