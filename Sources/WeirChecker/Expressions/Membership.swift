import WeirSyntax

extension Checker {
  /// `x in …`: constants written there, a named list, a network, or a list of the message.
  func checkMembership(
    _ a: Expression, _ b: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let left = checkPresent(a, context)
    if let definition = namedList(b, context) {
      return checkInNamedList(left, definition, b.span, span)
    }
    if case .list(let entries) = b.withoutParentheses.kind {
      return checkInConstants(left, entries, b.span, span)
    }
    let right = checkPresent(b, context)
    guard left.type != .invalid, right.type != .invalid else { return invalid(span) }
    if left.type == .ip, case .constant(.cidr) = right.kind {
      return checkInValues(left, [right], nil, span)
    }
    guard case .list(let element) = right.type else {
      reportNotAList(left, right, span)
      return invalid(span)
    }
    return checkInElements(left, right, element, span)
  }

  /// The list that an expression names, here or in a pack.
  func namedList(_ expression: Expression, _ context: Context) -> Definition? {
    let found: Definition?
    switch expression.withoutParentheses.kind {
    case .name(let name): found = context.scope.definitions[name.text]
    case .member(let base, let name):
      guard case .name(let pack) = base.kind,
        case .pack(let scope)? = context.scope.definitions[pack.text]?.kind
      else { return nil }
      context.scope.definitions[pack.text]?.isUsed = true
      found = scope.definitions[name.text]
    default: return nil
    }
    if case .list? = found?.kind { return found }
    return nil
  }

  private func checkInNamedList(
    _ left: CheckedExpression, _ definition: Definition, _ listSpan: SourceSpan,
    _ span: SourceSpan
  ) -> CheckedExpression {
    definition.isUsed = true
    guard left.type != .invalid, let entries = entries(of: definition) else {
      return invalid(span)
    }
    guard let values = entries.values(for: left.type) else {
      report(
        CheckCodes.wrongOperand,
        "`\(definition.name)` holds \(entries.sort), and `\(written(left.span))` is "
          + "`\(left.type.text)`",
        listSpan, "a list of \(entries.sort)",
        also: [Label(left.span, "this is `\(left.type.text)`")])
      return invalid(span)
    }
    let list = ConstantList(name: definition.scope.qualified(definition.name), values: values)
    return CheckedExpression(.isMember(left, of: list), .bool, span)
  }

  private func checkInConstants(
    _ left: CheckedExpression, _ entries: [Expression], _ listSpan: SourceSpan,
    _ span: SourceSpan
  ) -> CheckedExpression {
    guard let values = constants(entries), left.type != .invalid else { return invalid(span) }
    if entries.isEmpty {
      report(
        LintCodes.emptyList, "this list is empty", listSpan, "nothing is in it",
        help: "list what is meant, or remove the condition")
    }
    return checkInValues(left, values, nil, span)
  }

  private func checkInValues(
    _ left: CheckedExpression, _ values: [CheckedExpression], _ name: String?,
    _ span: SourceSpan
  ) -> CheckedExpression {
    guard left.type.isScalar else {
      reportCompositeMember(left)
      return invalid(span)
    }
    for value in values {
      let isNetwork = left.type == .ip && value.type == .cidr
      guard isNetwork || areComparable(left.type, value.type), isExactly(left.type, value) else {
        reportStrangers(left, value, span, "in")
        return invalid(span)
      }
      guard canEqual(left, value) else { return invalid(span) }
    }
    let list = ConstantList(name: name, values: values.compactMap { $0.constant(as: left.type) })
    return CheckedExpression(.isMember(left, of: list), .bool, span)
  }

  private func isExactly(_ type: ValueType, _ value: CheckedExpression) -> Bool {
    !(type == .int && value.type == .float)
  }

  private func reportCompositeMember(_ left: CheckedExpression) {
    report(
      CheckCodes.comparesComposite, "`\(written(left.span))` can't be looked up in a list",
      left.span, "this is `\(left.type.text)`",
      help: left.type == .json
        ? "convert it first: `as_string(\(written(left.span))) ?? \"\"`"
        : "ask for each element: `any x in \(written(left.span)): x in …`")
  }

  private func checkInElements(
    _ left: CheckedExpression, _ right: CheckedExpression, _ element: ValueType,
    _ span: SourceSpan
  ) -> CheckedExpression {
    guard left.type.isScalar else {
      reportCompositeMember(left)
      return invalid(span)
    }
    guard areComparable(left.type, element.wrapped) else {
      reportStrangers(left, right, span, "in")
      return invalid(span)
    }
    if case .union(let texts) = element.wrapped, case .constant(.text(let text)) = left.kind,
      !texts.contains(text)
    {
      report(
        CheckCodes.strangerToUnion, "`\(written(right.span))` never holds `\"\(text)\"`",
        left.span, "its elements are \(element.wrapped.text)", help: didYouMean(text, texts))
      return invalid(span)
    }
    return CheckedExpression(.isElement(left, of: right), .bool, span)
  }

  private func reportNotAList(
    _ left: CheckedExpression, _ right: CheckedExpression, _ span: SourceSpan
  ) {
    let (needle, text) = (written(left.span), written(right.span))
    let help =
      switch right.type {
      case .string, .union: "for a part of a text write `\(text) contains \(needle)`"
      case .json: "look through its texts: `any x in leaves(\(text)): x == \(needle)`"
      default: "compare with `==`, or write a list: `\(needle) in [\(text)]`"
      }
    report(
      CheckCodes.needsList, "`\(text)` is no list", right.span,
      "this is `\(right.type.text)`, and `in` looks through a list", help: help)
  }

  /// The constants of a list written in place, all of one kind; nil where that was reported.
  func constants(_ entries: [Expression]) -> [CheckedExpression]? {
    var values: [CheckedExpression] = []
    for entry in entries {
      if case .invalid = entry.kind { return nil }
      guard let value = constant(entry) else {
        report(
          CheckCodes.notConstant, "a list holds constants", entry.span,
          "`\(written(entry.span))` is none",
          help: "compare with it: `x == \(written(entry.span)) or x in […]`")
        return nil
      }
      values.append(CheckedExpression(.constant(value), value.type, entry.span))
      guard let first = values.first, !first.isAlike(values[values.count - 1]) else { continue }
      report(
        CheckCodes.mixedList, "a list holds values of one type", entry.span,
        "this is `\(value.type.text)`", also: [Label(first.span, "this is `\(first.type.text)`")],
        help: "make two lists")
      return nil
    }
    return values
  }
}

extension Expression {
  var withoutParentheses: Expression {
    if case .parenthesised(let inner) = kind { return inner.withoutParentheses }
    return self
  }
}

extension CheckedExpression {
  /// Can stand beside the other in one list: numbers with numbers, addresses with networks.
  fileprivate func isAlike(_ other: CheckedExpression) -> Bool {
    let (a, b) = (type, other.type)
    let addresses: Set<ValueType> = [.ip, .cidr]
    return a == b || (a.isNumber && b.isNumber) || (addresses.contains(a) && addresses.contains(b))
  }

  fileprivate func constant(as type: ValueType) -> Constant? {
    guard case .constant(let constant) = kind else { return nil }
    return constant.converted(to: type)
  }
}

extension Constant {
  var type: ValueType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .text: .string
    case .time: .time
    case .duration: .duration
    case .ip: .ip
    case .cidr: .cidr
    }
  }

  /// An int among floats becomes one where a double holds it exactly.
  func converted(to type: ValueType) -> Constant {
    if case .int(let number) = self, type == .float, let exact = Double(exactly: number) {
      return .float(exact)
    }
    return self
  }
}
