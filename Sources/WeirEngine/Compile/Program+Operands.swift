/// The expressions of a program, as far as walking over them needs.
struct ExpressionTable {
  let nodes: [Node]
  let lets: [CompiledLet]
  let calls: [BuiltinCall]

  /// The nodes that a node reads directly, through which findings are looked for; loops and searches
  /// for patterns are not for this.
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
      .containsField, .search, .searchRaw, .matchesText, .matchesRaw, .convert, .negate, .widen,
      .listCount,
      .member, .element:
      return [a]
    case .call: return calls[a].arguments
    case .constant, .field, .matchesField, .window, .score, .matchedText, .variable: return []
    }
  }
}

extension ExpressionTable {
  /// Whether patterns are looked for anywhere in an expression: linear in it.
  func searches(_ id: NodeID) -> Bool {
    guard nodes.indices.contains(id) else { return false }
    switch nodes[id].operation {
    case .matchesField, .matchesText, .matchesRaw: return true
    default: return operands(of: id).contains { searches($0) }
    }
  }
}

extension Program {
  func operands(of id: NodeID) -> [NodeID] {
    ExpressionTable(nodes: nodes, lets: lets, calls: calls).operands(of: id)
  }
}
