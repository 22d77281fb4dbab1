import WeirSyntax

extension Checker {
  /// The paths that are there when the expression turned out `holds`.
  func facts(_ expression: CheckedExpression, holds: Bool) -> Facts {
    switch expression.kind {
    case .exists(let path): holds ? prefixes(of: path) : []
    case .not(let inner): facts(inner, holds: !holds)
    case .and(let a, let b): combine(a, b, holds, both: holds)
    case .or(let a, let b): combine(a, b, holds, both: !holds)
    case .letBinding(let id): holds ? letTraits[id].ifTrue : letTraits[id].ifFalse
    case .constant, .field, .member, .element, .variable, .matchedText, .isNull, .call, .window,
      .score, .negate, .compare, .arithmetic, .widened, .isMember, .isElement, .search,
      .searchDynamic, .matches, .quantified, .coalesce:
      []
    }
  }

  private func combine(
    _ a: CheckedExpression, _ b: CheckedExpression, _ holds: Bool, both: Bool
  ) -> Facts {
    let (a, b) = (facts(a, holds: holds), facts(b, holds: holds))
    return both ? a.union(b) : a.intersection(b)
  }

  private func prefixes(of path: CheckedExpression) -> Facts {
    guard let key = pathKey(path) else { return [] }
    return Facts(key.indices.map { Array(key[...$0]) })
  }

  /// Nil for what is no path.
  func pathKey(_ expression: CheckedExpression) -> PathKey? {
    switch expression.kind {
    case .field(let id): message.fields[id].path.map { ".\($0)" }
    case .variable(let index): ["$\(index)"]
    case .member(let base, let name): pathKey(base).map { $0 + [".\(name)"] }
    case .element(let base, let index): pathKey(base).map { $0 + ["[\(index)]"] }
    case .constant, .letBinding, .matchedText, .exists, .isNull, .call, .window, .score, .not, .and,
      .or, .negate, .compare, .arithmetic, .widened, .isMember, .isElement, .search,
      .searchDynamic, .matches, .quantified, .coalesce:
      nil
    }
  }

  /// A step of a path, which is optional where it or what it starts from may be absent.
  func step(
    _ kind: CheckedExpression.Kind, _ type: ValueType, from base: CheckedExpression?,
    _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    var result = CheckedExpression(kind, type.wrapped, span)
    let isKnown = pathKey(result).map { context.facts.contains($0) } ?? false
    let mayBeAbsent = (type.isOptional && !isKnown) || (base?.type.isOptional ?? false)
    result.type = type.wrapped.optional(if: mayBeAbsent)
    return result
  }
}
