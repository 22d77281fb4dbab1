import WeirSyntax

extension Checker {
  /// A path with wildcards, in JSON names; nil where it was reported.
  func checkPath(_ tree: PathTree, _ scope: Scope, forRedaction: Bool) -> CheckedPath? {
    guard case .member(let first)? = tree.steps.first else { return nil }
    if !scope.hasMessageBlock && scope.shape.fields.isEmpty {
      if !scope.hasReportedMissingMessage {
        scope.hasReportedMissingMessage = true
        report(
          CheckCodes.noMessage, "no `message` block says what `\(first.text)` is", first.span,
          "used here as a field",
          help: "describe one line of the stream: `message { \(first.text): string }`")
      }
      return nil
    }
    var type = ValueType.record(scope.shape)
    var steps: [CheckedPath.Step] = []
    var soFar = ""
    for step in tree.steps {
      guard let next = follow(step, type, soFar), next.type != .invalid else { return nil }
      steps.append(next.step)
      type = next.type.wrapped
      soFar = written(SourceSpan(file: tree.span.file, start: tree.span.start, end: step.end))
    }
    if forRedaction, !type.hasText {
      report(
        CheckCodes.nothingToRedact, "there is nothing to hide in `\(written(tree.span))`",
        tree.span, "this is `\(type.text)`", help: "name a text, a number, or what holds them")
      return nil
    }
    return CheckedPath(steps: steps, text: written(tree.span), span: tree.span)
  }

  private func follow(
    _ step: PathTree.Step, _ type: ValueType, _ soFar: String
  ) -> (step: CheckedPath.Step, type: ValueType)? {
    switch (step, type) {
    case (.member(let name), .json): return (.member(name.text), .json)
    case (.index(let index, let span), .json), (.index(let index, let span), .list):
      guard let place = Int(exactly: index), (0...1_000_000).contains(place) else {
        report(
          CheckCodes.outOfRange, "a place in a list can't be `\(index)`", span,
          "must be from 0 to 1000000")
        return nil
      }
      if case .list(let element) = type { return (.index(place), element) }
      return (.index(place), .json)
    case (.everyElement, .json): return (.everyElement, .json)
    case (.everyElement, .list(let element)): return (.everyElement, element)
    case (.member(let name), .record(let record)):
      if let field = record.field(named: name.text) {
        return (.member(field.jsonName), field.type)
      }
      reportUnknownPath(name, soFar, record)
    case (.member(let name), _):
      reportPathEnds(name.span, "`\(name.text)`", soFar, type)
    case (.index(_, let span), _), (.everyElement(let span), _):
      reportPathEnds(span, "elements", soFar, type)
    }
    return nil
  }

  private func reportUnknownPath(_ name: Name, _ soFar: String, _ record: RecordType) {
    let known = record.fields.map(\.name)
    let owner = soFar.isEmpty ? "the message" : "`\(soFar)`"
    let path = soFar.isEmpty ? name.text : "\(soFar).\(name.text)"
    report(
      CheckCodes.unknownField, "unknown field `\(path)`", name.span,
      "\(owner) has \(quotedList(known))", help: didYouMean(name.text, known))
  }

  private func reportPathEnds(
    _ span: SourceSpan, _ wanted: String, _ soFar: String, _ type: ValueType
  ) {
    let isList = if case .list = type { true } else { false }
    report(
      CheckCodes.noMembers, "`\(soFar)` has no \(wanted)", span, "it is `\(type.text)`",
      help: isList ? "go through its elements: `\(soFar)[*].…`" : nil)
  }
}

extension PathTree.Step {
  var end: Int {
    switch self {
    case .member(let name): name.span.end
    case .index(_, let span), .everyElement(let span): span.end
    }
  }
}

extension ValueType {
  /// Holds something that JSON writes as a string or a number.
  var hasText: Bool {
    switch self {
    case .bool: false
    case .int, .float, .string, .time, .duration, .ip, .cidr, .json, .union: true
    case .record(let record): record.fields.contains { $0.type.hasText }
    case .list(let element), .optional(let element): element.hasText
    case .invalid: true
    }
  }
}
