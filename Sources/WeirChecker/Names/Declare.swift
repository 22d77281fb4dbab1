import WeirSyntax

extension Checker {
  /// Enters every definition of a scope into its namespace; packs are there already.
  func declareNames(of scope: Scope) {
    for declaration in scope.declarations {
      switch declaration {
      case .list(let tree): declare(tree.name, .list(tree), in: scope)
      case .pattern(let tree): declare(tree.name, .pattern(tree), in: scope)
      case .letBinding(let tree): declare(tree.name, .letBinding(tree), in: scope)
      case .model(let tree): declare(tree.name, .model(tree), in: scope)
      case .use, .apply, .message, .policy, .test: break
      }
    }
  }

  private func declare(_ name: Name, _ kind: Definition.Kind, in scope: Scope) {
    declare(Definition(name.text, kind, name.span, in: scope), in: scope)
  }

  /// Nothing shadows: the first to come keeps the name.
  func declare(_ definition: Definition, in scope: Scope) {
    if let first = scope.definitions[definition.name] {
      report(
        CheckCodes.duplicateName, "`\(definition.name)` is defined twice", definition.span,
        "again here, as \(definition.sort)",
        also: [Label(first.span, "first here, as \(first.sort)")],
        help: "fields, definitions and packs share one namespace: rename one of them")
    } else if hidesFunction(definition) {
      reportBuiltinName(definition)
    } else {
      scope.definitions[definition.name] = definition
    }
  }

  /// A pattern may be called like the function that tests it (`iban`): one stands after `matches` or
  /// before `->`, the other before `(`, so neither hides the other.
  private func hidesFunction(_ definition: Definition) -> Bool {
    if case .pattern = definition.kind { return false }
    return builtins[definition.name] != nil || Self.ownFunctions.contains(definition.name)
  }

  private func reportBuiltinName(_ definition: Definition) {
    let isField = if case .field = definition.kind { true } else { false }
    report(
      CheckCodes.duplicateName, "`\(definition.name)` is the name of a function of the language",
      definition.span, "nothing may shadow it",
      help: isField
        ? "give the field another name here: `my_\(definition.name): … from \"\(definition.name)\"`"
        : "choose another name")
    if isField { definition.scope.definitions[definition.name] = definition }
  }

  /// Functions that the checker itself gives a meaning.
  static let ownFunctions: Set<String> = ["exists", "is_null", "score", "count", "sum", "distinct"]

  /// Policies have names of their own; a pack's are told apart by the pack's.
  func checkPolicyNames(_ scopes: [Scope]) {
    for scope in scopes {
      var first: [String: SourceSpan] = [:]
      for node in scope.policies {
        let name = node.name
        if let earlier = first[name.text] {
          report(
            CheckCodes.duplicatePolicy, "two policies are called `\(name.text)`", name.span,
            "again here", also: [Label(earlier, "first here")], help: "rename one of them")
        } else {
          first[name.text] = name.span
        }
        if PolicyKind(rawValue: name.text) != nil { reportKindAsName(name) }
      }
    }
  }

  private func reportKindAsName(_ name: Name) {
    report(
      CheckCodes.policyNamedAsKind, "a policy can't be called `\(name.text)`", name.span,
      "this is a kind of policy", help: "say what it guards, such as `\(name.text)_messages`")
  }

  /// Policies in the order of their names; of two with one name the first is checked.
  func sortedPolicies(_ scopes: [Scope]) -> [(Scope, PolicyNode)] {
    let all = scopes.flatMap { scope in scope.policies.map { (scope, $0) } }
    return all.sorted {
      $0.0.qualified($0.1.name.text) < $1.0.qualified($1.1.name.text)
    }
  }
}
