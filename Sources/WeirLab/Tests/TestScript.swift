import WeirChecker
import WeirSyntax

/// A line and when it arrives, in microseconds since 1970.
struct TimedLine: Sendable {
  var bytes: [UInt8]
  var now: Int64
}

/// Turns the steps of a test, taken in their order, into the lines that they send.
struct TestScript: Sendable {
  let message: CheckedMessage
  /// Those that the steps were parsed from.
  let files: [SourceFile]
  private var clock = TestClock()

  init(_ message: CheckedMessage, files: [SourceFile]) {
    self.message = message
    self.files = files
  }

  /// What the next step sends; nothing where it only says something.
  mutating func lines(of step: TestTree.Step) -> [TimedLine] {
    switch step.kind {
    case .message(let sample):
      let (message, files) = (message, files)
      return lines(sample.timing, own: TestClock.ownTime(of: sample, in: message)) { now in
        SampleWriter(message: message, files: files, now: now).line(sample)
      }
    case .line(let text, let timing):
      return lines(timing, own: nil) { _ in Array(text.value.utf8) }
    case .given, .level, .expect: return []
    }
  }

  private mutating func lines(
    _ timing: TestTree.Timing, own: Int64?, _ line: (Int64) -> [UInt8]
  ) -> [TimedLine] {
    (0..<TestClock.count(timing)).map { repetition in
      clock.advance(timing, own: own, isFirst: repetition == 0)
      return TimedLine(bytes: line(clock.now), now: clock.now)
    }
  }

  /// What the steps give; a `given` holds for its whole test, wherever it stands.
  static func givens(of steps: [TestTree.Step], in models: [CheckedModel]) -> TestGivens {
    var givens = TestGivens()
    for step in steps {
      switch step.kind {
      case .given(let name, let score):
        if let model = models.firstIndex(where: { $0.name == name.text }) {
          givens.scores[model] = TestClock.score(score)
        }
      case .level(let level): givens.level = TestClock.level(level)
      case .message, .line, .expect: continue
      }
    }
    return givens
  }
}
