import WeirChecker
import WeirSyntax

extension Evaluator {
  /// Judges one line as `evaluate` does, then tells why it was decided so.
  public mutating func explain(
    _ line: [UInt8], at arrival: Timestamp
  ) -> (decision: Decision, trace: Trace) {
    var decision = Decision()
    var trace = Trace()
    assessor.readsAllWindows = true
    defer { assessor.readsAllWindows = false }
    line.withUnsafeBufferPointer { bytes in
      judge(bytes, at: arrival, into: &decision)
      if !decision.isRedacted { decision.message = line }
      guard decision.malformation == nil else { return }
      // What evaluating asks a second time is remembered in the frame, so nothing is judged anew.
      var tracer = Tracer(decision: decision, arrival: arrival.microseconds)
      trace.policies = program.policies.map { tracer.policy($0, &assessor.frame) }
    }
    return (decision, trace)
  }
}

/// Walks the policies of a program over a message that has been judged.
struct Tracer {
  let decision: Decision
  let arrival: Int64

  mutating func policy(_ policy: CompiledPolicy, _ frame: inout Frame) -> PolicyTrace {
    var trace = PolicyTrace(
      name: policy.name, kind: policy.body.kind, standing: policy.standing, applies: true)
    guard policy.standing != .off else {
      trace.applies = false
      return trace
    }
    guide(policy, &trace, &frame)
    guard trace.applies == true else { return trace }
    switch policy.body {
    case .validate(let rules): clauses(rules, &trace, &frame)
    case .redact, .limit: break
    case .anomaly(let model, let thresholds): self.thresholds(thresholds, model, &trace, &frame)
    }
    return trace
  }

  /// `when` and the exceptions, as the judge asks them.
  private mutating func guide(
    _ policy: CompiledPolicy, _ trace: inout PolicyTrace, _ frame: inout Frame
  ) {
    if let condition = policy.condition {
      let part = self.part(.when, condition, &frame)
      trace.parts.append(part)
      trace.applies = part.outcome.asClaim
    }
    guard trace.applies != false else { return }
    for exception in policy.exceptions {
      let isOver = exception.end.map { arrival >= $0 } ?? false
      let part = self.part(
        .except(because: exception.because, isOver: isOver), exception.condition, &frame)
      trace.parts.append(part)
      if !isOver, part.outcome == .bool(true) {
        trace.applies = false
        return
      }
    }
  }

  private mutating func part(
    _ role: TracePart.Role, _ condition: NodeID, _ frame: inout Frame
  ) -> TracePart {
    let step = self.step(condition, .bool, &frame)
    return TracePart(
      role: role, span: frame.program.spans[condition], outcome: step.outcome, steps: [step])
  }

  private mutating func clauses(
    _ rules: [CompiledRule], _ trace: inout PolicyTrace, _ frame: inout Frame
  ) {
    for (place, rule) in rules.enumerated() {
      switch rule.kind {
      case .require(let condition), .verdictIf(let condition), .add(_, let condition):
        let step = self.step(condition, .bool, &frame)
        trace.parts.append(
          TracePart(
            role: .clause(place + 1), span: rule.span, outcome: step.outcome, steps: [step]))
      case .above:
        let isAbove = decision.reasons.first {
          $0.policy == trace.name && $0.clause == place + 1
        }
        let outcome: TraceOutcome =
          isAbove.map { $0.isFailure ? .failed : .bool(true) } ?? .bool(false)
        trace.parts.append(
          TracePart(role: .clause(place + 1), span: rule.span, outcome: outcome))
      }
    }
  }

  private mutating func thresholds(
    _ thresholds: [CompiledThreshold], _ model: ModelID, _ trace: inout PolicyTrace,
    _ frame: inout Frame
  ) {
    let score = frame.score(model)
    var known: Double?
    if case .value(let value) = score { known = value }
    for (place, threshold) in thresholds.enumerated() {
      let bound = frame.models[model].bound(threshold.kind)
      trace.parts.append(
        TracePart(
          role: .threshold(place + 1, score: known, bound: bound), span: threshold.span,
          outcome: TraceOutcome(score.map { $0 > bound }),
          steps: place == 0 ? features(of: model, &frame) : []))
    }
  }

  /// The features that a model saw, or the text with the grams of it that weighed most.
  mutating func features(of model: ModelID, _ frame: inout Frame) -> [TraceStep] {
    if let text = frame.program.models[model].text {
      var step = TraceStep(
        span: frame.program.spans[text], outcome: outcome(of: text, .text, &frame))
      step.grams = grams(of: model, text, &frame)
      return [step]
    }
    return frame.program.models[model].features.map { node in
      TraceStep(
        span: frame.program.spans[node], outcome: outcome(of: node, .float, &frame))
    }
  }
}

extension CompiledPolicy.Body {
  var kind: PolicyTrace.Kind {
    switch self {
    case .validate: .validate
    case .redact: .redact
    case .limit: .limit
    case .anomaly: .anomaly
    }
  }
}

extension TraceOutcome {
  init(_ outcome: Outcome<Bool>) {
    switch outcome {
    case .value(let value): self = .bool(value)
    case .absent: self = .absent
    case .failed: self = .failed
    }
  }

  /// Nil where it is neither true nor false.
  var asClaim: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }
}
