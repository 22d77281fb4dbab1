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
        return present(base.member(named: program.pools.texts[Int(node.b)], in: line))
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
      .isMemberText, .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement, .search,
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

  // MARK: - Addresses

  mutating func network(_ id: NodeID) -> Outcome<IPNetwork> {
    let node = program.nodes[id]
    let a = Int(node.a)
    switch node.operation {
    case .constant: return .value(program.pools.networks[a])
    case .field:
      if case .network(let value) = values[a] { return .value(value) }
      return .absent
    case .letBinding:
      if case .network(let value) = lets[a] { return value }
      let value = network(program.lets[a].node)
      lets[a] = .network(value)
      return value
    case .coalesce:
      let value = network(a)
      if case .absent = value { return network(Int(node.b)) }
      return value
    case .convert:
      guard let conversion = Conversion(rawValue: Int(node.b)) else { return .failed }
      return raw(a).flatMap { convertNetwork($0, conversion) }
    case .call, .not, .and, .or, .exists, .isNull, .compareInts, .compareFloats,
      .compareIntFloat, .compareTexts, .compareBools, .compareNetworks, .isMemberText,
      .isMemberInt, .isMemberFloat, .isMemberNetwork, .isElement, .search, .searchRaw,
      .searchDynamic, .searchDynamicRaw, .matchesField, .matchesText, .matchesRaw, .any, .all,
      .anyLeaf, .allLeaf, .negate, .arithmeticInts, .arithmeticFloats, .widen, .divideInts,
      .window, .score, .listCount, .matchedText, .member, .element, .variable:
      preconditionFailure("a network node gives an address or a network")
    }
  }

  // MARK: - Lists

  mutating func countElements(_ list: NodeID, isLeaves: Bool) -> Outcome<Int64> {
    raw(list).map { value in
      if isLeaves {
        var count: Int64 = 0
        _ = anyText(in: value) { _, _ in
          count += 1
          return .value(false)
        }
        return count
      }
      guard value.kind == .array else { return 0 }
      var elements = value.elements(in: line)
      var count: Int64 = 0
      while elements.next() != nil { count += 1 }
      return count
    }
  }

  mutating func quantify(
    _ list: NodeID, _ body: NodeID, variable: Int, isAny: Bool
  ) -> Outcome<Bool> {
    raw(list).flatMap { value in
      guard value.kind == .array else { return .absent }
      var elements = value.elements(in: line)
      var hasFailed = false
      // A `let` in the body may have a loop of its own over the same place.
      let outer = variables[variable]
      defer { variables[variable] = outer }
      while let element = elements.next() {
        variables[variable] = element
        let holds = condition(body)
        if holds == .value(isAny) { return holds }
        if holds != .value(!isAny) { hasFailed = true }
      }
      return hasFailed ? .failed : .value(!isAny)
    }
  }

  mutating func quantifyLeaves(
    _ source: NodeID, _ body: NodeID, variable: Int, isAny: Bool
  ) -> Outcome<Bool> {
    raw(source).flatMap { value in
      var hasFailed = false
      let outer = variables[variable]
      defer { variables[variable] = outer }
      for leaf in leaves(of: value) {
        variables[variable] = leaf
        let holds = condition(body)
        if holds == .value(isAny) { return holds }
        if holds != .value(!isAny) { hasFailed = true }
      }
      return hasFailed ? .failed : .value(!isAny)
    }
  }

  /// Strings and numbers inside a value, member names left out.
  func leaves(of value: JSONValue) -> [JSONValue] {
    var leaves: [Leaf] = []
    value.collectLeaves(in: line, into: &leaves)
    return leaves.compactMap { $0.isName ? nil : $0.value }
  }

  /// Whether `body` holds for one of the strings and numbers inside a value.
  mutating func anyText(
    in value: JSONValue, _ body: (inout Frame, TextBytes) -> Outcome<Bool>
  ) -> Outcome<Bool> {
    var hasFailed = false
    for leaf in leaves(of: value) {
      switch temporarily({ body(&$0, $0.leafText(leaf)) }) {
      case .value(true): return .value(true)
      case .value(false): break
      case .absent, .failed: hasFailed = true
      }
    }
    return hasFailed ? .failed : .value(false)
  }

  mutating func isElement(_ subject: NodeID, of list: NodeID, _ code: Int32) -> Outcome<Bool> {
    guard let test = ElementTest(code: code) else { return .failed }
    return raw(list).flatMap { value in
      guard value.kind == .array else { return .absent }
      switch (test.subject, test.element) {
      case (.text, _):
        return text(subject).map { wanted in contains(value) { $0.text($1, is: wanted) } }
      case (.int, .float):
        return int(subject).map { wanted in
          contains(value) { $0.convertFloat($1).map { Self.exactOrder(wanted, $0) } == .value(0) }
        }
      case (.int, _), (.time, _), (.duration, _):
        return int(subject).map { wanted in
          contains(value) { $0.convertInt($1, test.element) == .value(wanted) }
        }
      case (.float, .int):
        return float(subject).map { wanted in
          contains(value) {
            $0.convertInt($1, .int).map { Self.exactOrder($0, wanted) } == .value(0)
          }
        }
      case (.float, _):
        return float(subject).map { wanted in
          contains(value) { $0.convertFloat($1) == .value(wanted) }
        }
      case (.bool, _):
        return bool(subject).map { wanted in
          contains(value) { $0.convertBool($1) == .value(wanted) }
        }
      case (.ip, _), (.cidr, _):
        return network(subject).map { wanted in
          contains(value) { $0.convertNetwork($1, test.element) == .value(wanted) }
        }
      case (.raw, _): return .failed
      }
    }
  }

  private mutating func contains(
    _ list: JSONValue, where isWanted: (inout Frame, JSONValue) -> Bool
  ) -> Bool {
    var elements = list.elements(in: line)
    while let element = elements.next() {
      if temporarily({ isWanted(&$0, element) }) { return true }
    }
    return false
  }

  private mutating func text(_ value: JSONValue, is wanted: TextBytes) -> Bool {
    value.kind == .string && decoded(value).isEqual(wanted)
  }
}
