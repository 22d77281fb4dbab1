import WeirSyntax

/// What is known of an expression before any message: its value, or nil where that depends.
struct StaticValue {
  let context: LintContext
  /// A path that is taken to be left out.
  var absent: String?
  /// How many `let`s were opened on the way here. A `let` of `let`s doubles with every level, so only
  /// the outer ones are looked into.
  private var letDepth = 0

  init(context: LintContext, absent: String? = nil) {
    self.context = context
    self.absent = absent
  }

  func truth(_ e: CheckedExpression) -> Bool? {
    switch e.kind {
    case .constant(.bool(let value)): value
    case .exists(let path): existence(path)
    case .isNull(let path): path.type.isOptional ? nil : false
    case .not(let inner): truth(inner).map(!)
    case .and: conjunction(e.conjuncts)
    case .or(let a, let b): disjunction(truth(a), truth(b))
    case .letBinding(let id): inside { $0.truth(context.set.lets[id].value) }
    case .compare(let op, let a, let b): comparison(op, a, b)
    case .isMember(let value, let list): membership(value, list)
    case .search(let search, let subject, let texts): found(search, subject, texts)
    case .matches(let subject, _): constant(subject) == .text("") ? false : nil
    case .constant, .field, .member, .element, .variable, .matchedText, .call, .window, .score,
      .negate, .arithmetic, .widened, .isElement, .searchDynamic, .quantified, .coalesce:
      nil
    }
  }

  func constant(_ e: CheckedExpression) -> Constant? {
    switch e.kind {
    case .constant(let value): value
    case .coalesce(let path, let other): isAbsent(path) ? constant(other) : nil
    case .widened(let inner): constant(inner)?.converted(to: .float)
    case .letBinding(let id): inside { $0.constant(context.set.lets[id].value) }
    default: nil
    }
  }

  private func isAbsent(_ path: CheckedExpression) -> Bool {
    guard let absent, let text = context.absenceText(path) else { return false }
    return text == absent || text.hasPrefix(absent + ".") || text.hasPrefix(absent + "[")
  }

  private func existence(_ path: CheckedExpression) -> Bool? {
    if isAbsent(path) { return false }
    return path.type.isOptional ? nil : true
  }

  private func inside<Value>(_ look: (StaticValue) -> Value?) -> Value? {
    guard letDepth < 2 else { return nil }
    var deeper = self
    deeper.letDepth += 1
    return look(deeper)
  }

  private func conjunction(_ parts: [CheckedExpression]) -> Bool? {
    let truths = parts.map(truth)
    if truths.contains(false) || contradict(parts) { return false }
    return truths.allSatisfy { $0 == true } ? true : nil
  }

  private func disjunction(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == false && b == false ? false : nil
  }

  /// One thing can't equal two constants.
  private func contradict(_ parts: [CheckedExpression]) -> Bool {
    var equal: [String: Constant] = [:]
    for part in parts {
      guard case .compare(.equal, let a, let b) = part.kind, let value = constant(b) else {
        continue
      }
      if let other = equal.updateValue(value, forKey: context.written(a.span)), other != value {
        return true
      }
    }
    return false
  }

  private func comparison(
    _ op: Comparison, _ a: CheckedExpression, _ b: CheckedExpression
  ) -> Bool? {
    if let x = constant(a), let y = constant(b) { return compare(op, x, y) }
    guard let bound = constant(b)?.number, a.isNeverNegative(in: context.set) else { return nil }
    switch op {
    case .greaterOrEqual: return bound <= 0 ? true : nil
    case .less: return bound <= 0 ? false : nil
    case .greater: return bound < 0 ? true : nil
    case .lessOrEqual, .equal: return bound < 0 ? false : nil
    case .notEqual: return bound < 0 ? true : nil
    }
  }

  private func compare(_ op: Comparison, _ x: Constant, _ y: Constant) -> Bool? {
    switch op {
    case .equal: return x == y
    case .notEqual: return x != y
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    guard let a = x.number, let b = y.number else { return nil }
    switch op {
    case .less: return a < b
    case .lessOrEqual: return a <= b
    case .greater: return a > b
    case .greaterOrEqual: return a >= b
    case .equal, .notEqual: return nil
    }
  }

  private func membership(_ value: CheckedExpression, _ list: ConstantList) -> Bool? {
    if list.values.isEmpty { return false }
    if let constant = constant(value), constant.type != .ip {
      return list.values.contains(constant)
    }
    guard case .union(let texts) = value.type else { return nil }
    return texts.allSatisfy { list.values.contains(.text($0)) } ? true : nil
  }

  private func found(
    _ search: TextSearch, _ subject: CheckedExpression, _ texts: [String]
  ) -> Bool? {
    guard case .text(let text)? = constant(subject) else { return nil }
    return texts.contains { needle in
      switch search {
      case .contains: text.contains(needle)
      case .startsWith: text.hasPrefix(needle)
      case .endsWith: text.hasSuffix(needle)
      }
    }
  }
}

extension Constant {
  var number: Double? {
    switch self {
    case .int(let value), .time(let value), .duration(let value): Double(value)
    case .float(let value): value
    case .bool, .text, .ip, .cidr: nil
    }
  }
}

extension CheckedExpression {
  /// The parts that all hold where this holds.
  var conjuncts: [CheckedExpression] {
    if case .and(let a, let b) = kind { return a.conjuncts + b.conjuncts }
    return [self]
  }

  /// A length or a count of messages.
  func isNeverNegative(in set: CheckedSet) -> Bool {
    switch kind {
    case .call(let builtin, _): ["length", "bytes"].contains(builtin.name)
    case .window(let id): set.windows[id].function != .sum
    case .widened(let inner): inner.isNeverNegative(in: set)
    default: false
    }
  }

  var constantNumber: Double? {
    switch kind {
    case .constant(let value): value.number
    case .widened(let inner): inner.constantNumber
    default: nil
    }
  }
}
