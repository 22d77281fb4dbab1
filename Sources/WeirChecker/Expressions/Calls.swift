import WeirSyntax

extension Checker {
  func checkCall(
    _ name: Name, _ arguments: [Expression], _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    switch name.text {
    case "exists", "is_null": return checkPathQuestion(name, arguments, span, context)
    case "score": return checkScore(arguments, span, context)
    default: break
    }
    guard let builtin = builtins[name.text] else {
      reportUnknownFunction(name, context)
      // The arguments are the author's too; what is wrong in them is worth knowing at once.
      for argument in arguments { _ = check(argument, context) }
      return invalid(span)
    }
    let checked = arguments.map { check($0, context) }
    guard !checked.contains(where: { $0.type == .invalid }) else { return invalid(span) }
    return checkBuiltin(builtin, name, checked, span)
  }

  private func checkBuiltin(
    _ builtin: BuiltinSignature, _ name: Name, _ arguments: [CheckedExpression],
    _ span: SourceSpan
  ) -> CheckedExpression {
    let types = arguments.map(\.type.wrapped)
    guard let index = overload(of: builtin, for: types) else {
      reportArguments(builtin, name, arguments, span)
      return invalid(span)
    }
    let overload = builtin.overloads[index]
    guard checkChoices(overload.parameters, arguments) else { return invalid(span) }
    // A conversion of a json value answers "absent" for what is absent: no guard is asked twice.
    let present = zip(arguments, overload.parameters).map { value, parameter in
      parameter == .json && overload.result.isOptional ? value : self.present(value)
    }
    guard !present.contains(where: { $0.type == .invalid }) else { return invalid(span) }
    let widened = zip(present, overload.parameters).map { value, parameter in
      parameter == .float ? widen(value, to: .float) : value
    }
    let reference = BuiltinReference(name: builtin.name, overload: index)
    return CheckedExpression(.call(reference, widened), overload.result, span)
  }

  /// Reports an argument that has to be one of certain names and is not.
  private func checkChoices(
    _ parameters: [BuiltinSignature.Parameter], _ arguments: [CheckedExpression]
  ) -> Bool {
    for case (.choice(let names), let argument) in zip(parameters, arguments) {
      if case .constant(.text(let name)) = argument.kind, names.contains(name) { continue }
      var help = "it is one of \(names.joined(separator: ", "))"
      if case .constant(.text(let name)) = argument.kind, let near = didYouMean(name, names) {
        help = near
      }
      report(
        CheckCodes.wrongArguments, "`\(written(argument.span))` is none of the names it can be",
        argument.span, "a name in quotes is needed here", help: help)
      return false
    }
    return true
  }

  /// The first overload that takes the types as they are, else the first that takes them widened.
  private func overload(of builtin: BuiltinSignature, for types: [ValueType]) -> Int? {
    for widens in [false, true] {
      let found = builtin.overloads.firstIndex { overload in
        overload.parameters.count == types.count
          && zip(overload.parameters, types).allSatisfy { $0.takes($1, widening: widens) }
      }
      if let found { return found }
    }
    return nil
  }

  private func reportUnknownFunction(_ name: Name, _ context: Context) {
    if let definition = context.scope.definitions[name.text] {
      return report(
        CheckCodes.unknownFunction, "`\(name.text)` is \(definition.sort), not a function",
        name.span, "it can't be called",
        also: [Label(definition.span, "defined here")])
    }
    let known = Array(builtins.keys) + Self.ownFunctions
    report(
      CheckCodes.unknownFunction, "unknown function `\(name.text)`", name.span,
      "no function has this name", help: didYouMean(name.text, known))
  }

  private func reportArguments(
    _ builtin: BuiltinSignature, _ name: Name, _ arguments: [CheckedExpression],
    _ span: SourceSpan
  ) {
    let given = arguments.map(\.type.text).joined(separator: ", ")
    let forms = builtin.overloads.map { overload in
      "`\(name.text)(\(overload.parameters.map(\.text).joined(separator: ", ")))`"
    }
    let json = arguments.first { $0.type.wrapped == .json }
    report(
      CheckCodes.wrongArguments, "`\(name.text)` can't take `(\(given))`", span,
      "it is \(forms.joined(separator: " or "))",
      help: json.map { "convert it first: `as_string(\(written($0.span))) ?? \"\"`" })
  }

  /// `exists(p)` and `is_null(p)`.
  private func checkPathQuestion(
    _ name: Name, _ arguments: [Expression], _ span: SourceSpan, _ context: Context
  ) -> CheckedExpression {
    guard arguments.count == 1, let argument = arguments.first else {
      report(
        CheckCodes.wrongArguments, "`\(name.text)` takes one path", span,
        "\(arguments.count) arguments here", help: "write `\(name.text)(field)`")
      return invalid(span)
    }
    // Asking whether it is there must not depend on knowing that it is.
    let path = check(argument, context)
    guard path.type != .invalid else { return invalid(span) }
    guard pathKey(path) != nil else {
      report(
        CheckCodes.needsPath, "`\(name.text)` asks about a field", argument.span,
        "`\(written(argument.span))` is no path into the message",
        help: path.type.isOptional ? "supply a value with `??` and compare it" : nil)
      return invalid(span)
    }
    return CheckedExpression(
      name.text == "exists" ? .exists(path) : .isNull(path), .bool, span)
  }
}

extension BuiltinSignature.Parameter {
  func takes(_ type: ValueType, widening: Bool) -> Bool {
    switch self {
    case .text, .choice: type.isText
    case .int: type == .int
    case .float: type == .float || (widening && type == .int)
    case .bool: type == .bool
    case .time: type == .time
    case .duration: type == .duration
    case .ip: type == .ip
    case .json: type == .json
    case .anyList: if case .list = type { true } else { false }
    }
  }

  /// As pages and errors name it.
  public var text: String {
    switch self {
    case .text: "text"
    case .int: "int"
    case .float: "float"
    case .bool: "bool"
    case .time: "time"
    case .duration: "duration"
    case .ip: "ip"
    case .json: "json"
    case .anyList: "list"
    case .choice: "name"
    }
  }
}
