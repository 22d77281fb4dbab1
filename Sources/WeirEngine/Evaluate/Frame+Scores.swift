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
      return .value(trained.score(features(of: model)))
    }
  }

  /// Evaluates a model's features into `features`; false where one fails.
  mutating func fillFeatures(of model: ModelID) -> Bool {
    let compiled = program.models[model]
    for place in compiled.features.indices {
      let node = compiled.features[place]
      guard case .value(let value) = temporarily({ $0.float(node) }) else { return false }
      let domain = compiled.domains[place]
      features[place] = domain.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    }
    return true
  }

  /// What ``fillFeatures(of:)`` evaluated last.
  func features(of model: ModelID) -> UnsafeBufferPointer<Double> {
    features.first(program.models[model].features.count)
  }
}
