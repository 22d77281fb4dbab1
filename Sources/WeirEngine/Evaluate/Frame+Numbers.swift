import WeirChecker
import WeirSignals
import WeirSyntax

extension Frame {
  mutating func int(_ id: NodeID) -> Outcome<Int64> {
    let node = program.nodes[id]
    let a = Int(node.a)
    let b = Int(node.b)
    switch node.operation {
    case .constant: return .value(program.pools.ints[a])
    case .field:
      if case .int(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding: return intLet(a)
    case .coalesce:
      let value = int(a)
      if case .absent = value { return int(b) }
      return value
    case .convert:
      guard let conversion = Conversion(rawValue: b) else { return .failed }
      return raw(a).flatMap { convertInt($0, conversion) }
    case .call: return intCall(a)
    case .negate: return int(a).flatMap { $0 == .min ? .failed : .value(-$0) }
    case .arithmeticInts: return arithmetic(int(a), int(b), Arithmetic(code: node.c))
    case .window:
      switch windows[a] {
      case .integer(let value): return .value(value)
      case .real, .failure: return .failed
      }
    case .listCount: return countElements(a, isLeaves: b == 1)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .search, .searchRaw, .searchDynamic,
      .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all, .anyLeaf, .allLeaf,
      .arithmeticFloats, .widen, .divideInts, .score, .matchedText, .member, .element, .variable:
      preconditionFailure("an int node gives an int")
    }
  }

  mutating func float(_ id: NodeID) -> Outcome<Double> {
    let node = program.nodes[id]
    let a = Int(node.a)
    let b = Int(node.b)
    switch node.operation {
    case .constant: return .value(program.pools.floats[a])
    case .field:
      if case .float(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding: return floatLet(a)
    case .coalesce:
      let value = float(a)
      if case .absent = value { return float(b) }
      return value
    case .convert: return raw(a).flatMap { convertFloat($0) }
    case .call: return floatCall(a)
    case .negate: return float(a).map { -$0 }
    case .arithmeticFloats: return arithmetic(float(a), float(b), Arithmetic(code: node.c))
    case .widen: return int(a).map { Double($0) }
    case .divideInts: return divide(int(a), int(b))
    case .window:
      switch windows[a] {
      case .real(let value): return .value(value)
      case .integer(let value): return .value(Double(value))
      case .failure: return .failed
      }
    case .score: return score(a)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .search, .searchRaw, .searchDynamic,
      .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all, .anyLeaf, .allLeaf,
      .arithmeticInts, .listCount, .matchedText, .member, .element, .variable:
      preconditionFailure("a float node gives a float")
    }
  }

  // MARK: - Arithmetic

  private func arithmetic(
    _ a: Outcome<Int64>, _ b: Outcome<Int64>, _ operation: Arithmetic
  ) -> Outcome<Int64> {
    combine(a, b) { x, y in
      let (value, overflow): (Int64, Bool)
      switch operation {
      case .add: (value, overflow) = x.addingReportingOverflow(y)
      case .subtract: (value, overflow) = x.subtractingReportingOverflow(y)
      case .multiply: (value, overflow) = x.multipliedReportingOverflow(by: y)
      case .divide, .remainder:
        if y == 0 { return .absent }
        // The remainder by −1 is 0, though the quotient may overflow.
        if y == -1 && operation == .remainder { return .value(0) }
        (value, overflow) =
          operation == .divide
          ? x.dividedReportingOverflow(by: y) : x.remainderReportingOverflow(dividingBy: y)
      }
      return overflow ? .failed : .value(value)
    }
  }

  private func arithmetic(
    _ a: Outcome<Double>, _ b: Outcome<Double>, _ operation: Arithmetic
  ) -> Outcome<Double> {
    combine(a, b) { x, y in
      let value: Double
      switch operation {
      case .add: value = x + y
      case .subtract: value = x - y
      case .multiply: value = x * y
      case .divide, .remainder:
        if y == 0 { return .absent }
        value = operation == .divide ? x / y : x.truncatingRemainder(dividingBy: y)
      }
      return value.isFinite ? .value(value) : .failed
    }
  }

  private func divide(_ a: Outcome<Int64>, _ b: Outcome<Int64>) -> Outcome<Double> {
    combine(a, b) { x, y in y == 0 ? .absent : .value(Double(x) / Double(y)) }
  }

  @inline(__always)
  private func combine<A, B>(
    _ a: Outcome<A>, _ b: Outcome<A>, _ body: (A, A) -> Outcome<B>
  ) -> Outcome<B> {
    switch (a, b) {
    case (.value(let x), .value(let y)): body(x, y)
    case (.failed, _), (_, .failed): .failed
    case (.absent, _), (_, .absent): .absent
    }
  }

  // MARK: - Lets and calls

  private mutating func intLet(_ id: LetID) -> Outcome<Int64> {
    if case .int(let value) = lets[id] { return value }
    let value = int(program.lets[id].node)
    lets[id] = .int(value)
    return value
  }

  private mutating func floatLet(_ id: LetID) -> Outcome<Double> {
    if case .float(let value) = lets[id] { return value }
    let value = float(program.lets[id].node)
    lets[id] = .float(value)
    return value
  }

  private mutating func intCall(_ place: Int) -> Outcome<Int64> {
    let call = program.calls[place]
    switch call.body {
    case .textToInt(let body): return text(call.arguments[0]).map { body($0) }
    case .textToOptionalInt(let body):
      return text(call.arguments[0]).flatMap { body($0).map { .value($0) } ?? .absent }
    case .intToInt(let body):
      return int(call.arguments[0]).flatMap { body($0).map { .value($0) } ?? .failed }
    case .intsToInt(let body):
      return combine(int(call.arguments[0]), int(call.arguments[1])) {
        body($0, $1).map { .value($0) } ?? .failed
      }
    case .textToFloat, .textToBool, .textToText, .textToOptionalFloat, .floatToFloat,
      .floatsToFloat, .networkToBool, .readJSON, .listCount, .leaves:
      preconditionFailure("an int call has an int body")
    }
  }

  private mutating func floatCall(_ place: Int) -> Outcome<Double> {
    let call = program.calls[place]
    switch call.body {
    case .textToFloat(let body): return text(call.arguments[0]).map { body($0) }
    case .textToOptionalFloat(let body):
      return text(call.arguments[0]).flatMap { body($0).map { .value($0) } ?? .absent }
    case .floatToFloat(let body):
      return float(call.arguments[0]).flatMap { body($0).map { .value($0) } ?? .failed }
    case .floatsToFloat(let body):
      return combine(float(call.arguments[0]), float(call.arguments[1])) {
        body($0, $1).map { .value($0) } ?? .failed
      }
    case .textToInt, .textToBool, .textToText, .textToOptionalInt, .intToInt, .intsToInt,
      .networkToBool, .readJSON, .listCount, .leaves:
      preconditionFailure("a float call has a float body")
    }
  }

  // MARK: - Scores

  /// The model's score of this message, computed at most once.
  mutating func score(_ model: ModelID) -> Outcome<Double> {
    if let known = scores[model] { return known }
    let value = freshScore(model)
    scores[model] = value
    return value
  }

  private mutating func freshScore(_ model: ModelID) -> Outcome<Double> {
    switch models[model] {
    case .pinned(let value): return .value(value)
    case .trained(let trained):
      guard fillFeatures(of: model) else { return .failed }
      return .value(features.withUnsafeBufferPointer { trained.score($0) })
    }
  }

  /// Evaluates a model's features into `features`; false where one fails.
  mutating func fillFeatures(of model: ModelID) -> Bool {
    var row: [Double] = []
    swap(&row, &features)
    row.removeAll(keepingCapacity: true)
    defer { swap(&row, &features) }
    for (node, domain) in zip(program.models[model].features, program.models[model].domains) {
      guard case .value(let value) = temporarily({ $0.float(node) }) else { return false }
      row.append(domain.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value)
    }
    return true
  }
}
