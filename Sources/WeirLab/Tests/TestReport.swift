/// The results of one run, and how they are shown.
public struct TestReport: Sendable {
  public var results: [TestResult]

  public init(_ results: [TestResult]) { self.results = results }

  public var failedCount: Int { results.count { !$0.isPassed } }

  /// `12 passed, 1 failed`
  public var summary: String { "\(results.count - failedCount) passed, \(failedCount) failed" }

  /// For people: a line for each test, and under one that failed what was expected, what came
  /// instead and why. Ends with the summary.
  public func human(colour: Bool) -> String {
    var out = ""
    for result in results {
      out += headline(result, colour)
      for (place, failure) in result.failures.enumerated() {
        let next = result.failures.dropFirst(place + 1).first
        out += block(failure, in: result, isLastOfMessage: next?.decision != failure.decision)
      }
    }
    for model in untrained {
      out +=
        "note: model `\(model)` is not trained yet; where no `given score(\(model))` pins it, "
        + "its score was 0\n"
    }
    return out + summary + "\n"
  }

  private var untrained: [String] {
    Set(results.flatMap(\.untrainedModels)).sorted()
  }

  private func headline(_ result: TestResult, _ colour: Bool) -> String {
    let sign = result.isPassed ? "✓" : "✗"
    let shown = colour ? "\u{1b}[\(result.isPassed ? "32" : "31")m\(sign)\u{1b}[0m" : sign
    return "\(shown) \(result.title)  \(result.file):\(result.line)\n"
  }

  /// The decision stands once, under the last expectation about it.
  private func block(
    _ failure: TestResult.Failure, in result: TestResult, isLastOfMessage: Bool
  ) -> String {
    var out = "  --> \(result.file):\(failure.line)\n"
    out += "    expected  \(failure.expected)\n"
    out += "    got       \(failure.got)\n"
    if let difference = failure.difference {
      for line in TextDiff.lines(expected: difference.expected, got: difference.got) {
        out += "    \(line)\n"
      }
    }
    for (place, line) in failure.decision.enumerated() where isLastOfMessage {
      out += place == 0 ? "    decision  \(line)\n" : "              \(line)\n"
    }
    return out
  }
}
