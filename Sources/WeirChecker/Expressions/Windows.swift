import WeirSyntax

extension Checker {
  func checkWindow(
    _ tree: WindowTree, _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    guard context.place != .pattern else {
      reportOutOfPlace("`\(tree.function.rawValue)`", tree.functionSpan)
      return invalid(span)
    }
    guard context.place != .window else {
      reportNestedWindow(tree.functionSpan)
      return invalid(span)
    }
    guard context.variables.isEmpty else {
      reportWindowInLoop(tree.functionSpan)
      return invalid(span)
    }
    guard let window = window(tree, span, context) else { return invalid(span) }
    let type: ValueType = window.value?.type == .float && tree.function == .sum ? .float : .int
    return CheckedExpression(.window(id(of: window)), type, span)
  }

  private func window(
    _ tree: WindowTree, _ span: SourceSpan, _ context: Context
  ) -> CheckedWindow? {
    if tree.countsMalformed, let part = tree.keys.first ?? tree.condition {
      report(
        CheckCodes.wrongKey, "malformed lines have no fields", part.span,
        "a line that is no message can't be told apart by one",
        help: "write `count(malformed, last 1m)`")
      return nil
    }
    let feeding = Context(context.scope, .window)
    let condition = tree.condition.map { checkCondition($0, feeding) }
    let known = condition.map { facts($0, holds: true) } ?? []
    let value = tree.value.map { checkPresent($0, feeding.knowing(known)) }
    // A key is read twice: when a message feeds the window, and when a rule asks about it.
    let both = feeding.knowing(known.intersection(context.facts))
    let keys = tree.keys.map { checkKey($0, both, "a window's key") }
    let length = windowLength(tree, span)
    let fitting = checkWindowValue(tree, value, span)
    guard let length, fitting, condition?.type != .invalid,
      keys.allSatisfy({ $0.type != .invalid })
    else { return nil }
    return CheckedWindow(
      name: "", function: tree.function, value: value, countsMalformed: tree.countsMalformed,
      keys: keys, lengthMicroseconds: length, condition: condition)
  }

  private func windowLength(_ tree: WindowTree, _ span: SourceSpan) -> Int64? {
    guard let last = tree.last else {
      reportAbsent(
        CheckCodes.windowIncomplete, "how far back does this \(tree.function.rawValue) look?",
        tree.functionSpan, "`last` is missing", in: span, help: "add a duration: `last 10m`")
      return nil
    }
    return constantDuration(last, "the length of a window")
  }

  private func checkWindowValue(
    _ tree: WindowTree, _ value: CheckedExpression?, _ span: SourceSpan
  ) -> Bool {
    guard tree.function != .count else { return true }
    let word = tree.function.rawValue
    guard let value else {
      reportAbsent(
        CheckCodes.windowIncomplete, "`\(word)` of what?", tree.functionSpan,
        "the value is missing", in: span, help: "write it first: `\(word)(user, by …, last 10m)`")
      return false
    }
    guard value.type != .invalid else { return false }
    let isFit = tree.function == .sum ? value.type.isNumber : value.type.isScalar
    if !isFit {
      report(
        CheckCodes.wrongKey,
        tree.function == .sum
          ? "`sum` adds numbers" : "`distinct` tells texts, numbers and addresses apart",
        value.span, "this is `\(value.type.text)`",
        help: value.type == .json
          ? "convert it first: `as_string(\(written(value.span))) ?? \"\"`" : nil)
    }
    return isFit
  }

  /// A key of a limit or a window: one present value that is told apart from others.
  func checkKey(
    _ expression: Expression, _ context: Context, _ what: String
  ) -> CheckedExpression {
    let key = checkPresent(expression, context)
    guard key.type != .invalid, !key.type.isScalar else { return key }
    report(
      CheckCodes.wrongKey, "\(what) is a text, a number or an address", key.span,
      "this is `\(key.type.text)`",
      help: key.type == .json
        ? "convert it first: `as_string(\(written(key.span))) ?? \"\"`" : nil)
    return invalid(key.span)
  }

  /// Equal windows are one, so that each message feeds it once.
  private func id(of window: CheckedWindow) -> WindowID {
    var window = window
    window.name = canonical(window)
    if let known = windowIDs[window.name] { return known }
    windowIDs[window.name] = windows.count
    windows.append(window)
    return windows.count - 1
  }

  func reportNestedWindow(_ span: SourceSpan) {
    report(
      CheckCodes.nestedWindow, "a window can't look into another window", span,
      "inside a window's key, value or condition",
      help: "compare two windows in the clause instead: `count(…) > 3 and count(…) > 5`")
  }

  private func reportWindowInLoop(_ span: SourceSpan) {
    report(
      CheckCodes.nestedWindow, "a window can't stand in a loop", span,
      "it counts messages, not elements", help: "move it out of the loop with `and`")
  }

  func reportOutOfPlace(_ what: String, _ span: SourceSpan) {
    report(
      CheckCodes.patternSeesField, "a pattern's `where` can't use \(what)", span,
      "only `match`, the text that was found, is known here",
      help: "test the message in a policy's clause instead")
  }

  func checkScore(
    _ arguments: [Expression], _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    guard arguments.count == 1, let argument = arguments.first,
      let name = argument.qualifiedName
    else {
      report(
        CheckCodes.wrongArguments, "`score` takes the name of a model", span, "",
        help: "write `score(model_name)`")
      return invalid(span)
    }
    guard allowScore(span, context), let id = modelID(name, in: context.scope) else {
      return invalid(span)
    }
    return CheckedExpression(.score(id), .float, span)
  }

  /// A score needs the windows and features of this message first, so neither may need the score.
  func allowScore(_ span: SourceSpan, _ context: Context) -> Bool {
    switch context.place {
    case .rule: return true
    case .pattern: reportOutOfPlace("a score", span)
    case .window, .feature:
      report(
        CheckCodes.scoreInside,
        context.place == .window
          ? "a window can't depend on a score" : "a model's feature can't depend on a score",
        span, "scores are made from windows and features",
        help: "use the score in a policy's clause")
    }
    return false
  }
}

extension Expression {
  /// `name` or `pack.name`.
  var qualifiedName: QualifiedName? {
    switch withoutParentheses.kind {
    case .name(let name): return QualifiedName(parts: [name], span: name.span)
    case .member(let base, let name):
      guard case .name(let pack) = base.kind else { return nil }
      return QualifiedName(parts: [pack, name], span: span)
    default: return nil
    }
  }
}
