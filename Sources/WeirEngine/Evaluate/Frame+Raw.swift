import WeirChecker
import WeirJSON
import WeirSyntax

extension Frame {
  /// A value of the line; null counts as absent.
  mutating func raw(_ id: NodeID) -> Outcome<JSONValue> {
    rawAllowingNull(id).flatMap { $0.kind == .null ? .absent : .value($0) }
  }

  mutating func rawAllowingNull(_ id: NodeID) -> Outcome<JSONValue> {
    let node = program.nodes[id]
    let a = Int(node.a)
    switch node.operation {
    case .field: return present(document.slots[a])
    case .variable: return present(variables[a])
    case .member:
      return raw(a).flatMap { base in
        guard base.kind == .object else { return .absent }
        let name = constants { $0.texts[Int(node.b)] }
        return present(base.member(named: name, in: line))
      }
    case .element:
      return raw(a).flatMap { base in
        guard base.kind == .array else { return .absent }
        return present(base.element(Int(node.b), in: line))
      }
    case .letBinding: return rawLet(a)
    case .coalesce:
      let value = raw(a)
      if case .absent = value { return raw(Int(node.b)) }
      return value
    case .constant, .convert, .call, .not, .and, .or, .exists, .isNull, .compareInts,
      .compareFloats, .compareIntFloat, .compareTexts, .compareBools, .compareNetworks,
      .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement, .containsField,
      .search,
      .searchRaw, .searchDynamic, .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw,
      .any, .all, .anyLeaf, .allLeaf, .negate, .arithmeticInts, .arithmeticFloats, .widen,
      .divideInts, .window, .score, .listCount, .matchedText:
      preconditionFailure("a raw node gives a value of the line")
    }
  }

  private func present(_ value: JSONValue) -> Outcome<JSONValue> {
    value.kind == .absent ? .absent : .value(value)
  }

  private mutating func rawLet(_ id: LetID) -> Outcome<JSONValue> {
    if case .raw(let value) = lets[id] { return value }
    let value = raw(program.lets[id].node)
    lets[id] = .raw(value)
    return value
  }
}
