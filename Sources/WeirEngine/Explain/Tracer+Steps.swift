import WeirChecker
import WeirJSON
import WeirSyntax

extension Tracer {
  /// An expression with what decided it.
  mutating func step(
    _ node: NodeID, _ representation: Representation, _ frame: inout Frame
  ) -> TraceStep {
    let outcome = self.outcome(of: node, representation, &frame)
    var step = TraceStep(span: frame.program.spans[node], outcome: outcome)
    step.findings = findings(of: node, outcome, &frame)
    step.steps = deciding(node, outcome, &frame)
    return step
  }

  /// Of `and` and `or` the operands that made it what it is; of others, what was compared.
  private mutating func deciding(
    _ node: NodeID, _ outcome: TraceOutcome, _ frame: inout Frame
  ) -> [TraceStep] {
    let operation = frame.program.nodes[node].operation
    let a = Int(frame.program.nodes[node].a)
    let b = Int(frame.program.nodes[node].b)
    switch operation {
    case .letBinding:
      let binding = frame.program.lets[a]
      guard binding.representation == .bool else { return [] }
      return [step(binding.node, .bool, &frame)]
    case .not: return [step(a, .bool, &frame)]
    case .and, .or:
      let steps = [step(a, .bool, &frame), step(b, .bool, &frame)]
      let deciding = steps.filter { $0.outcome == outcome }
      return deciding.isEmpty ? steps : deciding
    case .compareInts: return values([(a, .int), (b, .int)], &frame)
    case .compareFloats: return values([(a, .float), (b, .float)], &frame)
    case .compareIntFloat: return values([(a, .int), (b, .float)], &frame)
    case .compareTexts, .searchDynamic: return values([(a, .text), (b, .text)], &frame)
    case .compareBools: return values([(a, .bool), (b, .bool)], &frame)
    case .compareNetworks: return values([(a, .network), (b, .network)], &frame)
    case .isMemberText, .containsField, .search, .matchesText: return values([(a, .text)], &frame)
    case .isMemberInt: return values([(a, .int)], &frame)
    case .isMemberFloat: return values([(a, .float)], &frame)
    case .isMemberNetwork: return values([(a, .network)], &frame)
    case .constant, .field, .coalesce, .convert, .call, .exists, .isNull, .isElement, .searchRaw,
      .searchDynamicRaw, .matchesField, .matchesRaw, .any, .all, .anyLeaf, .allLeaf, .negate,
      .arithmeticInts, .arithmeticFloats, .widen, .divideInts, .window, .score, .listCount,
      .matchedText, .member, .element, .variable:
      return []
    }
  }

  /// Values that a comparison read; constants say nothing that isn't written there.
  private mutating func values(
    _ operands: [(NodeID, Representation)], _ frame: inout Frame
  ) -> [TraceStep] {
    operands.compactMap { node, representation in
      guard !isConstant(node, frame.program) else { return nil }
      var step = TraceStep(
        span: frame.program.spans[node], outcome: outcome(of: node, representation, &frame))
      if frame.program.nodes[node].operation == .score {
        step.steps = features(of: Int(frame.program.nodes[node].a), &frame)
      }
      return step
    }
  }

  private func isConstant(_ node: NodeID, _ program: Program) -> Bool {
    switch program.nodes[node].operation {
    case .constant: true
    case .widen, .negate: isConstant(Int(program.nodes[node].a), program)
    case .field, .letBinding, .coalesce, .convert, .call, .not, .and, .or, .exists, .isNull,
      .compareInts, .compareFloats, .compareIntFloat, .compareTexts, .compareBools,
      .compareNetworks, .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement,
      .containsField, .search, .searchRaw, .searchDynamic, .searchDynamicRaw, .matchesField,
      .matchesText,
      .matchesRaw, .any, .all, .anyLeaf, .allLeaf, .arithmeticInts, .arithmeticFloats,
      .divideInts, .window, .score, .listCount, .matchedText, .member, .element, .variable:
      false
    }
  }

  private func findings(
    of node: NodeID, _ outcome: TraceOutcome, _ frame: inout Frame
  ) -> [Finding] {
    switch frame.program.nodes[node].operation {
    case .matchesField, .matchesRaw:
      guard outcome == .bool(true), let policy = frame.program.policies.first else { return [] }
      // The finding's policy and clause are not looked at: the step stands under both.
      var found = Decision()
      found.showsReadings = true
      found.find(in: node, policy, 0, &frame)
      return found.findings.map { finding in
        var finding = finding
        if isEdited(finding.start..<finding.end) { finding.shown = nil }
        return finding
      }
    case .constant, .field, .letBinding, .coalesce, .convert, .call, .not, .and, .or, .exists,
      .isNull, .compareInts, .compareFloats, .compareIntFloat, .compareTexts, .compareBools,
      .compareNetworks, .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement,
      .containsField, .search, .searchRaw, .searchDynamic, .searchDynamicRaw, .matchesText, .any,
      .all, .anyLeaf,
      .allLeaf, .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts, .window, .score,
      .listCount, .matchedText, .member, .element, .variable:
      return []
    }
  }
}
