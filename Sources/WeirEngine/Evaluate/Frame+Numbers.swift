import WeirChecker
import WeirSignals
import WeirSyntax

extension Frame {
  /// `int(_:)` of an operand: what it mostly is, a constant or a `let` that is known, needs no call.
  @inline(__always)
  mutating func intOperand(_ id: NodeID) -> Outcome<Int64> {
    let node = program.nodes[id]
    if node.operation == .constant { return .value(constants { $0.ints[Int(node.a)] }) }
    if node.operation == .letBinding, case .int(let value) = lets[Int(node.a)] { return value }
    return int(id)
  }

  mutating func int(_ id: NodeID) -> Outcome<Int64> {
    let node = program.nodes[id]
    let a = Int(node.a)
    let b = Int(node.b)
    switch node.operation {
    case .constant: return .value(constants { $0.ints[a] })
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
    case .call: return intCall(node)
    case .negate: return int(a).flatMap { $0 == .min ? .failed : .value(-$0) }
    case .arithmeticInts: return Self.arithmetic(int(a), int(b), Arithmetic(code: node.c))
    case .window:
      switch windows[a] {
      case .integer(let value): return .value(value)
      case .real, .failure: return .failed
      }
    case .listCount: return countElements(a, isLeaves: b == 1)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .containsField, .search, .searchRaw,
      .searchDynamic,
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
    case .constant: return .value(constants { $0.floats[a] })
    case .field:
      if case .float(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding: return floatLet(a)
    case .coalesce:
      let value = float(a)
      if case .absent = value { return float(b) }
      return value
    case .convert: return raw(a).flatMap { convertFloat($0) }
    case .call: return floatCall(node)
    case .negate: return float(a).map { -$0 }
    case .arithmeticFloats: return Self.arithmetic(float(a), float(b), Arithmetic(code: node.c))
    case .widen: return int(a).map { Double($0) }
    case .divideInts: return Self.divide(int(a), int(b))
    case .window:
      switch windows[a] {
      case .real(let value): return .value(value)
      case .integer(let value): return .value(Double(value))
      case .failure: return .failed
      }
    case .score: return score(a)
    case .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats, .compareIntFloat,
      .compareTexts, .compareBools, .compareNetworks, .isMemberText, .isMemberInt,
      .isMemberFloat, .isMemberNetwork, .isElement, .containsField, .search, .searchRaw,
      .searchDynamic,
      .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all, .anyLeaf, .allLeaf,
      .arithmeticInts, .listCount, .matchedText, .member, .element, .variable:
      preconditionFailure("a float node gives a float")
    }
  }
}
