import WeirChecker
import WeirMatcher
import WeirViews

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
    case .forest(let trained):
      guard fillFeatures(of: model) else { return .failed }
      return .value(trained.score(features(of: model)))
    case .linear(let trained): return withReading(of: model) { trained.score($0) }
    }
  }

  /// Calls the body with what a linear model reads: the decoded view of its text, or the folded one
  /// where nothing is encoded, or the text itself where that says the same up to case. How a text is
  /// spelled says little of what it says. Fails where the text is over its bound.
  mutating func withReading<Value>(
    of model: ModelID, _ body: (TextBytes) -> Value
  ) -> Outcome<Value> {
    guard let node = program.models[model].text else { return .failed }
    return temporarily { frame in
      frame.text(node).flatMap { text in
        if text.count > MatcherLimits.textBytesMax { return .failed }
        if let readings = frame.madeReadings(of: node) {
          return .value(
            body((readings.reading(.decoded) ?? readings.reading(.folded))?.bytes ?? text))
        }
        let view = frame.folding
        let needs = TextNeeds(of: text)
        let isRead = view.build(.decoded, of: text, needs) || view.build(.folded, of: text, needs)
        return .value(body(isRead ? view.bytes : text))
      }
    }
  }

  /// The readings of a text node, where the search for patterns has made them all.
  private func madeReadings(of id: NodeID) -> Readings? {
    let node = program.nodes[id]
    guard node.operation == .field else { return nil }
    let place = Int(program.searchPlaces[Int(node.a)])
    guard place >= 0, place < lookedAt, program.searches[place].view == .decoded else { return nil }
    return readings[place]
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
