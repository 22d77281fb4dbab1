import Foundation
import Testing
import WeirProject

@testable import WeirFilter

/// Whatever the number of threads: the same bytes everywhere.
@Suite struct ThreadTests {
  private let policy =
    allKinds + """

      validate chatty { review if count(by user, last 10s) > 4 "talks a lot" }
      validate after { flag if count(malformed, last 1h) > 20 }
      """

  /// Everything a run leaves behind.
  private struct Traces: Equatable {
    var output: String
    var audit: String
    var held: String
    var rejected: String
    var state: [UInt8]
    var tally: FilterTally
  }

  private func input(_ lines: Int) -> String {
    var random = SeededNumbers(seed: 11)
    let words = [
      "hello", "attack", "maybe", "odd", "ana@example.org", "tab\\tÄ", "x@y.org bo@z.org",
    ]
    var text = ""
    for number in 0..<lines {
      let body = words[random.below(words.count)] + String(repeating: "y", count: random.below(60))
      switch random.below(12) {
      case 0: text += "{\"id\":\(number),\"user\":"
      case 1: text += message(number, String(repeating: "z", count: 400))
      case 2: break
      default: text += message(number, body, user: "u\(random.below(9))")
      }
      text += number == lines - 1 ? "" : "\n"
    }
    return text
  }

  private func traces(
    _ input: String, threads: Int, _ configure: (inout FilterSettings) -> Void = { _ in }
  ) throws -> Traces {
    let place = workplace(policy)
    let finished = try filter(place, input) {
      $0.threads = threads
      $0.batchLines = 3
      $0.parallelBytes = 1
      $0.lineBytes = 300
      $0.audit = .init(file: place.path("audit"), ring: try testRing(), fields: ["user", "text"])
      $0.held = .file(place.path("held"))
      $0.rejected = place.path("rejected")
      configure(&$0)
    }
    #expect(try verifyAudit(path: place.path("audit"), ring: testRing()).fault == nil)
    return Traces(
      output: finished.text, audit: place.text("audit"), held: place.text("held"),
      rejected: place.text("rejected"), state: place.bytes("state"), tally: finished.report.tally)
  }

  @Test(arguments: [
    FilterSettings.Output.messages, FilterSettings.Output.decisions, FilterSettings.Output.shadow,
  ])
  func `the same bytes come out for any number of threads`(output: FilterSettings.Output) throws {
    let input = input(700)
    let alone = try traces(input, threads: 1) { $0.output = output }
    #expect(alone.tally.lines == 700)
    #expect(alone.tally.malformed > 50)
    #expect(alone.tally.held > 2)
    #expect(alone.tally.redacted > 50)
    for threads in [2, 3] {
      let together = try traces(input, threads: threads) { $0.output = output }
      #expect(together == alone)
    }
  }

  @Test func `the same number of lines is judged for any number of threads`() throws {
    for most in [0, 1, 2, 3, 4, 100, 699, 700, 701] {
      let alone = try traces(input(700), threads: 1) { $0.linesMax = most }
      #expect(alone.tally.lines == min(most, 700))
      #expect(try traces(input(700), threads: 3) { $0.linesMax = most } == alone)
    }
  }

  @Test func `state goes on from run to run whoever judges`() throws {
    let lines = input(300) + "\n"
    var texts: [String] = []
    for threads in [1, 3] {
      let place = workplace(policy)
      var text = ""
      for number in [threads, 1, threads] {
        text += try filter(place, lines) {
          $0.held = .discard
          $0.threads = number
          $0.batchLines = 7
          $0.parallelBytes = 1
          $0.state = .init(file: place.path("state"), everyMicroseconds: 1)
          $0.output = .decisions
        }.text
      }
      texts.append(text)
    }
    #expect(texts[0] == texts[1])
  }

  @Test func `policies that change in between judge whole lines`() throws {
    let place = workplace(mailPolicy)
    let live = try LiveSession(place) {
      $0.threads = 3
      $0.batchLines = 2
      $0.parallelBytes = 1
    }
    for round in 0..<6 {
      let denied = round % 2 == 1 ? 7 : 8
      place.write("policies/a.weir", mailPolicy + "\nvalidate n { deny if id == \(denied) }")
      try live.command(.reload)
      while live.notices.text.count(of: "policies reloaded") <= round { usleep(2000) }
      try live.send((0..<20).map { message($0, "r\(round)") + "\n" }.joined())
      for number in 0..<20 where number != denied {
        #expect(try live.receive() == message(number, "r\(round)") + "\n")
      }
    }
    #expect(try live.finish().tally.lines == 120)
  }

  @Test func `a full disk under a record releases nothing behind it`() throws {
    let place = workplace(policy)
    for configure in [
      { $0.rejected = "/dev/full" },
      { $0.audit = .init(file: "/dev/full", ring: try testRing()) },
    ] as [(inout FilterSettings) throws -> Void] {
      #expect(throws: FilterError.self) {
        try filter(place, String(repeating: message(1, "attack") + "\n", count: 300)) {
          $0.held = .discard
          $0.threads = 3
          $0.batchLines = 2
          $0.parallelBytes = 1
          try configure(&$0)
        }
      }
      #expect(place.bytes("output").isEmpty)
    }
  }

  @Test func `what nobody took is named to the last line judged`() throws {
    let place = workplace(mailPolicy)
    let ring = try testRing()
    let live = try LiveSession(place) {
      $0.threads = 3
      $0.batchLines = 2
      $0.parallelBytes = 1
      $0.audit = .init(file: place.path("audit"), ring: ring)
    }
    try live.send(message(0, "a") + "\n")
    _ = try live.receive()
    try live.output.close()
    try? live.send((1...60).map { message($0, "b") + "\n" }.joined())
    let report = try live.finish()
    #expect(report.ending == .closedPipe)
    #expect(try verifyAudit(path: place.path("audit"), ring: ring).fault == nil)
    let actions = try place.objects("audit").compactMap { $0["event.action"] as? String }
    #expect(actions.filter { $0 == "message-passed" }.count == report.tally.lines)
    #expect(report.tally.undelivered == report.tally.lines - 1)
  }
}

extension String {
  fileprivate func count(of words: String) -> Int { components(separatedBy: words).count - 1 }
}

/// Numbers that are the same in every run.
private struct SeededNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
