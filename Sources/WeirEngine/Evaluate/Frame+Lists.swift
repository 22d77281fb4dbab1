import WeirJSON

extension Frame {
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
}
