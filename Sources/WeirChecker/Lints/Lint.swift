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

  func unused(_ sort: DefinitionUse.Sort) -> [DefinitionUse] {
    isPack ? [] : definitions.filter { $0.sort == sort && !$0.isUsed }
  }

  var policyNodes: [PolicyNode] {
    trees.flatMap(\.declarations).compactMap {
      if case .policy(let node) = $0 { node } else { nil }
    }
  }

  /// The set's own policies; those of packs are linted where they are written.
  var policies: [CheckedPolicy] {
    let files = Set(trees.map(\.file))
    return set.policies.filter { files.contains($0.span.file) }
  }

  /// Every condition that a policy rests on, with its place.
  func conditions(of policy: CheckedPolicy) -> [CheckedExpression] {
    var found = policy.exceptions.map(\.condition)
    if let condition = policy.condition { found.append(condition) }
    if case .validate(let rules) = policy.body { found += rules.compactMap(\.condition) }
    return found
  }

  /// What the author wrote there, on one line.
  func written(_ span: SourceSpan) -> String {
    guard sources.indices.contains(span.file) else { return "…" }
    let bytes = sources[span.file].bytes
    guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else { return "…" }
    let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
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
