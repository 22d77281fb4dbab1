import WeirChecker
import WeirMatcher
import WeirSyntax

extension Compiler {
  mutating func compare(
    _ comparison: Comparison, _ a: CheckedExpression, _ b: CheckedExpression
  ) -> Node {
    let left = expression(a)
    let right = expression(b)
    switch (representation(of: a), representation(of: b)) {
    case (.int, .int): return Node(.compareInts, left, right, comparison.code)
    case (.float, .float): return Node(.compareFloats, left, right, comparison.code)
    case (.int, .float): return Node(.compareIntFloat, left, right, comparison.code)
    case (.float, .int): return Node(.compareIntFloat, right, left, comparison.mirrored.code)
    case (.text, .text): return Node(.compareTexts, left, right, comparison.code)
    case (.bool, .bool): return Node(.compareBools, left, right, comparison.code)
    case (.network, .network): return Node(.compareNetworks, left, right, comparison.code)
    default: preconditionFailure("the checker compares like with like")
    }
  }

  mutating func arithmetic(
    _ operation: Arithmetic, _ a: CheckedExpression, _ b: CheckedExpression, type: ValueType
  ) -> Node {
    let left = expression(a)
    let right = expression(b)
    if representation(of: type) == .int {
      return Node(.arithmeticInts, left, right, operation.code)
    }
    if representation(of: a) == .int && representation(of: b) == .int {
      return Node(.divideInts, left, right)
    }
    return Node(.arithmeticFloats, float(left, a), float(right, b), operation.code)
  }

  private mutating func float(_ node: NodeID, _ value: CheckedExpression) -> NodeID {
    guard representation(of: value) == .int else { return node }
    nodes.append(Node(.widen, node))
    spans.append(value.span)
    return nodes.count - 1
  }

  mutating func search(
    _ search: TextSearch, _ subject: CheckedExpression, _ texts: [String]
  ) -> Node {
    if search == .contains, TextSet.fitsScan(texts),
      case .field(let field) = subject.kind, representation(of: subject) == .text
    {
      return Node(
        .containsField, expression(subject), addSites(field, texts.map { needle($0) }), field)
    }
    var set = TextSet(members: self.texts.count..<self.texts.count + texts.count)
    self.texts += texts
    if search == .contains {
      set.literals = literals.count
      literals.append(LiteralSet(texts))
    }
    textSets.append(set)
    let operation: Operation = representation(of: subject) == .text ? .search : .searchRaw
    return Node(operation, expression(subject), textSets.count - 1, search.code)
  }

  /// The pattern that a text looked for in a field is.
  private mutating func needle(_ text: String) -> PatternID {
    if let known = needlePlaces[text] { return known }
    needlePlaces[text] = set.patterns.count + needles.count
    needles.append(text)
    return set.patterns.count + needles.count - 1
  }

  mutating func matches(_ subject: CheckedExpression, _ patterns: [PatternID]) -> Node {
    if case .field(let field) = subject.kind, representation(of: subject) == .text {
      return Node(.matchesField, field, addSites(field, patterns))
    }
    patternGroups.append(Set(patterns).sorted())
    let operation: Operation = representation(of: subject) == .text ? .matchesText : .matchesRaw
    return Node(operation, expression(subject), patternGroups.count - 1)
  }

  /// A pattern in a field is one site, however many rules ask for it.
  private mutating func addSites(_ field: FieldID, _ patterns: [PatternID]) -> Int {
    let row = patterns.map { pattern in
      let site = MatchSite(field: field, pattern: pattern)
      if let known = sitePlaces[site] { return known }
      sitePlaces[site] = sites.count
      sites.append(site)
      return sites.count - 1
    }
    siteRows.append(row)
    return siteRows.count - 1
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ variable: Int, _ list: CheckedExpression,
    _ body: CheckedExpression
  ) -> Node {
    variableCount = max(variableCount, variable + 1)
    let isAny = quantifier == .any
    if representation(of: list) == .leaves {
      let source = leavesSource(list)
      return Node(isAny ? .anyLeaf : .allLeaf, source, expression(body), variable)
    }
    let source = raw(list)
    return Node(isAny ? .any : .all, source, expression(body), variable)
  }

  mutating func call(_ builtin: BuiltinReference, _ arguments: [CheckedExpression]) -> Node {
    guard let body = Builtins.all.named(builtin.name)?.bodies[builtin.overload] else {
      preconditionFailure("the checker knows only the engine's builtins")
    }
    switch body {
    case .readJSON(let conversion):
      return Node(.convert, raw(arguments[0]), conversion.rawValue, 1)
    case .listCount:
      let isLeaves = representation(of: arguments[0]) == .leaves
      let source = isLeaves ? leavesSource(arguments[0]) : raw(arguments[0])
      return Node(.listCount, source, isLeaves ? 1 : 0)
    case .leaves:
      return nodes[raw(arguments[0])]
    case .choice(let choose):
      guard case .constant(.text(let name)) = arguments[1].kind else {
        preconditionFailure("the checker takes only names here")
      }
      let call = BuiltinCall(
        body: .textToBool(choose(name)), arguments: [expression(arguments[0])],
        name: "\(builtin.name) \(name)")
      calls.append(call)
      return Node(.call, calls.count - 1, call.arguments[0], call.arguments[0])
    default:
      let nodes = arguments.map { expression($0) }
      precondition((1...2).contains(nodes.count), "a builtin has one or two arguments")
      calls.append(BuiltinCall(body: body, arguments: nodes, name: builtin.name))
      return Node(.call, calls.count - 1, nodes[0], nodes.last ?? 0)
    }
  }
}

extension Comparison {
  /// The comparison that holds with the sides changed over.
  var mirrored: Comparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
