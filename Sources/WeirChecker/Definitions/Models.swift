import WeirSyntax

extension Checker {
  func modelID(_ name: QualifiedName, in scope: Scope) -> ModelID? {
    let isModel = { (found: Definition) in if case .model = found.kind { true } else { false } }
    guard let found = definition(name, in: scope, wanted: "model", isModel) else { return nil }
    guard isModel(found) else {
      reportWrongSort(found, "a model", name.span)
      return nil
    }
    found.isUsed = true
    return modelID(found)
  }

  func modelID(_ definition: Definition) -> ModelID? {
    guard case .model(let tree) = definition.kind else { return nil }
    return resolve(definition, usedAt: definition.span) {
      guard let model = model(tree, in: definition.scope) else { return nil }
      models.append(model)
      return models.count - 1
    }
  }

  private func model(_ tree: ModelTree, in scope: Scope) -> CheckedModel? {
    var model = CheckedModel(
      name: scope.qualified(tree.name.text), linear: nil, features: [], trees: 100, rows: 256,
      seed: 1, file: "", canonicalText: "", span: tree.name.span)
    let errorsBefore = errorCount
    let isLinear = tree.clauses.contains { if case .linear = $0 { true } else { false } }
    if isLinear { model.linear = .usual }
    var seen = Repeats()
    for clause in tree.clauses {
      if fits(clause, isLinear: isLinear) { read(clause, into: &model, &seen, scope) }
    }
    if model.features.isEmpty && !isLinear && seen.first["feature"] == nil {
      reportMissing(
        "features", of: "the model", tree.name, "feature size = … in 0..12", in: tree.span)
    }
    if seen.first["file"] == nil {
      let file = "models/\(tree.name.text)." + (isLinear ? "linear" : "forest")
      reportMissing("a `file`", of: "the model", tree.name, "file \"\(file)\"", in: tree.span)
    }
    if let linear = model.linear {
      checkLengths(linear, tree)
      model.canonicalText = canonical(linear, seed: model.seed)
    } else {
      model.canonicalText = model.features.map(canonical).joined(separator: "\n")
    }
    return errorCount == errorsBefore ? model : nil
  }

  private func read(
    _ clause: ModelTree.Clause, into model: inout CheckedModel, _ seen: inout Repeats,
    _ scope: Scope
  ) {
    switch clause {
    case .feature(let tree): read(tree, into: &model, &seen, scope)
    case .number(let word, let value):
      guard isFirst(word.text, word.span, &seen, in: "a model") else { return }
      read(word, value, into: &model)
    case .file(let file, let span):
      guard isFirst("file", span, &seen, in: "a model") else { return }
      model.file = file.value
      if file.value.isEmpty {
        report(CheckCodes.outOfRange, "the model's file has no name", file.span, "empty")
      }
    case .linear(let value, let span):
      guard isFirst("linear", span, &seen, in: "a model") else { return }
      model.linear?.text = checkText(value, Context(scope, .feature), "what a linear model reads")
    case .lengths(let word, let low, let high, let span):
      guard isFirst(word.text, span, &seen, in: "a model") else { return }
      readLengths(word, low, high, into: &model)
    }
  }

  private func read(_ word: Name, _ value: Expression, into model: inout CheckedModel) {
    switch word.text {
    case "trees":
      if let n = constantInt(value, 1...1000, "the number of trees") { model.trees = Int(n) }
    case "rows":
      if let n = constantInt(value, 2...65536, "the rows of a tree") { model.rows = Int(n) }
    case "seed":
      if let n = constantInt(value, 0...Int64.max, "the seed") { model.seed = UInt64(n) }
    case "buckets": readBuckets(value, into: &model)
    default: reportUnknownWord(word, "setting of a model", ["trees", "rows", "seed", "buckets"])
    }
  }

  private func read(
    _ tree: FeatureTree, into model: inout CheckedModel, _ seen: inout Repeats, _ scope: Scope
  ) {
    if seen.first["feature"] == nil { seen.first["feature"] = tree.span }
    if let first = seen.first["feature " + tree.name.text] {
      return report(
        CheckCodes.duplicateName, "two features are called `\(tree.name.text)`", tree.name.span,
        "again here", also: [Label(first, "first here")], help: "rename one of them")
    }
    seen.first["feature " + tree.name.text] = tree.name.span
    let value = checkNumber(tree.value, Context(scope, .feature), "a feature")
    let domain = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let low = tree.low.flatMap { constantFloat($0, domain, "a domain's bound") }
    let high = tree.high.flatMap { constantFloat($0, domain, "a domain's bound") }
    if let low, let high, low >= high, let bound = tree.high {
      report(
        CheckCodes.outOfRange, "the domain of `\(tree.name.text)` is empty", bound.span,
        "not above \(low)", help: "write the smaller bound first")
    }
    guard value.type != .invalid else { return }
    model.features.append(
      CheckedFeature(
        name: tree.name.text, value: widen(value, to: .float), low: low, high: high))
  }

  func checkNumber(
    _ expression: Expression, _ context: Context, _ what: String
  ) -> CheckedExpression {
    let value = checkPresent(expression, context)
    if value.type == .invalid || value.type.isNumber { return value }
    report(
      CheckCodes.wrongOperand, "\(what) is a number", value.span,
      "this is `\(value.type.text)`",
      help: value.type.isText ? "measure it, for example with `length(…)`" : nil)
    return invalid(value.span)
  }

  private func canonical(_ feature: CheckedFeature) -> String {
    let low = feature.low.map { "\($0)" } ?? ""
    let high = feature.high.map { "\($0)" } ?? ""
    return "\(feature.name) = \(canonical(feature.value)) in \(low)..\(high)"
  }
}

/// The first place of each clause that may stand once.
struct Repeats {
  var first: [String: SourceSpan] = [:]
}

extension Checker {
  /// False, and reported, where the clause stood before.
  func isFirst(
    _ word: String, _ span: SourceSpan, _ seen: inout Repeats, in place: String
  ) -> Bool {
    if let first = seen.first[word] {
      reportRepeated(word, span, first: first, in: place)
      return false
    }
    seen.first[word] = span
    return true
  }
}
