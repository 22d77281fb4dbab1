import WeirChecker

extension Frame {
  /// The model's score of this message, computed at most once.
  mutating func score(_ model: ModelID) -> Outcome<Double> {
    if let known = scores[model] { return known }
    let value = freshScore(model)
    scores[model] = value
    return value
  }

  private mutating func freshScore(_ model: ModelID) -> Outcome<Double> {
    switch models[model] {
    case .pinned(let value): return .value(value)
    case .trained(let trained):
      guard fillFeatures(of: model) else { return .failed }
      return .value(features.withUnsafeBufferPointer { trained.score($0) })
    }
  }

  /// Evaluates a model's features into `features`; false where one fails.
  mutating func fillFeatures(of model: ModelID) -> Bool {
    var row: [Double] = []
    swap(&row, &features)
    row.removeAll(keepingCapacity: true)
    defer { swap(&row, &features) }
    let compiled = program.models[model]
    for place in compiled.features.indices {
      let node = compiled.features[place]
      guard case .value(let value) = temporarily({ $0.float(node) }) else { return false }
      let domain = compiled.domains[place]
      row.append(domain.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value)
    }
    return true
  }
}
