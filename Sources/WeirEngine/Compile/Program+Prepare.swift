extension Program {
  /// How many patterns ``prepare(pattern:)`` takes.
  public var patternCount: Int { patterns.count }

  /// Makes now what the first search of a pattern would make, which changes no decision. Any thread.
  public func prepare(pattern: Int) {
    patterns.prepare(pattern)
    if redactionPatterns !== patterns, redaction.names(pattern) {
      redactionPatterns.prepare(pattern)
    }
  }
}
