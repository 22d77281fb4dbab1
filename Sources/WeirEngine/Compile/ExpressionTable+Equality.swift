import WeirChecker

extension ExpressionTable {
  /// Whether two expressions are written alike, whatever their parts are called. Linear in them.
  func isSame(_ one: NodeID, _ other: NodeID) -> Bool {
    let (one, other) = (meant(one), meant(other))
    if one == other { return true }
    let operands = self.operands(of: one)
    let others = self.operands(of: other)
    return operands.count == others.count && isSameOperation(one, other, operands.count)
      && zip(operands, others).allSatisfy { isSame($0, $1) }
  }

  /// Numbers that are the same for expressions that are, and mostly differ for others.
  func outline(of id: NodeID) -> [Int32] {
    let operands = self.operands(of: meant(id))
    return ([id] + operands).flatMap { part in
      let node = nodes[meant(part)]
      let isLeaf = self.operands(of: meant(part)).isEmpty
      return [Int32(node.operation.rawValue), isLeaf ? node.a : -1]
    }
  }

  /// What a `let` is a name of.
  func meant(_ id: NodeID) -> NodeID {
    let node = nodes[id]
    return node.operation == .letBinding ? meant(lets[Int(node.a)].node) : id
  }

  /// Whether two nodes do the same to their operands, which come first of what a node holds.
  private func isSameOperation(_ one: NodeID, _ other: NodeID, _ operandCount: Int) -> Bool {
    let (node, its) = (nodes[one], nodes[other])
    guard node.operation == its.operation else { return false }
    if node.operation == .call { return calls[Int(node.a)].name == calls[Int(its.a)].name }
    return (operandCount > 0 || node.a == its.a) && (operandCount > 1 || node.b == its.b)
      && node.c == its.c
  }
}
