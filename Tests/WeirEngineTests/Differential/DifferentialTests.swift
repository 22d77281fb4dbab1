import Foundation
import Testing
import WeirChecker

@testable import WeirEngine

/// The engine against the slow reference, on random policies and streams.
///
/// `WEIR_CASES=N` judges N messages instead of a few thousand, `WEIR_SEED=N` begins elsewhere.
@Suite struct DifferentialTests {
  private static let environment = ProcessInfo.processInfo.environment
  static let cases = environment["WEIR_CASES"].flatMap(Int.init) ?? 2_000
  static let firstSeed = environment["WEIR_SEED"].flatMap(UInt64.init) ?? 1
  static let messagesPerSet = 25

  @Test func `the engine decides as the reference does`() throws {
    var sets = 0
    var refused = 0
    var reasons: [String: Int] = [:]
    var coverage = Coverage()
    for seed in Self.firstSeed..<Self.firstSeed + UInt64(Self.cases / Self.messagesPerSet) {
      var generator = PolicyGenerator(seed: seed)
      let files = generator.set()
      let report = PolicyKit.report(files, packs: PolicyGenerator.packs)
      sets += 1
      guard let set = report.set else {
        refused += 1
        let text = PolicyKit.errors(of: report).split(separator: "\n").first ?? ""
        reasons["\(text.prefix(90)) [seed \(seed)]", default: 0] += 1
        continue
      }
      var stream = Stream(seed: seed, hasClock: generator.hasClock)
      coverage.add(set)
      let difference = try stream.difference(set, &coverage)
      guard let difference else { continue }
      let text = files.joined(separator: "\n")
      Issue.record("seed \(seed)\n\(difference)\n\(text)")
      return
    }

    let sample = reasons.keys.sorted().prefix(8).joined(separator: "\n")
    // What never comes up is not tested; a few cases can't come by everything.
    guard Self.cases >= 10_000 || Self.firstSeed == 1 else { return }
    let missing = Coverage.wanted.subtracting(coverage.seen.keys)
    #expect(missing.isEmpty, "\(missing.sorted())")
    #expect(refused * 5 <= sets, "\(refused) of \(sets) sets don't check:\n\(sample)")
  }
}

/// One stream of messages and how a set is to stand.
struct Stream {
  let settings: CompileSettings
  let score: Double
  private var random: SeededRandom
  private var messages: MessageGenerator
  private var lines: [(line: [UInt8], arrival: Int64)] = []

  init(seed: UInt64, hasClock: Bool) {
    random = SeededRandom(seed ^ 0x5eed)
    messages = MessageGenerator(seed: seed ^ 0xfeed, hasClock: hasClock)
    var settings = CompileSettings()
    settings.enforceLevel = 1 + random.below(4)
    settings.observeLevel = 1 + random.below(4)
    self.settings = settings
    score = random.pick([0, 0.3, 0.5, 0.55, 0.9])
  }

  /// Judges a stream with both; the first difference as text.
  mutating func difference(_ set: CheckedSet, _ coverage: inout Coverage) throws -> String? {
    let program = try compile(set, settings: settings)
    makeLines()
    let found = try firstDifference(set, program, lines) { coverage.add($0, faults: $1) }
    guard let (place, engine, reference) = found else { return nil }
    var shortest = Array(lines[...place])
    // Leave out what doesn't matter.
    var at = 0
    while at < shortest.count - 1 {
      var fewer = shortest
      fewer.remove(at: at)
      if try firstDifference(set, program, fewer) != nil { shortest = fewer } else { at += 1 }
    }
    let last = try firstDifference(set, program, shortest) ?? (place, engine, reference)
    let stream = shortest.map { "\($0.arrival): \(String(decoding: $0.line, as: UTF8.self))" }
      .joined(separator: "\n")
    return """
      levels \(settings.enforceLevel)/\(settings.observeLevel) score \(score)
      \(stream)
      engine: \(last.1)
      reference: \(last.2)
      """
  }

  private mutating func makeLines() {
    var now: Double = 1_767_225_600
    for _ in 0..<DifferentialTests.messagesPerSet {
      now += random.pick([0, 0, 0.25, 1, 3, 8, 15, 70, -4, 700])
      lines.append((messages.line(now: now), Int64(now * 1_000_000)))
    }
  }

  private func firstDifference(
    _ set: CheckedSet, _ program: Program, _ lines: [(line: [UInt8], arrival: Int64)],
    _ seen: (RefDecision, Set<RefFault>) -> Void = { _, _ in }
  ) throws -> (Int, String, String)? {
    var bench = Bench(program, score: score)
    var reference = RefEvaluator(set, settings, program.patterns, score: score)
    for (place, (line, arrival)) in lines.enumerated() {
      bench.now = Timestamp(microseconds: arrival)
      let decision = bench.judge(line)
      let engine = RefDecision(decision)
      let wanted = reference.judge(line, at: arrival)
      seen(wanted, reference.faults)
      if engine != wanted { return (place, "\(engine)", "\(wanted)") }
      guard let fault = decision.malformation.map({ RefFault($0.reason) }) else { continue }
      // What the line is told to be wrong about must be one of the things that are wrong.
      if !reference.faults.contains(fault) {
        return (place, "\(fault)", "one of \(reference.faults)")
      }
    }
    return nil
  }
}
