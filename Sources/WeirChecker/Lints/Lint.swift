import WeirSyntax

/// Something to look for in a set that checks: allowed, but hardly meant.
struct Lint: Sendable {
  let code: DiagnosticCode
  let check: @Sendable (LintContext) -> [Diagnostic]

  /// The body is given the code that its diagnostics carry.
  init(
    code: DiagnosticCode,
    _ body: @escaping @Sendable (LintContext, DiagnosticCode) -> [Diagnostic]
  ) {
    self.code = code
    self.check = { body($0, code) }
  }
}

/// What lints look at.
struct LintContext {
  let set: CheckedSet
  /// The set's own files; packs are linted where they are written.
  let trees: [PolicyTree]
  let sources: [SourceFile]
  /// Microseconds since 1970.
  let now: Int64
  /// The set is a pack, whose names are for others to use.
  let isPack: Bool
  /// What the set's own files define or use.
  let definitions: [DefinitionUse]
  let regexFacts: [SourceSpan: RegexFacts]
  /// Lists with their entries.
  let lists: [(name: String, span: SourceSpan, entries: ListEntries)]

  /// The set's own policies; those of packs are linted where they are written.
  let policies: [CheckedPolicy]
  /// Patterns of the set's own files with what is known of them.
  let ownPatterns: [(pattern: CheckedPattern, facts: RegexFacts)]

  init(
    set: CheckedSet, _ input: CheckInput, definitions: [DefinitionUse],
    regexFacts: [SourceSpan: RegexFacts],
    lists: [(name: String, span: SourceSpan, entries: ListEntries)]
  ) {
    self.set = set
    (trees, sources) = (input.trees, input.sources)
    (now, isPack) = (input.now, input.isPack)
    self.definitions = definitions
    self.regexFacts = regexFacts
    self.lists = lists
    let files = Set(input.trees.map(\.file))
    policies = set.policies.filter { files.contains($0.span.file) }
    ownPatterns = set.patterns.compactMap { pattern in
      guard files.contains(pattern.span.file), let facts = regexFacts[pattern.regex.span] else {
        return nil
      }
      return (pattern, facts)
    }
  }

  func unused(_ sort: DefinitionUse.Sort) -> [DefinitionUse] {
    isPack ? [] : definitions.filter { $0.sort == sort && !$0.isUsed }
  }

  /// Every condition that a policy rests on, with its place.
  func conditions(of policy: CheckedPolicy) -> [CheckedExpression] {
    var found = policy.exceptions.map(\.condition)
    if let condition = policy.condition { found.append(condition) }
    if case .validate(let rules) = policy.body { found += rules.compactMap(\.condition) }
    return found
  }

  /// What the author wrote there, on one line.
  func written(_ span: SourceSpan) -> String { span.written(in: sources) ?? "…" }
}

/// A name and whether anything refers to it.
struct DefinitionUse {
  enum Sort { case list, pattern, letBinding, model, pack }
  var name: String
  var sort: Sort
  var span: SourceSpan
  var isUsed: Bool
}

extension CheckedRule {
  var condition: CheckedExpression? {
    switch kind {
    case .require(let condition), .verdictIf(let condition), .add(_, let condition): condition
    case .above: nil
    }
  }
}
