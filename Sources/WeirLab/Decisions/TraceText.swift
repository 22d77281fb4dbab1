import WeirEngine
import WeirProject
import WeirSyntax

/// A decision and its trace as one tree: every policy, what of it matched and why.
public struct TraceText {
  private let decision: Decision
  private let trace: Trace
  private let files: [SourceFile]

  /// - Parameter files: those that the trace's spans point into.
  public init(_ decision: Decision, _ trace: Trace, files: [SourceFile]) {
    self.decision = decision
    self.trace = trace
    self.files = files
  }

  /// The tree's lines, each ended.
  public var text: String {
    tree.lines.map { $0 + "\n" }.joined()
  }

  private var tree: TreeText {
    var branches = trace.policies.map(policy)
    if let malformation = decision.malformation {
      branches.append(TreeText(malformation.sentence))
    }
    if decision.isRedacted {
      branches.append(TreeText("message \(String(decoding: decision.message, as: UTF8.self))"))
    }
    return TreeText(DecisionText.headline(decision) + DecisionText.authors(of: decision), branches)
  }

  // MARK: - Policies

  private func policy(_ policy: PolicyTrace) -> TreeText {
    var branches = policy.parts.map { part($0, of: policy) }
    switch policy.kind {
    case .validate: break
    case .redact: branches += findings(of: policy)
    case .limit:
      branches += decision.limits.filter { decision.policy(of: $0) == policy.name }
        .map { TreeText(DecisionText.words($0)) }
    case .anomaly: break
    }
    return TreeText("\(policy.kind.rawValue) \(policy.name): \(conclusion(policy))", branches)
  }

  private func conclusion(_ policy: PolicyTrace) -> String {
    switch policy.standing {
    case .off: return "off at this level"
    case .enforced, .observed: break
    }
    let reasons = decision.reasons.filter { $0.policy == policy.name }
    let suffix = policy.standing == .observed ? " (observed, not enforced)" : ""
    if let strictest = reasons.map(\.verdict).max() {
      let isFailure = reasons.contains { $0.isFailure }
      return strictest.name + (isFailure ? ", because it could not be judged" : "") + suffix
    }
    if policy.applies == false { return "does not apply" + suffix }
    switch policy.kind {
    case .redact:
      return (findings(of: policy).isEmpty ? "nothing found" : "found something") + suffix
    case .validate, .limit, .anomaly: return "no effect" + suffix
    }
  }

  private func findings(of policy: PolicyTrace) -> [TreeText] {
    decision.findings.compactMap { finding in
      guard finding.policy == policy.name, case .redaction(let operation, let isKept) = finding.use
      else { return nil }
      return TreeText(
        "\(finding.pattern) in \(DecisionText.place(of: finding)): "
          + (isKept ? "kept" : operation))
    }
  }

  // MARK: - Parts

  private func part(_ part: TracePart, of policy: PolicyTrace) -> TreeText {
    switch part.role {
    case .when:
      return TreeText("when \(outcome(part.outcome)): \(written(part.span))", inner(part))
    case .except(let because, let isOver):
      let state = isOver ? "is over" : outcome(part.outcome)
      return TreeText("except \(state): \(written(part.span)), because \(because)", inner(part))
    case .clause(let number):
      let line = "\(number) \(effect(policy, number, part.outcome)): \(written(part.span))"
      return TreeText(line, inner(part))
    case .threshold(let number, let score, let bound):
      let compared = score.map { "score \(DecisionText.rounded($0)), " } ?? ""
      let line =
        "\(number) \(effect(policy, number, part.outcome)): \(written(part.span)); "
        + "\(compared)bound \(DecisionText.rounded(bound))"
      return TreeText(line, part.steps.map(step))
    }
  }

  private func effect(_ policy: PolicyTrace, _ clause: Int, _ outcome: TraceOutcome) -> String {
    let reason = decision.reasons.first { $0.policy == policy.name && $0.clause == clause }
    if let reason { return reason.verdict.name + (reason.isFailure ? " (failed)" : "") }
    switch outcome {
    case .bool(true): return "holds"
    case .bool(false): return "does not hold"
    case .number, .text, .described, .absent, .failed, .hidden: return "failed"
    }
  }

  /// The steps under a part; the outermost says what the part says already.
  private func inner(_ part: TracePart) -> [TreeText] {
    guard part.steps.count == 1 else { return part.steps.map(step) }
    let outer = part.steps[0]
    if outer.steps.isEmpty && outer.findings.isEmpty { return [step(outer)] }
    return places(of: outer) + outer.steps.map(step)
  }

  private func step(_ step: TraceStep) -> TreeText {
    TreeText(
      "\(written(step.span)) = \(outcome(step.outcome))",
      places(of: step) + grams(of: step) + step.steps.map(self.step))
  }

  private func grams(of step: TraceStep) -> [TreeText] {
    step.grams.map {
      TreeText("\(JSONTree.quoted($0.text)) adds \(DecisionText.rounded($0.weight))")
    }
  }

  private func places(of step: TraceStep) -> [TreeText] {
    step.findings.map { finding in
      let shown = finding.shown.map { ", read as \(JSONTree.quoted(Self.cut($0)))" } ?? ""
      return TreeText("\(finding.pattern) in \(DecisionText.place(of: finding))\(shown)")
    }
  }

  private func outcome(_ outcome: TraceOutcome) -> String {
    switch outcome {
    case .bool(let value): value ? "true" : "false"
    case .number(let number): Self.shortened(number)
    case .text(let text): JSONTree.quoted(text)
    case .described(let words): words
    case .absent: "absent"
    case .failed: "failed"
    case .hidden: "hidden by redaction"
    }
  }

  /// A fraction to three digits; whole numbers as they are.
  private static func shortened(_ number: String) -> String {
    guard number.contains("."), let value = Double(number) else { return number }
    return DecisionText.rounded(value)
  }

  /// What the author wrote there, on one line, cut where it is long.
  private func written(_ span: SourceSpan) -> String {
    guard files.indices.contains(span.file) else { return "…" }
    let bytes = files[span.file].bytes[span.start..<span.end]
    let text = String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Self.cut(text)
  }

  private static func cut(_ text: String) -> String {
    text.count > 100 ? text.prefix(99) + "…" : text
  }
}
