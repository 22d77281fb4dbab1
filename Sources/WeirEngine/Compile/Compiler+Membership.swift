import WeirChecker
import WeirSyntax

extension Compiler {
  mutating func membership(_ subject: CheckedExpression, _ list: ConstantList) -> Node {
    let node = expression(subject)
    switch representation(of: subject) {
    case .text:
      textMembership.append(TextMembership(list.values.compactMap(\.text)))
      return Node(.isMemberText, node, textMembership.count - 1)
    case .int:
      intMembership.append(Set(list.values.compactMap(\.exactInt)))
      return Node(.isMemberInt, node, intMembership.count - 1)
    case .float:
      floatMembership.append(Set(list.values.compactMap(\.number)))
      return Node(.isMemberFloat, node, floatMembership.count - 1)
    case .network:
      networkMembership.append(list.values.compactMap(\.network))
      return Node(.isMemberNetwork, node, networkMembership.count - 1)
    case .bool, .raw, .leaves: preconditionFailure("the checker refuses such lists")
    }
  }

  mutating func elementhood(_ subject: CheckedExpression, _ list: CheckedExpression) -> Node {
    let node = expression(subject)
    if representation(of: list) == .leaves { return leafhood(node, list) }
    precondition(representation(of: list) == .raw, "`in` takes a list of the message")
    guard case .list(let element) = list.type.wrapped else {
      preconditionFailure("`in` takes a list of the message")
    }
    return Node(
      .isElement, node, raw(list), ElementTest(Conversion(subject.type), Conversion(element)).code)
  }

  /// `x in leaves(j)` is `any y in leaves(j): y == x`.
  private mutating func leafhood(_ subject: NodeID, _ list: CheckedExpression) -> Node {
    let variable = variableCount
    variableCount += 1
    let leaf = add(Node(.variable, variable), list.span)
    let text = add(Node(.convert, leaf, Conversion.text.rawValue), list.span)
    let body = add(Node(.compareTexts, text, subject, Comparison.equal.code), list.span)
    return Node(.anyLeaf, leavesSource(list), body, variable)
  }

  private mutating func add(_ node: Node, _ span: SourceSpan) -> NodeID {
    nodes.append(node)
    spans.append(span)
    return nodes.count - 1
  }
}

extension Constant {
  var text: String? {
    if case .text(let value) = self { return value }
    return nil
  }

  /// As an int where it is exactly one.
  var exactInt: Int64? {
    switch self {
    case .int(let value), .time(let value), .duration(let value): value
    case .float(let value): Int64(exactly: value)
    case .bool, .text, .ip, .cidr: nil
    }
  }

  var number: Double? {
    switch self {
    case .int(let value): Double(exactly: value)
    case .float(let value): value
    case .bool, .text, .time, .duration, .ip, .cidr: nil
    }
  }

  var network: IPNetwork? {
    switch self {
    case .ip(let address): IPNetwork(address: address, prefixLength: 128)
    case .cidr(let network): network
    case .bool, .int, .float, .text, .time, .duration: nil
    }
  }
}
