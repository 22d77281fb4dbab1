import Foundation
import Testing
import WeirProject

@testable import WeirFilter

@Suite struct SignalTests {
  let place = workplace(allKinds)

  private func live(_ configure: (inout FilterSettings) throws -> Void = { _ in }) throws
    -> LiveSession
  {
    try LiveSession(place) {
      $0.held = .discard
      try configure(&$0)
    }
  }

  @Test func `policies are loaded again between two lines, and limits go on`() throws {
    let live = try live()
    for number in 1...2 {
      try live.send(message(number, "secret") + "\n")
      _ = try live.receive()
    }
    let changed =
      allKinds.replacing("\"attack\"", with: "\"secret\"")
      + "\nvalidate more { flag if id == 9 }"
    place.write("policies/a.weir", changed)
    try live.command(.reload)
    #expect(live.hear("policies reloaded: added more; changed words"))
    try live.send(message(3, "secret", user: "bo") + "\n" + message(4, "n") + "\n")
    #expect(try live.receive() == message(4, "n") + "\n")
    try live.send(message(5, "n") + "\n")
    let report = try live.finish()
    // The third of ana's passed before the reload is counted: five were hers, three may pass.
    #expect(report.tally.passed == 3)
    #expect(report.tally.denied == 2)
  }

  @Test(arguments: [
    ("message { id: int", "reload refused"),
    ("message { id: int }\nvalidate a { mode shadow; deny if id == 1 }", "enforce nothing"),
    ("message { id: nonsense }\nvalidate a { deny if id == 1 }", "nonsense"),
  ])
  func `a set that can't do the job is refused and the old one stays`(
    policy: String, words: String
  ) throws {
    let live = try live()
    place.write("policies/a.weir", policy)
    try live.command(.reload)
    #expect(live.hear(words))
    #expect(live.notices.text.contains("the old policies stay"))
    try live.send(message(1, "attack") + "\n" + message(2, "n") + "\n")
    #expect(try live.receive() == message(2, "n") + "\n")
    #expect(try live.finish().tally.denied == 1)
  }

  @Test func `a set that begins to hold is refused where nobody said where`() throws {
    let place = workplace(mailPolicy)
    let live = try LiveSession(place)
    place.write("policies/a.weir", allKinds)
    try live.command(.reload)
    #expect(live.hear("--held"))
    _ = try live.finish()
  }

  @Test func `a reload opens files again that were moved away`() throws {
    let live = try live {
      $0.rejected = place.path("rejected")
      $0.audit = .init(file: place.path("audit"), ring: try testRing())
    }
    try live.send(message(1, "attack") + "\n" + message(1, "n") + "\n")
    _ = try live.receive()
    for name in ["rejected", "audit"] {
      try FileManager.default.moveItem(atPath: place.path(name), toPath: place.path(name + ".old"))
    }
    try live.command(.reload)
    #expect(live.hear("nothing changed"))
    try live.send(message(2, "attack", user: "bo") + "\n" + message(2, "n", user: "bo") + "\n")
    #expect(try live.receive() == message(2, "n", user: "bo") + "\n")
    _ = try live.finish()
    #expect(place.lines("rejected.old").count == 1)
    #expect(place.lines("rejected").count == 1)
    let old = try verifyAudit(path: place.path("audit.old"), ring: testRing())
    let new = try verifyAudit(path: place.path("audit"), ring: testRing())
    #expect(old.fault == nil)
    #expect(new.fault == nil)
    #expect(new.continues == old.lastTag)
  }

  @Test func `stopping judges the lines already read`() throws {
    let live = try live()
    try live.send(message(1, "n") + "\n" + message(2, "half"))
    _ = try live.receive()
    try live.command(.stop)
    let report = try live.finish(closingInput: false)
    #expect(report.ending == .stopped)
    #expect(report.tally.lines == 1)
    #expect(live.notices.text.contains("stopped inside line 2"))
    #expect(live.notices.text.contains("1 line in"))
  }

  @Test func `a closed output ends the session while it waits`() throws {
    let live = try live()
    try live.output.close()
    #expect(try live.finish(closingInput: false).ending == .closedPipe)
    #expect(live.notices.text.isEmpty)
  }

  @Test func `progress shows about once a second`() throws {
    let live = try live { $0.progress = .lines }
    try live.send(message(1, "n") + "\n")
    #expect(live.hear("1 line, "))
    _ = try live.finish()
  }

  @Test func `a real signal arrives as a byte`() throws {
    let descriptor = try #require(SignalPipe.install())
    kill(getpid(), SIGHUP)
    var byte: UInt8 = 0
    for _ in 0..<100 where read(descriptor, &byte, 1) != 1 { usleep(10_000) }
    #expect(FilterSignal(rawValue: byte) == .reload)
  }
}
