import WeirSyntax

extension Checker {
  /// Checks every definition of a scope, used or not, in the order of names.
  func checkDefinitions(of scope: Scope) {
    for definition in scope.definitions.values.sorted(by: { $0.name < $1.name }) {
      switch definition.kind {
      case .field, .pack: break
      case .list: _ = entries(of: definition)
      case .pattern: _ = patternID(definition)
      case .letBinding: _ = letID(definition, usedAt: definition.span)
      case .model: _ = modelID(definition)
      }
    }
  }

  /// Checks a definition when it is first needed; nil where that was reported.
  func resolve(
    _ definition: Definition, usedAt span: SourceSpan, _ body: () -> Int?
  ) -> Int? {
    switch definition.state {
    case .done(let id): return id
    case .underWay:
      report(
        CheckCodes.circularDefinition, "`\(definition.name)` is defined by itself", span,
        "this leads back to `\(definition.name)`", also: [Label(definition.span, "defined here")],
        help: "a definition may only use others that don't need it")
      return nil
    case .waiting:
      definition.state = .underWay
      let id = body()
      definition.state = .done(id)
      return id
    }
  }

  func letID(_ definition: Definition, usedAt span: SourceSpan) -> LetID? {
    guard case .letBinding(let tree) = definition.kind else { return nil }
    if span != definition.span { definition.isUsed = true }
    return resolve(definition, usedAt: span) {
      let value = check(tree.value, Context(definition.scope))
      guard value.type != .invalid else { return nil }
      let name = definition.scope.qualified(definition.name)
      lets.append(CheckedLet(name: name, value: value))
      letTraits.append(traits(of: value, name))
      return lets.count - 1
    }
  }

  private func traits(of value: CheckedExpression, _ name: String) -> ExpressionTraits {
    var traits = ExpressionTraits(
      ifTrue: facts(value, holds: true), ifFalse: facts(value, holds: false))
    value.visit { part in
      switch part.kind {
      case .window: traits.hasWindow = true
      case .score: traits.hasScore = true
      case .letBinding(let id):
        traits.hasWindow = traits.hasWindow || letTraits[id].hasWindow
        traits.hasScore = traits.hasScore || letTraits[id].hasScore
      default: break
      }
    }
    traits.canonical = canonicalLet(name, value)
    return traits
  }

  /// What a qualified name stands for; nil where that was reported.
  func definition(
    _ name: QualifiedName, in scope: Scope, wanted: String, _ isWanted: (Definition) -> Bool
  ) -> Definition? {
    guard let first = name.parts.first else { return nil }
    guard let found = scope.definitions[first.text] else {
      reportUnknown(
        first, "unknown name `\(first.text)`", "no \(wanted) has this name",
        help: similar(name, in: scope, isWanted))
      return nil
    }
    if case .pack = found.kind { found.isUsed = true }
    guard name.parts.count > 1 else { return found }
    guard case .pack(let pack) = found.kind, name.parts.count == 2 else {
      report(
        CheckCodes.wrongSort, "`\(first.text)` is \(found.sort), not a pack", first.span,
        "only a pack's names are written with a dot")
      return nil
    }
    return publicDefinition(name.parts[1], in: pack)
  }

  /// What may have been meant by a name that stands for nothing.
  private func similar(
    _ name: QualifiedName, in scope: Scope, _ isWanted: (Definition) -> Bool
  ) -> String? {
    let first = name.parts[0].text
    if name.parts.count > 1, input.packs.contains(where: { $0.name == first }) {
      return "add `use \(first)` at the top of the file"
    }
    let known =
      scope.definitions.values.filter(isWanted).map(\.name)
      + (name.parts.count > 1 ? scope.used.map(\.name) : [])
    return inPack(first, scope, isWanted) ?? didYouMean(first, known)
  }

  /// Points at a pack that has the name: a pack's names are written with the pack's own.
  private func inPack(
    _ name: String, _ scope: Scope, _ isWanted: (Definition) -> Bool
  ) -> String? {
    let pack = scope.used.first { $0.definitions[name].map(isWanted) ?? false }
    return pack?.packName.map { "did you mean `\($0).\(name)`?" }
  }

  func reportWrongSort(_ found: Definition, _ wanted: String, _ span: SourceSpan) {
    let known = found.scope.definitions.values
    report(
      CheckCodes.wrongSort, "`\(found.name)` is \(found.sort), not \(wanted)", span,
      "\(wanted) is needed here", also: [Label(found.span, "defined here")],
      help: didYouMean(
        found.name, known.filter { "\($0.sort)" == wanted }.map(\.name)))
  }
}

extension CheckedExpression {
  /// Calls the body with this expression and everything inside it, `let`s excluded.
  func visit(_ body: (CheckedExpression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  var children: [CheckedExpression] {
    switch kind {
    case .constant, .field, .variable, .letBinding, .matchedText, .window, .score: []
    case .member(let a, _), .element(let a, _), .exists(let a), .isNull(let a), .not(let a),
      .negate(let a), .widened(let a), .isMember(let a, _), .search(_, let a, _),
      .matches(let a, _):
      [a]
    case .call(_, let arguments): arguments
    case .and(let a, let b), .or(let a, let b), .compare(_, let a, let b),
      .arithmetic(_, let a, let b), .isElement(let a, let b), .searchDynamic(_, let a, let b),
      .quantified(_, _, let a, let b), .coalesce(let a, let b):
      [a, b]
    }
  }
}
