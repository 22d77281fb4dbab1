import WeirSyntax

/// Checks a policy set: names, types, and what each clause asks for.
///
/// Bad input gives diagnostics, never a trap; a set comes back exactly when none is an error.
public func check(_ input: CheckInput) -> CheckReport {
  let checker = Checker(input)
  checker.run()
  return checker.report()
}

/// The state of one check: the tables that grow into a `CheckedSet`, and what there is to say.
final class Checker {
  let input: CheckInput
  let builtins: [String: BuiltinSignature]
  let root: Scope
  /// Every pack that was asked for and exists, by name.
  var packs: [String: Scope] = [:]
  var diagnostics: [Diagnostic] = []
  var errorCount = 0

  var message = CheckedMessage(
    isClosed: false, shape: RecordType(fields: []), fields: [], clock: nil, malformed: .deny,
    span: nil)
  /// From names as policies write them to places in `message.fields`.
  var fieldIDs: [[String]: FieldID] = [:]
  var lets: [CheckedLet] = []
  var letTraits: [ExpressionTraits] = []
  var patterns: [CheckedPattern] = []
  var windows: [CheckedWindow] = []
  var models: [CheckedModel] = []
  var policies: [CheckedPolicy] = []
  var tests: [CheckedTest] = []
  var keyNames: Set<String> = []
  /// The texts of `replace`, by the span of their line.
  var replacementSpans: [SourceSpan: SourceSpan] = [:]

  /// Equal windows and equal literal patterns are one.
  var windowIDs: [String: WindowID] = [:]
  var literalPatternIDs: [String: PatternID] = [:]
  /// What is known of each regex, by its place.
  var regexFacts: [SourceSpan: RegexFacts] = [:]
  /// Where the parser gave up: nothing that only follows from it is reported.
  let broken: BrokenText
  /// Names already reported as unknown.
  var unknownNames: Set<String> = []
  var suggestionsLeft = CheckLimits.suggestionsMax
  /// Something that the parser could not read was met.
  var sawInvalidTree = false

  init(_ input: CheckInput) {
    self.input = input
    self.root = Scope(packName: nil, trees: input.trees)
    self.broken = BrokenText(input.syntaxErrors, input.sources)
    self.builtins = Dictionary(
      input.builtins.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Names first, then shapes, then everything that uses them, always in the order of names: the
  /// order of files must not show in what comes out.
  func run() {
    loadPacks(of: root, path: [])
    checkMessage()
    declareNames(of: root)
    for pack in packsByName { declarePack(pack) }
    let live = [root] + appliedPacks()
    for scope in live { checkDefinitions(of: scope) }
    checkPolicyNames(live)
    for (scope, node) in sortedPolicies(live) { checkPolicy(node, in: scope) }
    checkReplacements()
    for test in root.tests { checkTest(test, in: root) }
    for pack in packsByName where !live.contains(where: { $0 === pack }) { checkUnapplied(pack) }
  }

  var packsByName: [Scope] { packs.values.sorted { $0.name < $1.name } }

  /// A pack that is only used gives names. It is checked whole all the same, and what only its own
  /// policies need is dropped again.
  private func checkUnapplied(_ pack: Scope) {
    let kept = (lets.count, patterns.count, windows.count, models.count, policies.count)
    let (letTraitsCount, keys, tests) = (letTraits.count, keyNames, self.tests)
    checkDefinitions(of: pack)
    checkPolicyNames([pack])
    for (scope, node) in sortedPolicies([pack]) { checkPolicy(node, in: scope) }
    lets.removeSubrange(kept.0...)
    patterns.removeSubrange(kept.1...)
    windows.removeSubrange(kept.2...)
    models.removeSubrange(kept.3...)
    policies.removeSubrange(kept.4...)
    letTraits.removeSubrange(letTraitsCount...)
    windowIDs = windowIDs.filter { $0.value < kept.2 }
    literalPatternIDs = literalPatternIDs.filter { $0.value < kept.1 }
    for definition in pack.definitions.values { definition.forget(kept) }
    (keyNames, self.tests) = (keys, tests)
  }

  func report() -> CheckReport {
    let isWhole = input.syntaxErrors.isEmpty && !sawInvalidTree
    let set = isWhole && errorCount == 0 ? checkedSet : nil
    let ordered = linted(set).sorted(by: Diagnostic.comesBefore)
    return CheckReport(set: set, diagnostics: ordered)
  }

  private var checkedSet: CheckedSet {
    CheckedSet(
      message: message, lets: lets, patterns: patterns, windows: windows, models: models,
      policies: policies, tests: tests, keyNames: keyNames.sorted())
  }
}

extension Diagnostic {
  /// By file, then by place, then by id, so that a report reads from top to bottom.
  static func comesBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    let (p, q) = (a.primary.span, b.primary.span)
    return (p.file, p.start, p.end, a.code.id) < (q.file, q.start, q.end, b.code.id)
  }
}
