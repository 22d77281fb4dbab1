import WeirSyntax

extension Checker {
  /// What the lints have to say about the set's own files.
  func lint(_ set: CheckedSet) -> [Diagnostic] {
    let context = LintContext(
      set: set, input, definitions: definitionUses, regexFacts: regexFacts, lists: namedLists)
    return Lints.all.flatMap { $0.check(context) }
  }

  private var definitionUses: [DefinitionUse] {
    root.definitions.values.sorted { $0.name < $1.name }.compactMap { found in
      let sort: DefinitionUse.Sort
      switch found.kind {
      case .field: return nil
      case .list: sort = .list
      case .pattern: sort = .pattern
      case .letBinding: sort = .letBinding
      case .model: sort = .model
      case .pack(let pack):
        let isApplied = root.applied.contains { $0 === pack }
        return DefinitionUse(
          name: found.name, sort: .pack, span: found.span, isUsed: found.isUsed || isApplied)
      }
      return DefinitionUse(name: found.name, sort: sort, span: found.span, isUsed: found.isUsed)
    }
  }

  private var namedLists: [(name: String, span: SourceSpan, entries: ListEntries)] {
    root.definitions.values.sorted { $0.name < $1.name }.compactMap { found in
      found.entries.map { (found.name, found.span, $0) }
    }
  }

  /// Lints only for the set's own files, less those that an author allows.
  func linted(_ set: CheckedSet?) -> [Diagnostic] {
    let files = Set(input.trees.map(\.file))
    var lints = diagnostics.filter(\.code.isLint) + (set.map(lint) ?? [])
    lints = lints.filter { files.contains($0.primary.span.file) }
    let errors = diagnostics.filter { !$0.code.isLint }
    let allowances = Allowances(input.trees, input.sources)
    return errors + allowances.apply(to: lints, reportsNeedless: set != nil)
  }
}
