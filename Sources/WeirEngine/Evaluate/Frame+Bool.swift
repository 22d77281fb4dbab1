import WeirChecker
import WeirJSON
import WeirSyntax

extension Frame {
  /// `bool(_:)` of an operand: a `let` that is known needs no call.
  @inline(__always)
  private mutating func boolOperand(_ id: NodeID) -> Outcome<Bool> {
    let node = program.nodes[id]
    if node.operation == .letBinding, case .bool(let value) = lets[Int(node.a)] { return value }
    return bool(id)
  }

  mutating func bool(_ id: NodeID) -> Outcome<Bool> {
    let node = program.nodes[id]
    let a = Int(node.a)
    let b = Int(node.b)
    switch node.operation {
    case .constant: return .value(node.a != 0)
    case .field:
      if case .bool(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding: return boolLet(a)
    case .coalesce:
      let value = bool(a)
      return value == .absent ? bool(b) : value
    case .convert: return raw(a).flatMap { convertBool($0) }
    case .call: return boolCall(node)
    case .not: return bool(a).map { !$0 }
    case .and: return and(a, b)
    case .or: return or(a, b)
    case .exists: return exists(a)
    case .isNull: return rawAllowingNull(a).map { $0.kind == .null }.orFalse
    case .compareInts:
      return Self.compare(intOperand(a), intOperand(b), node.c) {
        $0 < $1 ? -1 : ($0 == $1 ? 0 : 1)
      }
    case .compareFloats:
      return Self.compare(float(a), float(b), node.c) { $0 < $1 ? -1 : ($0 == $1 ? 0 : 1) }
    case .compareIntFloat: return Self.compare(int(a), float(b), node.c, Self.exactOrder)
    case .compareTexts:
      return Self.compare(textOperand(a), textOperand(b), node.c) { $0.order($1) }
    case .compareBools: return Self.compare(bool(a), bool(b), node.c) { $0 == $1 ? 0 : 1 }
    case .compareNetworks: return Self.compare(network(a), network(b), node.c) { $0 == $1 ? 0 : 1 }
    case .isMemberText:
      return text(a).map { text in constants { $0.textMembership[b].contains(text) } }
    case .isMemberInt:
      return int(a).map { value in constants { $0.intMembership[b].contains(value) } }
    case .isMemberFloat:
      return float(a).map { value in constants { $0.floatMembership[b].contains(value) } }
    case .isMemberNetwork:
      return network(a).map { value in
        constants { Self.contains($0.networkMembership[b], value) }
      }
    case .isElement: return isElement(a, of: b, node.c)
    case .containsField: return matchesField(Int(node.c), b)
    case .search:
      return text(a).map { text in
        constants { $0.holds(text, set: b, TextSearch(code: node.c)) }
      }
    case .searchRaw:
      return raw(a).flatMap { value in
        anyText(in: value) { frame, text in
          .value(frame.constants { $0.holds(text, set: b, TextSearch(code: node.c)) })
        }
      }
    case .searchDynamic: return searchDynamic(text(a), b, TextSearch(code: node.c))
    case .searchDynamicRaw:
      return raw(a).flatMap { value in
        anyText(in: value) { frame, text in
          frame.searchDynamic(.value(text), b, TextSearch(code: node.c))
        }
      }
    case .matchesField: return matchesField(a, b)
    case .matchesText: return text(a).flatMap { matches($0, group: b) }
    case .matchesRaw:
      return raw(a).flatMap { value in
        matches(value, group: b)
      }
    case .any: return quantify(a, b, variable: Int(node.c), isAny: true)
    case .all: return quantify(a, b, variable: Int(node.c), isAny: false)
    case .anyLeaf: return quantifyLeaves(a, b, variable: Int(node.c), isAny: true)
    case .allLeaf: return quantifyLeaves(a, b, variable: Int(node.c), isAny: false)
    case .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts, .window, .score,
      .listCount, .matchedText, .member, .element, .variable:
      preconditionFailure("a bool node gives a bool")
    }
  }

  // `false and fail` is false and `true or fail` is true, in either order. What is absent where a
  // bool is needed cannot be, by the checker; it counts as failure.

  private mutating func and(_ a: NodeID, _ b: NodeID) -> Outcome<Bool> {
    let left = boolOperand(a)
    if left == .value(false) { return left }
    let right = boolOperand(b)
    if right == .value(false) { return right }
    return left.isTrue && right.isTrue ? .value(true) : .failed
  }

  private mutating func or(_ a: NodeID, _ b: NodeID) -> Outcome<Bool> {
    let left = boolOperand(a)
    if left.isTrue { return left }
    let right = boolOperand(b)
    if right.isTrue { return right }
    return left == .value(false) && right == .value(false) ? .value(false) : .failed
  }

  @inline(__always)
  private static func compare<A, B>(
    _ a: Outcome<A>, _ b: Outcome<B>, _ code: Int32, _ order: (A, B) -> Int
  ) -> Outcome<Bool> {
    switch (a, b) {
    case (.value(let x), .value(let y)): .value(Comparison(code: code).holds(order(x, y)))
    case (.failed, _), (_, .failed): .failed
    case (.absent, _), (_, .absent): .absent
    }
  }

  /// The exact order of an int and a float: neither is rounded to the other's type.
  static func exactOrder(_ a: Int64, _ b: Double) -> Int {
    if b >= 0x1p63 { return -1 }
    if b < -0x1p63 { return 1 }
    let whole = b.rounded(.towardZero)
    let truncated = Int64(whole)
    if a != truncated { return a < truncated ? -1 : 1 }
    return b == whole ? 0 : (b > whole ? -1 : 1)
  }

  private static func contains(_ networks: [IPNetwork], _ subject: IPNetwork) -> Bool {
    networks.contains {
      $0.prefixLength <= subject.prefixLength && $0.contains(subject.address)
    }
  }

  private mutating func exists(_ path: NodeID) -> Outcome<Bool> {
    switch rawAllowingNull(path) {
    case .value(let value): .value(value.kind != .null && value.kind != .absent)
    case .absent: .value(false)
    case .failed: .failed
    }
  }

  private mutating func boolLet(_ id: LetID) -> Outcome<Bool> {
    if case .bool(let value) = lets[id] { return value }
    let value = bool(program.lets[id].node)
    lets[id] = .bool(value)
    return value
  }

  private mutating func boolCall(_ node: Node) -> Outcome<Bool> {
    switch program.calls[Int(node.a)].body {
    case .textToBool(let body): return text(Int(node.b)).map { body($0) }
    case .networkToBool(let body): return network(Int(node.b)).map { body($0) }
    case .textToInt, .textToFloat, .choice, .textToText, .textToOptionalInt, .textToOptionalFloat,
      .intToInt, .intsToInt, .floatToFloat, .floatsToFloat, .readJSON, .listCount, .leaves:
      preconditionFailure("a bool call has a bool body")
    }
  }
}

extension Outcome where Value == Bool {
  /// Absence as false: what isn't there is neither null nor anything else.
  var orFalse: Outcome<Bool> {
    if case .absent = self { return .value(false) }
    return self
  }
}
