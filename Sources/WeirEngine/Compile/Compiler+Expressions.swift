import WeirChecker
import WeirMatcher
import WeirSyntax

extension Compiler {
  /// Compiles an expression; the node belongs to `representation(of:)` it.
  mutating func expression(_ value: CheckedExpression) -> NodeID {
    let node = compiled(value)
    nodes.append(node)
    spans.append(value.span)
    return nodes.count - 1
  }

  private mutating func compiled(_ value: CheckedExpression) -> Node {
    switch value.kind {
    case .constant(let constant): return self.constant(constant)
    case .field(let field): return Node(.field, field)
    case .letBinding(let binding): return Node(.letBinding, binding)
    case .matchedText: return Node(.matchedText)
    case .variable(let variable):
      variableCount = max(variableCount, variable + 1)
      return read(Node(.variable, variable), as: value)
    case .member(let base, let name):
      return read(Node(.member, raw(base), text(name)), as: value)
    case .element(let base, let place):
      return read(Node(.element, raw(base), place), as: value)
    case .exists(let path): return presence(.exists, path)
    case .isNull(let path): return presence(.isNull, path)
    case .call(let builtin, let arguments): return call(builtin, arguments)
    case .window(let window): return Node(.window, window)
    case .score(let model): return Node(.score, model)
    case .not(let operand): return Node(.not, expression(operand))
    case .and(let a, let b): return Node(.and, expression(a), expression(b))
    case .or(let a, let b): return Node(.or, expression(a), expression(b))
    case .negate(let operand): return Node(.negate, expression(operand))
    case .widened(let operand): return Node(.widen, expression(operand))
    case .compare(let comparison, let a, let b): return compare(comparison, a, b)
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, a, b, type: value.type)
    case .isMember(let subject, let list): return membership(subject, list)
    case .isElement(let subject, let list): return elementhood(subject, list)
    case .search(let search, let subject, let texts): return self.search(search, subject, texts)
    case .searchDynamic(let search, let subject, let text):
      let operation: Operation =
        representation(of: subject) == .text ? .searchDynamic : .searchDynamicRaw
      return Node(operation, expression(subject), expression(text), search.code)
    case .matches(let subject, let patterns): return matches(subject, patterns)
    case .quantified(let quantifier, let variable, let list, let body):
      return quantified(quantifier, variable, list, body)
    case .coalesce(let a, let b):
      let (left, right) = (expression(a), expression(b))
      return Node(.coalesce, left, right, (source(of: left) ?? -1) + 1)
    }
  }

  /// The field without which there is no value: `as_string(tool.args.to) ?? as_string(tool.args.email)`
  /// reads nothing else.
  private func source(of id: NodeID) -> FieldID? {
    let node = nodes[id]
    switch node.operation {
    case .field: return Int(node.a)
    case .convert, .member, .element: return source(of: Int(node.a))
    case .coalesce:
      let field = source(of: Int(node.a))
      return field == source(of: Int(node.b)) ? field : nil
    default: return nil
    }
  }

  /// How the value of an expression is held.
  func representation(of value: CheckedExpression) -> Representation {
    if isLeaves(value) { return .leaves }
    return representation(of: value.type)
  }

  func representation(of type: ValueType) -> Representation {
    switch type {
    case .bool: .bool
    case .int, .time, .duration: .int
    case .float: .float
    case .string, .union: .text
    case .ip, .cidr: .network
    case .json, .record, .list: .raw
    case .optional(let wrapped): representation(of: wrapped)
    case .invalid: preconditionFailure("a checked set holds no invalid type")
    }
  }

  /// `leaves(…)`, also through a `let`.
  private func isLeaves(_ value: CheckedExpression) -> Bool {
    switch value.kind {
    case .call(let builtin, _): builtin.name == "leaves"
    case .letBinding(let binding): isLeaves(set.lets[binding].value)
    default: false
    }
  }

  /// The value inside `leaves(…)`.
  mutating func leavesSource(_ value: CheckedExpression) -> NodeID {
    switch value.kind {
    case .call(_, let arguments): raw(arguments[0])
    case .letBinding(let binding): leavesSource(set.lets[binding].value)
    default: preconditionFailure("only `leaves` gives leaves")
    }
  }

  // MARK: - Values of the line

  /// Compiles a path to the value as it stands in the line.
  mutating func raw(_ value: CheckedExpression) -> NodeID {
    let node: Node =
      switch value.kind {
      case .field(let field): Node(.field, field)
      case .variable(let variable): Node(.variable, variable)
      case .member(let base, let name): Node(.member, raw(base), text(name))
      case .element(let base, let place): Node(.element, raw(base), place)
      case .coalesce(let a, let b): Node(.coalesce, raw(a), raw(b))
      case .letBinding(let binding): Node(.letBinding, binding)
      default: preconditionFailure("the checker takes only paths here")
      }
    if case .variable(let variable) = value.kind {
      variableCount = max(variableCount, variable + 1)
    }
    nodes.append(node)
    spans.append(value.span)
    return nodes.count - 1
  }

  /// Adds the reading of a raw value as what its type asks for.
  private mutating func read(_ node: Node, as value: CheckedExpression) -> Node {
    let conversion = Conversion(value.type)
    if conversion == .raw { return node }
    nodes.append(node)
    spans.append(value.span)
    return Node(.convert, nodes.count - 1, conversion.rawValue)
  }

  private mutating func presence(_ operation: Operation, _ path: CheckedExpression) -> Node {
    Node(operation, raw(path))
  }

  // MARK: - Constants

  private mutating func constant(_ constant: Constant) -> Node {
    switch constant {
    case .bool(let value): return Node(.constant, value ? 1 : 0)
    case .int(let value), .time(let value), .duration(let value):
      ints.append(value)
      return Node(.constant, ints.count - 1)
    case .float(let value):
      floats.append(value)
      return Node(.constant, floats.count - 1)
    case .text(let value): return Node(.constant, text(value))
    case .ip(let address):
      networks.append(IPNetwork(address: address, prefixLength: 128))
      return Node(.constant, networks.count - 1)
    case .cidr(let network):
      networks.append(network)
      return Node(.constant, networks.count - 1)
    }
  }

  mutating func text(_ value: String) -> Int {
    if let known = textPlaces[value] { return known }
    textPlaces[value] = texts.count
    texts.append(value)
    return texts.count - 1
  }
}

extension Conversion {
  init(_ type: ValueType) {
    switch type {
    case .bool: self = .bool
    case .int: self = .int
    case .float: self = .float
    case .string, .union: self = .text
    case .time: self = .time
    case .duration: self = .duration
    case .ip: self = .ip
    case .cidr: self = .cidr
    case .json, .record, .list: self = .raw
    case .optional(let wrapped): self = Conversion(wrapped)
    case .invalid: preconditionFailure("a checked set holds no invalid type")
    }
  }
}
