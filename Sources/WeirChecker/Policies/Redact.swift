import WeirSyntax

extension Checker {
  func redactBody(_ node: PolicyNode, _ context: Context) -> CheckedPolicy.Body? {
    var redaction = CheckedRedaction(paths: nil, lines: [])
    var hasLine = false
    for clause in node.clauses {
      switch clause.kind {
      case .fields(let paths):
        redaction.paths = paths.compactMap { checkPath($0, context.scope, forRedaction: true) }
      case .redaction(let name, let operation):
        hasLine = true
        if let line = line(name, operation, clause.span, context.scope) {
          redaction.lines.append(line)
        }
      case .severity, .owner, .tags, .when, .except, .mode, .level, .onError, .require,
        .verdictIf, .add, .verdictAbove, .by, .cost, .rate, .otherwise, .score, .threshold:
        break
      }
    }
    guard hasLine else {
      reportMissing(
        "a line that says what to hide", of: "the policy", node.name, "pii.email -> mask",
        in: node.span)
      return nil
    }
    return .redact(redaction)
  }

  private func line(
    _ name: QualifiedName, _ tree: RedactionTree, _ span: SourceSpan, _ scope: Scope
  ) -> CheckedRedactionLine? {
    let operation = operation(tree)
    if case .replace(let text) = tree.kind { replacementSpans[span] = text.span }
    guard let found = patternIDs(name, in: scope), let operation else { return nil }
    return CheckedRedactionLine(
      patterns: found.ids, namesPack: found.namesPack, operation: operation, span: span)
  }

  private func operation(_ tree: RedactionTree) -> RedactionOperation? {
    switch tree.kind {
    case .mask(let keep):
      guard let keep else { return .mask(keep: 0) }
      return constantInt(keep, 0...1_000_000, "what a mask keeps").map { .mask(keep: Int($0)) }
    case .remove: return .remove
    case .replace(let text): return .replace(text.value)
    case .hash(let key):
      keyNames.insert(key.text)
      return .hash(key: key.text)
    case .encrypt(let key):
      keyNames.insert(key.text)
      return .encrypt(key: key.text)
    case .keep: return .keep
    case .invalid:
      sawInvalidTree = true
      return nil
    }
  }
}
