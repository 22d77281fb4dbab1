import WeirChecker

/// Which windows are read only where their own `where` holds:
///
///     let tools = distinct(tool.name, by user, last 1m, where exists(tool))
///     deny if exists(tool) and tools > 15
///
/// What such a window holds matters to no other message, so none but those that feed it look into its
/// table, which mostly lies outside the caches.
struct WindowGuards {
  private let expressions: ExpressionTable
  /// By node: the one that reads it directly. None for the beginning of an expression.
  private var readers: [NodeID?]
  /// By `let`: the nodes that read it.
  private var letReaders: [[NodeID]]
  /// By window: the nodes that read it.
  private var windowReaders: [Int32: [NodeID]] = [:]
  /// By node where a `let` begins, its place.
  private var letStarts: [NodeID: LetID] = [:]
  /// By node where a clause begins, the `when` of its policy.
  private var gates: [NodeID: NodeID] = [:]

  init(_ expressions: ExpressionTable, _ policies: [CompiledPolicy]) {
    self.expressions = expressions
    readers = Array(repeating: nil, count: expressions.nodes.count)
    letReaders = Array(repeating: [], count: expressions.lets.count)
    for (place, binding) in expressions.lets.enumerated() { letStarts[binding.node] = place }
    for (id, node) in expressions.nodes.enumerated() {
      if node.operation == .letBinding {
        letReaders[Int(node.a)].append(id)
      } else if node.operation == .window {
        windowReaders[node.a, default: []].append(id)
      } else {
        for operand in expressions.operands(of: id) { readers[operand] = id }
      }
    }
    for policy in policies {
      guard let gate = policy.condition else { continue }
      for case .some(let start) in policy.rules.map(\.condition) { gates[start] = gate }
    }
  }

  /// Whether a window with a condition is read only where that holds.
  func guardsAllReaders(of window: Int, where condition: NodeID) -> Bool {
    windowReaders[Int32(window), default: []].allSatisfy { isGuarded($0, by: condition) }
  }

  /// Whether a node is evaluated only where a condition holds. Invariant: an expression that is not
  /// known here is evaluated anywhere.
  private func isGuarded(_ id: NodeID, by condition: NodeID) -> Bool {
    if let reader = readers[id] {
      let node = expressions.nodes[reader]
      let isBehind = node.operation == .and && Int(node.b) == id
      return isBehind && implies(Int(node.a), condition) || isGuarded(reader, by: condition)
    }
    if let binding = letStarts[id] {
      return letReaders[binding].allSatisfy { isGuarded($0, by: condition) }
    }
    return gates[id].map { implies($0, condition) } ?? false
  }

  private func implies(_ claim: NodeID, _ condition: NodeID) -> Bool {
    if expressions.isSame(claim, condition) { return true }
    let node = expressions.nodes[expressions.meant(claim)]
    return node.operation == .and
      && (implies(Int(node.a), condition) || implies(Int(node.b), condition))
  }
}

extension CompiledRule {
  fileprivate var condition: NodeID? {
    switch kind {
    case .require(let condition), .verdictIf(let condition), .add(_, let condition): condition
    case .above: nil
    }
  }
}
