import WeirSyntax

extension Checker {
  /// The patterns that a reference stands for: a bare pack means all of its.
  func patternIDs(_ reference: PatternReference, in scope: Scope) -> [PatternID]? {
    switch reference {
    case .named(let name): return patternIDs(name, in: scope)?.ids
    case .regex(let regex): return literalPattern(regex, in: scope).map { [$0] }
    }
  }

  func patternIDs(
    _ name: QualifiedName, in scope: Scope
  ) -> (ids: [PatternID], namesPack: Bool)? {
    let isPattern = { (found: Definition) in
      switch found.kind {
      case .pattern, .pack: true
      case .field, .list, .letBinding, .model: false
      }
    }
    guard let found = definition(name, in: scope, wanted: "pattern", isPattern) else { return nil }
    switch found.kind {
    case .pattern:
      found.isUsed = true
      return patternID(found).map { ([$0], false) }
    case .pack(let pack): return patterns(of: pack, named: name).map { ($0, true) }
    case .field, .list, .letBinding, .model:
      reportWrongSort(found, "a pattern", name.span)
      return nil
    }
  }

  private func patterns(of pack: Scope, named name: QualifiedName) -> [PatternID]? {
    let all = pack.definitions.values.sorted { $0.name < $1.name }.filter { found in
      if case .pattern = found.kind { true } else { false }
    }
    if all.isEmpty {
      report(
        CheckCodes.wrongSort, "the pack `\(pack.name)` has no patterns", name.span,
        "a pack's bare name stands for all its patterns")
      return nil
    }
    for pattern in all { pattern.isUsed = true }
    let ids = all.compactMap { patternID($0) }
    return ids.count == all.count ? ids : nil
  }

  func patternID(_ definition: Definition) -> PatternID? {
    guard case .pattern(let tree) = definition.kind else { return nil }
    return resolve(definition, usedAt: definition.span) {
      guard let pattern = pattern(tree, in: definition.scope) else { return nil }
      patterns.append(pattern)
      return patterns.count - 1
    }
  }

  private func pattern(_ tree: PatternTree, in scope: Scope) -> CheckedPattern? {
    for extra in tree.regexes.dropFirst() {
      reportRepeated("match", extra.span, first: tree.regexes[0].span, in: "a pattern")
    }
    let view = patternView(tree)
    let conditions = tree.conditions.map { checkCondition($0, Context(scope, .pattern)) }
    let near = checkNear(tree)
    guard let regex = tree.regexes.first else {
      reportMissing("a `match`", of: "the pattern", tree.name, "match /…/", in: tree.span)
      return nil
    }
    guard let inspected = checkRegex(regex, view: view),
      conditions.allSatisfy({ $0.type != .invalid })
    else { return nil }
    return CheckedPattern(
      name: scope.qualified(tree.name.text), regex: regex, view: view, conditions: conditions,
      near: near, inspected: inspected, span: tree.name.span)
  }

  func reportMissing(
    _ what: String, of owner: String, _ name: Name, _ example: String, in whole: SourceSpan
  ) {
    reportAbsent(
      CheckCodes.missingClause, "\(owner) `\(name.text)` needs \(what)", name.span,
      "nothing here says it", in: whole, help: "add `\(example)`")
  }

  private func patternView(_ tree: PatternTree) -> PatternView {
    guard let name = tree.views.first else { return .raw }
    for extra in tree.views.dropFirst() {
      reportRepeated("view", extra.span, first: name.span, in: "a pattern")
    }
    if let view = PatternView(rawValue: name.text) { return view }
    reportUnknownWord(name, "view", PatternView.allCases.map(\.rawValue))
    return .raw
  }

  func reportUnknownWord(_ name: Name, _ what: String, _ known: [String]) {
    report(
      CheckCodes.unknownWord, "unknown \(what) `\(name.text)`", name.span,
      "it is one of \(quotedList(known))", help: didYouMean(name.text, known))
  }

  private func checkNear(_ tree: PatternTree) -> CheckedNear? {
    guard let near = tree.near.first else { return nil }
    for extra in tree.near.dropFirst() {
      reportRepeated("near", extra.span, first: near.span, in: "a pattern")
    }
    for word in near.words where word.value.allSatisfy(\.isWhitespace) {
      report(
        CheckCodes.outOfRange, "`near` looks for words", word.span, "there is no word here")
    }
    if near.words.isEmpty {
      report(CheckCodes.outOfRange, "`near` looks for words", near.span, "there is no word here")
    }
    guard
      let distance = constantInt(
        near.distance, 1...CheckLimits.nearDistanceMax, "the distance of `near`")
    else {
      return nil
    }
    return CheckedNear(words: near.words.map(\.value), distance: Int(distance))
  }

  /// A regex written after `matches`; equal ones are one pattern.
  private func literalPattern(_ regex: RegexLiteral, in scope: Scope) -> PatternID? {
    let name = "/\(regex.pattern)/\(regex.flags)"
    if let known = literalPatternIDs[name] { return known }
    guard let inspected = checkRegex(regex) else { return nil }
    literalPatternIDs[name] = patterns.count
    patterns.append(
      CheckedPattern(
        name: name, regex: regex, view: .raw, conditions: [], near: nil,
        inspected: inspected, span: regex.span))
    return patterns.count - 1
  }
}
