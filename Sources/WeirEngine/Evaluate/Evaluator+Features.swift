/// What one line gives for training.
public enum FeatureRows: Sendable {
  /// For each model of the program a value for each feature, or nil where a feature failed.
  case rows([[Double]?])
  case malformed(Malformation)
}

extension Evaluator {
  /// Reads one line, lets it move windows and the newest time just as judging does, and gives what
  /// the models see of it. No policy is applied, no limit is charged and no score is computed.
  public mutating func featureRows(
    _ line: UnsafeBufferPointer<UInt8>, at arrival: Timestamp
  ) -> FeatureRows {
    if let fault = feed(line, at: arrival) { return .malformed(fault) }
    return .rows(
      program.models.indices.map { model in
        assessor.frame.fillFeatures(of: model)
          ? Array(assessor.frame.features(of: model)) : nil
      })
  }
}
