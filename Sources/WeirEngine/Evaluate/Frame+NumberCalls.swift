import WeirChecker

/// Lets and calls that give numbers.
extension Frame {
  mutating func intLet(_ id: LetID) -> Outcome<Int64> {
    if case .int(let value) = lets[id] { return value }
    let value = int(program.lets[id].node)
    lets[id] = .int(value)
    return value
  }

  mutating func floatLet(_ id: LetID) -> Outcome<Double> {
    if case .float(let value) = lets[id] { return value }
    let value = float(program.lets[id].node)
    lets[id] = .float(value)
    return value
  }

  mutating func intCall(_ node: Node) -> Outcome<Int64> {
    let answer = Int(program.sharedCalls.answers[Int(node.a)])
    if answer < 0 { return freshIntCall(node) }
    if case .int(let value) = answers[answer] { return value }
    let value = freshIntCall(node)
    answers[answer] = .int(value)
    return value
  }

  mutating func floatCall(_ node: Node) -> Outcome<Double> {
    let answer = Int(program.sharedCalls.answers[Int(node.a)])
    if answer < 0 { return freshFloatCall(node) }
    if case .float(let value) = answers[answer] { return value }
    let value = freshFloatCall(node)
    answers[answer] = .float(value)
    return value
  }

  private mutating func freshIntCall(_ node: Node) -> Outcome<Int64> {
    switch program.calls[Int(node.a)].body {
    case .textToInt(let body): return text(Int(node.b)).map { body($0) }
    case .textToOptionalInt(let body):
      return text(Int(node.b)).flatMap { body($0).map { .value($0) } ?? .absent }
    case .intToInt(let body):
      return int(Int(node.b)).flatMap { body($0).map { .value($0) } ?? .failed }
    case .intsToInt(let body):
      return Self.combine(int(Int(node.b)), int(Int(node.c))) {
        body($0, $1).map { .value($0) } ?? .failed
      }
    case .textToFloat, .textToBool, .choice, .textToText, .textToOptionalFloat, .floatToFloat,
      .floatsToFloat, .networkToBool, .readJSON, .listCount, .leaves:
      preconditionFailure("an int call has an int body")
    }
  }

  private mutating func freshFloatCall(_ node: Node) -> Outcome<Double> {
    switch program.calls[Int(node.a)].body {
    case .textToFloat(let body): return text(Int(node.b)).map { body($0) }
    case .textToOptionalFloat(let body):
      return text(Int(node.b)).flatMap { body($0).map { .value($0) } ?? .absent }
    case .floatToFloat(let body):
      return float(Int(node.b)).flatMap { body($0).map { .value($0) } ?? .failed }
    case .floatsToFloat(let body):
      return Self.combine(float(Int(node.b)), float(Int(node.c))) {
        body($0, $1).map { .value($0) } ?? .failed
      }
    case .textToInt, .textToBool, .choice, .textToText, .textToOptionalInt, .intToInt, .intsToInt,
      .networkToBool, .readJSON, .listCount, .leaves:
      preconditionFailure("a float call has a float body")
    }
  }
}
