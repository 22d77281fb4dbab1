import Foundation
import Synchronization
import Testing
import WeirProject

@testable import WeirFilter

@Suite struct StateTests {
  let place = workplace(
    mailPolicy + "\nlimit per_user { by user; allow 3 per 1h; else deny }")

  private func run(_ text: String = "n", count: Int = 2) throws -> Finished {
    try filter(place, (0..<count).map { message($0, text) + "\n" }.joined()) {
      $0.state = .init(file: place.path("state"))
    }
  }

  @Test func `limits go on where the last run left them`() throws {
    #expect(try run().report.tally.passed == 2)
    #expect(try run().report.tally.passed == 1)
    #expect(try run().report.tally.passed == 0)
  }

  @Test func `the older generation helps out, and it is said`() throws {
    _ = try run(count: 1)
    _ = try run(count: 1)
    place.write("state", Array(place.bytes("state").dropLast(3)))
    let finished = try run(count: 3)
    #expect(finished.report.tally.passed == 2)
    #expect(finished.said.contains("the generation before it"))
  }

  @Test func `a missing newest generation is as good as a damaged one`() throws {
    _ = try run(count: 1)
    _ = try run(count: 1)
    try FileManager.default.removeItem(atPath: place.path("state"))
    let finished = try run(count: 3)
    #expect(finished.report.tally.passed == 2)
    #expect(finished.said.contains("the generation before it"))
  }

  @Test func `two damaged generations stop the start`() throws {
    _ = try run()
    place.write("state", "nonsense")
    place.write("state.1", "nonsense")
    do {
      _ = try run()
      Issue.record("it began")
    } catch {
      #expect("\(error)".contains("move both away"))
    }
  }

  @Test func `state of another version stops the start and is not called damaged`() throws {
    _ = try run()
    var bytes = place.bytes("state")
    bytes[8] = 1
    place.write("state", bytes)
    do {
      _ = try run()
      Issue.record("it began")
    } catch {
      #expect("\(error)".contains("has format 1, which another version of weir wrote"))
      #expect("\(error)".contains("move both away"))
    }
  }

  @Test func `one owner at a time`() throws {
    let first = try StateFile(path: place.path("state"))
    #expect(throws: FilterError.self) { try run() }
    _ = first.path
  }

  @Test func `a run that ended without saving is noticed`() throws {
    _ = try run()
    do {
      let crashed = try StateFile(path: place.path("state"))
      crashed.markOpen(everyMicroseconds: 30_000_000)
    }
    #expect(try run().said.contains("up to 30 s of limits and windows are lost"))
    #expect(!(try run().said.contains("lost")))
  }

  @Test func `it is saved while running`() throws {
    let live = try LiveSession(place) {
      $0.state = .init(file: place.path("state"), everyMicroseconds: 20_000)
    }
    try live.send(message(1, "a") + "\n")
    _ = try live.receive()
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: place.path("state")) {
      usleep(10_000)
    }
    #expect(!place.bytes("state").isEmpty)
    _ = try live.finish()
  }

  @Test func `a whole generation is there at any moment`() throws {
    let set = try place.load()
    var evaluator = Evaluator(set)
    let path = place.path("state")
    let file = try StateFile(path: path)
    try file.save(evaluator.state.encode())
    let reader = ReaderThread(path: path, set: set)
    reader.start()
    for number in 0..<200 {
      _ = evaluator.evaluate(Array(message(number, "a", user: "u\(number)").utf8), at: newYear)
      try file.save(evaluator.state.encode())
    }
    reader.stop()
    #expect(reader.reads > 0)
    #expect(reader.failures == 0)
  }

  /// Reads the newest generation again and again, as a process that starts after a kill would.
  private final class ReaderThread: Sendable {
    private let path: String
    private let set: PolicySet
    private let isStopped = Atomic(false)
    private let counts = Mutex((reads: 0, failures: 0))
    private let done = DispatchSemaphore(value: 0)

    init(path: String, set: PolicySet) {
      self.path = path
      self.set = set
    }

    var reads: Int { counts.withLock { $0.reads } }
    var failures: Int { counts.withLock { $0.failures } }

    func start() {
      Thread.detachNewThread { [self] in
        while !isStopped.load(ordering: .acquiring) {
          let bytes = try? Files.read(path, bytesMax: 1 << 30)
          let isGood = bytes.flatMap { try? EngineState.restore($0, for: set.program) } != nil
          counts.withLock {
            $0.reads += 1
            $0.failures += isGood ? 0 : 1
          }
        }
        done.signal()
      }
    }

    func stop() {
      isStopped.store(true, ordering: .releasing)
      done.wait()
    }
  }
}
