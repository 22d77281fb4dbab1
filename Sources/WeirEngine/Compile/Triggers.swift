/// Which sites a condition waits for: while none of them can match or fail, it is false.
struct Triggers {
  let expressions: ExpressionTable
  let siteRows: IntegerRows
  let siteCount: Int

  /// Nil where the condition can hold or fail without any site. Linear in the condition.
  func sites(of id: NodeID) -> Set<Int>? {
    // A score that was asked is part of the decision, whatever it was asked for.
    asksScore(id) ? nil : waits(id)
  }

  private func waits(_ id: NodeID) -> Set<Int>? {
    let node = expressions.nodes[id]
    switch node.operation {
    case .matchesField, .containsField: return Set(siteRows.row(Int(node.b)))
    case .letBinding: return waits(expressions.lets[Int(node.a)].node)
    case .and: return waits(Int(node.a)) ?? waits(Int(node.b))
    case .or:
      guard let left = waits(Int(node.a)), let right = waits(Int(node.b)) else { return nil }
      return left.union(right)
    default: return nil
    }
  }

  private func asksScore(_ id: NodeID) -> Bool {
    expressions.nodes[id].operation == .score
      || expressions.operands(of: id).contains { asksScore($0) }
  }
}
