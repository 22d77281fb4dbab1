import WeirChecker
import WeirJSON
import WeirMatcher
import WeirSignals
import WeirSyntax

extension Decision {
  /// Adds the effect of a clause.
  mutating func add(_ policy: CompiledPolicy, clause: Int, _ verdict: Verdict, _ reason: String?) {
    reasons.append(
      Reason(
        policy: policy.name, clause: clause, verdict: verdict,
        isEnforced: policy.standing == .enforced, text: reason, isFailure: false))
  }

  /// Adds the declared answer of a clause that could not be judged.
  mutating func fail(_ policy: CompiledPolicy, clause: Int) {
    reasons.append(
      Reason(
        policy: policy.name, clause: clause, verdict: policy.onError,
        isEnforced: policy.standing == .enforced, text: nil, isFailure: true))
  }

  mutating func record(_ policy: CompiledPolicy, _ answer: LimitAnswer) {
    limits.append(
      LimitReading(
        policy: policy.name, isAllowed: answer.isAllowed, remaining: answer.remaining,
        retryAfter: answer.retryAfter, isOverflow: answer.isOverflow))
    if !answer.isAllowed, case .limit(let limit) = policy.body {
      add(policy, clause: 0, limit.verdict, limit.reason)
    }
  }

  /// Takes the strictest effect. Reasons are put in the order of policy names, so that the decision
  /// does not depend on which kind of policy was asked first.
  mutating func combine() {
    for reason in reasons {
      observedVerdict = max(observedVerdict, reason.verdict)
      if reason.isEnforced { verdict = max(verdict, reason.verdict) }
    }
    if reasons.count > 1 {
      reasons.sort { ($0.policy, $0.clause) < ($1.policy, $1.clause) }
    }
  }

  mutating func add(_ finding: Finding, max findingsMax: Int) {
    findingCount += 1
    if findings.count < findingsMax { findings.append(finding) }
  }

  // MARK: - Scores

  /// Records a model's score with the features that made it, where an anomaly policy had an effect.
  mutating func explainScore(of model: ModelID, _ frame: inout Frame) {
    let name = frame.program.models[model].name
    guard !scores.contains(where: { $0.model == name }), case .value(let value) = frame.score(model)
    else { return }
    scores.append(Score(model: name, value: value, features: frame.oddFeatures(of: model)))
  }

  // MARK: - Findings of clauses

  /// Reports the matches that a clause's condition rests on: every pattern it found.
  mutating func find(
    in condition: NodeID, _ policy: CompiledPolicy, _ clause: Int, _ frame: inout Frame
  ) {
    let node = frame.program.nodes[condition]
    switch node.operation {
    case .matchesField:
      for place in Int(node.b)..<Int(node.b + node.c) where frame.sites[place] == .found {
        let site = frame.program.sites[place]
        find(site.pattern, in: frame.document.slots[site.field], policy, clause, &frame)
      }
    case .matchesRaw:
      guard case .value(let value) = frame.raw(Int(node.a)) else { return }
      var leaves: [Leaf] = []
      value.collectLeaves(in: frame.line, into: &leaves)
      for leaf in leaves where !leaf.isName {
        for pattern in frame.program.patternGroups[Int(node.b)] {
          find(pattern, in: leaf.value, policy, clause, &frame)
        }
      }
    default:
      for operand in frame.program.operands(of: condition) {
        find(in: operand, policy, clause, &frame)
      }
    }
  }

  private mutating func find(
    _ pattern: PatternID, in value: JSONValue, _ policy: CompiledPolicy, _ clause: Int,
    _ frame: inout Frame
  ) {
    let text = frame.leafText(value)
    var spans: [Range<Int>] = []
    _ = frame.forEachMatch(of: pattern, in: text) { _, match in
      spans.append(match.start..<match.end)
      return true
    }
    for span in spans {
      let raw = frame.rawSpan(span, of: value)
      add(
        Finding(
          policy: policy.name, use: .clause(clause), pattern: frame.program.patternNames[pattern],
          field: JSONPointer.to(value, in: frame.line), start: raw.lowerBound,
          end: raw.upperBound, view: "raw", isEnforced: policy.standing == .enforced),
        max: frame.program.limits.findingsMax)
    }
  }
}

extension Frame {
  /// The bytes of the received line behind a range of a leaf's text.
  func rawSpan(_ span: Range<Int>, of value: JSONValue) -> Range<Int> {
    guard value.kind == .string else {
      return value.start + span.lowerBound..<value.start + span.upperBound
    }
    return value.rawSpan(ofDecoded: span, in: line)
  }
}

extension Program {
  /// The nodes that a node reads directly, through which findings are looked for. Lets are looked
  /// through; what a loop finds has no fixed place and is left out.
  func operands(of id: NodeID) -> [NodeID] {
    let node = nodes[id]
    let a = Int(node.a)
    let b = Int(node.b)
    switch node.operation {
    case .letBinding: return [lets[a].node]
    case .and, .or, .coalesce, .compareInts, .compareFloats, .compareIntFloat, .compareTexts,
      .compareBools, .compareNetworks, .arithmeticInts, .arithmeticFloats, .divideInts,
      .searchDynamic, .searchDynamicRaw, .isElement, .any, .all, .anyLeaf, .allLeaf:
      return [a, b]
    case .not, .exists, .isNull, .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork,
      .search, .searchRaw, .matchesText, .matchesRaw, .convert, .negate, .widen, .listCount,
      .member, .element:
      return [a]
    case .call: return calls[a].arguments
    case .constant, .field, .matchesField, .window, .score, .matchedText, .variable: return []
    }
  }
}
