import WeirSyntax

extension Checker {
  func checkName(_ name: Name, _ context: Context) -> CheckedExpression {
    if let index = context.variables.firstIndex(where: { $0.name == name.text }) {
      return step(.variable(index), context.variables[index].type, from: nil, name.span, context)
    }
    if name.text == "null", context.scope.definitions["null"] == nil {
      return reportNull(name.span, beside: nil)
    }
    if context.place == .pattern { return checkNameInPattern(name, context) }
    guard let definition = context.scope.definitions[name.text] else {
      reportUnknown(name, context)
      return invalid(name.span)
    }
    switch definition.kind {
    case .field(let field): return checkField([field.name], field.type, nil, name.span, context)
    case .letBinding: return checkLetUse(definition, name.span, context)
    case .list, .pattern, .model, .pack:
      reportNotAValue(definition, name.span)
      return invalid(name.span)
    }
  }

  func reportNull(_ span: SourceSpan, beside other: Expression?) -> CheckedExpression {
    let path = other.map { written($0.span) } ?? "field"
    report(
      CheckCodes.nullValue, "`null` is no value in an expression", span,
      "only the messages of tests write it",
      help: "ask `exists(\(path))`, or `is_null(\(path))` to tell null from absent")
    return invalid(span)
  }

  private func checkNameInPattern(_ name: Name, _ context: Context) -> CheckedExpression {
    if name.text == "match" { return CheckedExpression(.matchedText, .string, name.span) }
    let isKnown = context.scope.definitions[name.text] != nil
    report(
      isKnown ? CheckCodes.patternSeesField : CheckCodes.unknownName,
      isKnown
        ? "a pattern's `where` can't read `\(name.text)`" : "unknown name `\(name.text)`",
      name.span, "only `match`, the text that was found, is known here",
      help: isKnown ? "test the message in a policy's clause instead" : nil)
    return invalid(name.span)
  }

  /// A field that every line has in one place.
  func checkField(
    _ path: [String], _ type: ValueType, _ base: CheckedExpression?, _ span: SourceSpan,
    _ context: Context
  ) -> CheckedExpression {
    guard let id = fieldIDs[path], !type.isInvalid else { return invalid(span) }
    return step(.field(id), type, from: base, span, context)
  }

  func checkLetUse(
    _ definition: Definition, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    guard let id = letID(definition, usedAt: span) else { return invalid(span) }
    let traits = letTraits[id]
    if traits.hasWindow && context.place == .window { reportNestedWindow(span) }
    if traits.hasScore { guard allowScore(span, context) else { return invalid(span) } }
    return CheckedExpression(.letBinding(id), lets[id].value.type, span)
  }

  private func reportUnknown(_ name: Name, _ context: Context) {
    let scope = context.scope
    if !scope.hasMessageBlock && suggestion(nearest(name.text, scope.definitions.keys)) == nil {
      return reportMissingMessage(name, scope)
    }
    if name.text == "match" {
      return report(
        CheckCodes.unknownName, "unknown name `match`", name.span,
        "`match` is known only in a pattern's `where`")
    }
    let isFunction = builtins[name.text] != nil || Self.ownFunctions.contains(name.text)
    reportUnknown(
      name, isFunction ? "`\(name.text)` is a function" : "unknown name `\(name.text)`",
      isFunction
        ? "write its arguments: `\(name.text)(…)`"
        : "no field, definition or pack has this name",
      help: isFunction
        ? nil
        : didYouMean(name.text, Array(scope.definitions.keys) + context.variables.map(\.name)))
  }

  /// Said once: the first field that is used needs a shape to be in.
  private func reportMissingMessage(_ name: Name, _ scope: Scope) {
    guard !scope.hasReportedMissingMessage, broken.spans.isEmpty else { return }
    scope.hasReportedMissingMessage = true
    report(
      CheckCodes.noMessage, "no `message` block says what `\(name.text)` is", name.span,
      "used here as a field",
      help: "describe one line of the stream: `message { \(name.text): string }`")
  }

  func reportNotAValue(_ definition: Definition, _ span: SourceSpan) {
    let name = definition.name
    let help =
      switch definition.kind {
      case .list: "write `x in \(name)`"
      case .pattern: "write `text matches \(name)`"
      case .model: "write `score(\(name))`"
      case .pack: "write `\(name).…` for one of its names"
      case .field, .letBinding: "write it alone"
      }
    report(
      CheckCodes.wrongSort, "`\(name)` is \(definition.sort), not a value", span,
      "a value is needed here", help: help)
  }
}
