import WeirSyntax

extension Checker {
  func checkMember(
    _ base: Expression, _ name: Name, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    if let pack = pack(base, context) { return checkPackMember(pack, name, span, context) }
    let base = check(base, context)
    switch base.type.wrapped {
    case .invalid: return invalid(span)
    case .record(let record):
      guard let field = record.field(named: name.text) else {
        reportUnknownMember(name, of: base, record)
        return invalid(span)
      }
      if field.type.isInvalid { return invalid(span) }
      if case .field(let id) = base.kind {
        return checkField(message.fields[id].path + [name.text], field.type, base, span, context)
      }
      return step(.member(base, jsonName: field.jsonName), field.type, from: base, span, context)
    case .json:
      return step(
        .member(base, jsonName: name.text), .optional(.json), from: nil, span, context)
    case .bool, .int, .float, .string, .time, .duration, .ip, .cidr, .union, .list, .optional:
      reportNoMembers(name, of: base)
      return invalid(span)
    }
  }

  /// The pack that an expression names, unless a loop variable has that name.
  private func pack(_ expression: Expression, _ context: Context) -> Scope? {
    guard case .name(let name) = expression.kind,
      !context.variables.contains(where: { $0.name == name.text }),
      let definition = context.scope.definitions[name.text],
      case .pack(let pack) = definition.kind
    else { return nil }
    definition.isUsed = true
    return pack
  }

  private func checkPackMember(
    _ pack: Scope, _ name: Name, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    guard let definition = publicDefinition(name, in: pack) else { return invalid(span) }
    guard case .letBinding = definition.kind else {
      reportNotAValue(definition, span)
      return invalid(span)
    }
    return checkLetUse(definition, span, context)
  }

  /// What a pack shows to others: its definitions, but neither its fields nor the packs it uses.
  func publicDefinition(_ name: Name, in pack: Scope) -> Definition? {
    if let definition = pack.definitions[name.text], definition.isPublic { return definition }
    let known = pack.definitions.values.filter(\.isPublic).map(\.name).sorted()
    report(
      CheckCodes.unknownName, "the pack `\(pack.name)` has no `\(name.text)`", name.span,
      "it has \(quotedList(known))", help: didYouMean(name.text, known))
    return nil
  }

  private func reportUnknownMember(
    _ name: Name, of base: CheckedExpression, _ record: RecordType
  ) {
    let known = record.fields.map(\.name)
    let path = written(base.span)
    report(
      CheckCodes.unknownField, "unknown field `\(path).\(name.text)`", name.span,
      "`\(path)` has \(quotedList(known))", help: didYouMean(name.text, known))
  }

  private func reportNoMembers(_ name: Name, of base: CheckedExpression) {
    let path = written(base.span)
    let isList = if case .list = base.type.wrapped { true } else { false }
    let call = builtins[name.text].map { _ in "write `\(name.text)(\(path))`" }
    report(
      CheckCodes.noMembers, "`\(path)` has no members", name.span,
      "`\(path)` is `\(base.type.text)`",
      help: call
        ?? (isList ? "look at each of them: `any x in \(path): x.\(name.text) …`" : nil))
  }

  func checkElement(
    _ base: Expression, _ index: Expression, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    let base = check(base, context)
    guard let place = placeInList(index) else { return invalid(span) }
    switch base.type.wrapped {
    case .invalid: return invalid(span)
    case .list(let element):
      return step(.element(base, place), .optional(element.wrapped), from: nil, span, context)
    case .json: return step(.element(base, place), .optional(.json), from: nil, span, context)
    case .bool, .int, .float, .string, .time, .duration, .ip, .cidr, .union, .record, .optional:
      report(
        CheckCodes.noMembers, "`\(written(base.span))` has no elements", index.span,
        "it is `\(base.type.text)`; only lists and `json` are counted")
      return invalid(span)
    }
  }

  private func placeInList(_ index: Expression) -> Int? {
    constantInt(index, 0...1_000_000, "a place in a list").map(Int.init)
  }
}

extension Definition {
  var isPublic: Bool {
    switch kind {
    case .list, .pattern, .letBinding, .model: true
    case .field, .pack: false
    }
  }
}
