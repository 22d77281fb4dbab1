import WeirChecker
import WeirSyntax

/// The lines that the steps of a test send, and the scores that it gives.
struct TestScript: Sendable {
  var lines: [TimedLine] = []
  var pins: [Int: Double] = [:]

  /// - Parameter files: those that the steps were parsed from.
  init(_ steps: [TestTree.Step], _ set: CheckedSet, files: [SourceFile]) {
    var clock = TestClock()
    for step in steps {
      switch step.kind {
      case .message(let sample):
        let own = TestClock.ownTime(of: sample, in: set.message)
        send(sample.timing, own: own, &clock) { now in
          SampleWriter(message: set.message, files: files, now: now).line(sample)
        }
      case .line(let text, let timing):
        send(timing, own: nil, &clock) { _ in Array(text.value.utf8) }
      case .given(let name, let score):
        if let model = set.models.firstIndex(where: { $0.name == name.text }) {
          pins[model] = TestClock.score(score)
        }
      case .expect: break
      }
    }
  }

  private mutating func send(
    _ timing: TestTree.Timing, own: Int64?, _ clock: inout TestClock, _ line: (Int64) -> [UInt8]
  ) {
    for repetition in 0..<TestClock.count(timing) {
      clock.advance(timing, own: own, isFirst: repetition == 0)
      lines.append(TimedLine(bytes: line(clock.now), now: clock.now))
    }
  }
}
