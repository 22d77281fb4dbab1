import WeirChecker

extension Program {
  /// What the compiler made of a policy set, for reading: each node with its place, how its value
  /// is held, its operation and operands; then what refers to nodes. Linear in the program.
  ///
  /// ```
  /// 4  text  field         role
  /// 5  text  constant      "user"
  /// 6  bool  compareTexts  4 == 5
  /// ```
  public var listing: String {
    var lines = ["nodes"] + nodeLines
    lines += section("lets", lets.map { "\($0.name)  \($0.node)" })
    lines += section("patterns", patternNames.indices.map { patternLine($0) })
    lines += section("windows", windows.map { windowLine($0) })
    lines += section("models", models.map { modelLine($0) })
    lines += section("policies", policies.flatMap { policyLines($0) })
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
  }

  private var nodeLines: [String] {
    let representations = nodeRepresentations()
    return nodes.indices.map { place in
      let representation = representations[place]
      let operands = operandText(of: nodes[place], as: representation)
      let operation = "\(nodes[place].operation)"
      return "  " + padded("\(place)", 6) + padded(representation?.rawValue ?? "-", 9)
        + (operands.isEmpty ? operation : padded(operation, 18) + operands)
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.utf8.count))
  }

  private func patternLine(_ pattern: PatternID) -> String {
    let conditions = patternConditions[pattern]
    let view = patternViews[pattern]
    return patternNames[pattern] + (view == .raw ? "" : "  view \(view)")
      + (conditions.isEmpty ? "" : "  where \(list(conditions))")
  }

  private func windowLine(_ window: CompiledWindow) -> String {
    var line = window.name
    if let value = window.value { line += "  of \(value.node)" }
    if !window.keys.isEmpty { line += "  by \(list(window.keys.map(\.node)))" }
    if let condition = window.condition { line += "  where \(condition)" }
    return line
  }

  private func modelLine(_ model: CompiledModel) -> String {
    if let text = model.text { return "\(model.name)  linear \(text)" }
    let features = zip(model.featureNames, model.features).map { "\($0) \($1)" }
    return "\(model.name)  \(features.joined(separator: ", "))"
  }

  private func list(_ nodes: [NodeID]) -> String {
    nodes.map { "\($0)" }.joined(separator: ", ")
  }

  // MARK: - Policies

  private func policyLines(_ policy: CompiledPolicy) -> [String] {
    var lines = ["\(policy.name)  \(policy.standing.rawValue)  on error \(policy.onError)"]
    if let condition = policy.condition { lines.append("  when \(condition)") }
    lines += clauseLines(policy).map { "  " + $0 }
    lines += policy.exceptions.map { "  except \($0.condition)" }
    return lines
  }

  private func clauseLines(_ policy: CompiledPolicy) -> [String] {
    switch policy.body {
    case .validate(let rules): return rules.map { clauseLine($0) }
    case .redact:
      return redaction.blocks.first { $0.name == policy.name }?.targets.map {
        "\(patternNames[$0.pattern]) -> \($0.edit.written(keyNames))"
      } ?? []
    case .limit(let limit):
      let cost = limit.cost.map { "  cost \($0.node)" } ?? ""
      return ["by \(list(limit.keys.map(\.node)))\(cost)  else \(limit.verdict)"]
    case .anomaly(let model, let thresholds):
      return thresholds.map { "\(models[model].name) above \($0.kind)  \($0.verdict)" }
    }
  }

  private func clauseLine(_ rule: CompiledRule) -> String {
    switch rule.kind {
    case .require(let node): "require \(node) else \(rule.verdict)"
    case .verdictIf(let node): "\(rule.verdict) if \(node)"
    case .add(let weight, let node): "add \(weight) if \(node)"
    case .above(let bound): "\(rule.verdict) above \(bound)"
    }
  }
}
