import FuzzDriver
import WeirChecker

@testable import WeirEngine

/// The input chooses a policy set and a stream of messages; the engine decides them as the slow
/// reference evaluator of the tests does.
enum EvaluatorTarget {
  private static let messages = 8

  @Sendable static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    SeededRandom.begin(bytes)
    var random = SeededRandom(0)
    var generator = PolicyGenerator(seed: 0)
    let files = generator.set()
    guard let set = PolicyKit.report(files, packs: PolicyGenerator.packs).set else { return }
    var settings = CompileSettings()
    settings.enforceLevel = 1 + random.below(4)
    settings.observeLevel = 1 + random.below(4)
    guard let program = try? compile(set, settings: settings) else {
      return claim(false, "what checks compiles: \(files.joined(separator: "\n"))")
    }
    let score = random.pick([0, 0.3, 0.5, 0.55, 0.9])
    var bench = Bench(program, score: score)
    var reference = RefEvaluator(set, settings, program.patterns, score: score)
    var lines = MessageGenerator(seed: 0, hasClock: generator.hasClock)
    var now: Double = 1_767_225_600
    for _ in 0..<messages {
      now += random.pick([0, 0, 0.25, 1, 3, 8, 15, 70, -4, 700])
      let line = lines.line(now: now)
      let arrival = Int64(now * 1_000_000)
      bench.now = Timestamp(microseconds: arrival)
      let engine = RefDecision(bench.judge(line))
      let wanted = reference.judge(line, at: arrival)
      claim(
        engine == wanted,
        """
        the engine decides as the reference
        \(files.joined(separator: "\n"))
        \(String(decoding: line, as: UTF8.self))
        engine: \(engine)
        reference: \(wanted)
        """)
    }
  }
}
