import WeirChecker

/// How each node's value is held. Nodes don't say it themselves, as evaluation never asks: whoever
/// reads a node knows. Here it is handed down from those that read first.
extension Program {
  /// By place; nil for a node that nothing reads.
  func nodeRepresentations() -> [Representation?] {
    var result = [Representation?](repeating: nil, count: nodes.count)
    for (node, representation) in roots { result[node] = representation }
    // Children stand before their parents, so one walk from the end meets every parent first.
    for place in nodes.indices.reversed() {
      guard let representation = result[place] else { continue }
      for (node, read) in reads(of: nodes[place], as: representation) { result[node] = read }
    }
    return result
  }

  private var roots: [(NodeID, Representation)] {
    var roots = lets.map { ($0.node, $0.representation == .leaves ? .raw : $0.representation) }
    roots += patternConditions.joined().map { ($0, .bool) }
    for window in windows {
      roots += (window.keys + [window.value].compactMap { $0 }).map { ($0.node, $0.representation) }
      if let condition = window.condition { roots.append((condition, .bool)) }
    }
    roots += models.flatMap(\.features).map { ($0, .float) }
    roots += models.compactMap(\.text).map { ($0, .text) }
    for policy in policies {
      if let condition = policy.condition { roots.append((condition, .bool)) }
      roots += policy.exceptions.map { ($0.condition, .bool) }
      roots += self.roots(of: policy.body)
    }
    return roots
  }

  private func roots(of body: CompiledPolicy.Body) -> [(NodeID, Representation)] {
    switch body {
    case .validate(let rules):
      rules.compactMap { rule in
        switch rule.kind {
        case .require(let node), .verdictIf(let node), .add(_, let node): (node, .bool)
        case .above: nil
        }
      }
    case .limit(let limit):
      (limit.keys + [limit.cost].compactMap { $0 }).map { ($0.node, $0.representation) }
    case .redact, .anomaly: []
    }
  }

  /// The nodes that a node reads, and as what.
  private func reads(
    of node: Node, as representation: Representation
  ) -> [(NodeID, Representation)] {
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.operation {
    case .constant, .field, .letBinding, .matchesField, .window, .score, .matchedText, .variable:
      return []
    case .coalesce: return [(a, representation), (b, representation)]
    case .call: return calls[a].arguments.map { ($0, calls[a].body.argument) }
    case .convert, .exists, .isNull,
      .searchRaw, .matchesRaw, .listCount, .member, .element:
      return [(a, .raw)]
    case .not: return [(a, .bool)]
    case .and, .or, .compareBools: return [(a, .bool), (b, .bool)]
    case .compareInts, .arithmeticInts, .divideInts: return [(a, .int), (b, .int)]
    case .compareFloats, .arithmeticFloats: return [(a, .float), (b, .float)]
    case .compareIntFloat: return [(a, .int), (b, .float)]
    case .compareTexts, .searchDynamic: return [(a, .text), (b, .text)]
    case .compareNetworks: return [(a, .network), (b, .network)]
    case .isMemberText, .containsField, .search, .matchesText: return [(a, .text)]
    case .isMemberInt, .widen: return [(a, .int)]
    case .isMemberFloat: return [(a, .float)]
    case .isMemberNetwork: return [(a, .network)]
    case .isElement:
      return [(a, ElementTest(code: node.c)?.subject.representation ?? .raw), (b, .raw)]
    case .searchDynamicRaw: return [(a, .raw), (b, .text)]
    case .any, .all, .anyLeaf, .allLeaf: return [(a, .raw), (b, .bool)]
    case .negate: return [(a, representation)]
    }
  }
}

extension Conversion {
  fileprivate var representation: Representation {
    switch self {
    case .bool: .bool
    case .int, .time, .duration: .int
    case .float: .float
    case .text: .text
    case .ip, .cidr: .network
    case .raw: .raw
    }
  }
}

extension Builtin.Body {
  /// How its arguments are held.
  fileprivate var argument: Representation {
    switch self {
    case .textToInt, .textToFloat, .textToBool, .choice, .textToText, .textToOptionalInt,
      .textToOptionalFloat:
      .text
    case .intToInt, .intsToInt: .int
    case .floatToFloat, .floatsToFloat: .float
    case .networkToBool: .network
    case .readJSON, .listCount, .leaves: .raw
    }
  }
}
