import WeirChecker

/// What one line gives for training.
public enum FeatureRows: Sendable {
  /// For each model of the program what it sees, or nil where a part of it failed.
  case rows([ModelInput?])
  case malformed(Malformation)
}

/// What a model sees of one message.
public enum ModelInput: Sendable {
  /// A value for each feature of a forest.
  case features([Double])
  /// What a linear model reads.
  case text([UInt8])
}

extension Evaluator {
  /// Reads one line, lets it move windows and the newest time just as judging does, and gives what
  /// the models see of it. No policy is applied, no limit is charged and no score is computed.
  public mutating func featureRows(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp
  ) -> FeatureRows {
    if let fault = feed(line, at: arrival) { return .malformed(fault) }
    return .rows(program.models.indices.map { assessor.frame.input(of: $0) })
  }
}

extension Frame {
  fileprivate mutating func input(of model: ModelID) -> ModelInput? {
    if program.models[model].text == nil {
      return fillFeatures(of: model) ? .features(Array(features(of: model))) : nil
    }
    guard case .value(let text) = withReading(of: model, { Array($0) }) else { return nil }
    return .text(text)
  }
}
