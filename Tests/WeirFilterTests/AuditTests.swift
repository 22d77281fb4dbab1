import Foundation
import Testing
import WeirCrypto
import WeirProject

@testable import WeirFilter

@Suite struct AuditTests {
  let place = workplace(mailPolicy + "\nvalidate words { deny if text contains \"attack\" }")

  private func run(_ lines: Int = 3, ring: KeyRing? = nil, at time: Timestamp = newYear) throws {
    let input = (0..<lines).map { message($0, $0 % 3 == 1 ? "attack a@b.org" : "hi") + "\n" }
    let key = try ring ?? testRing()
    _ = try filter(place, input.joined(), at: time) {
      $0.audit = .init(file: place.path("audit"), ring: key, fields: ["id", "text"])
    }
  }

  private func verify(_ ring: KeyRing? = nil) throws -> AuditReport {
    try verifyAudit(path: place.path("audit"), ring: ring ?? testRing())
  }

  @Test func `each line has a record, and the chain holds over sessions`() throws {
    try run()
    try run(at: Timestamp(microseconds: newYear.microseconds + 1))
    let report = try verify()
    #expect(report.fault == nil)
    #expect(report.records == 11)
    #expect(report.chains == 1)
    let records = try place.objects("audit")
    #expect(records.map { $0["event.sequence"] as? Int } == (0...10).map { $0 })
    #expect(records.compactMap { $0["weir.line"] as? Int } == [1, 2, 3, 1, 2, 3])
    let denied = records[3]
    #expect(denied["event.action"] as? String == "message-denied")
    #expect(denied["rule.name"] as? [String] == ["words:1"])
    #expect((denied["weir.message"] as? [String: Any])?["text"] as? String == "attack *@*.***")
    let finding = try #require((denied["weir.findings"] as? [[String: Any]])?.first)
    #expect(finding["length"] as? Int == 7)
    #expect(
      finding["hash"] as? String
        == String(decoding: try testRing().hash(Array("a@b.org".utf8)), as: UTF8.self))
    #expect(!place.text("audit").contains("a@b.org"))
  }

  @Test func `a changed, removed, moved or added record shows where it is`() throws {
    try run(9)
    let lines = place.lines("audit")
    func check(_ lines: [String], brokenAt line: Int) throws {
      place.write("audit", lines.joined(separator: "\n") + "\n")
      #expect(try verify().fault?.line == line)
    }
    var changed = lines
    changed[4] = lines[4].replacing("\"success\"", with: "\"failure\"")
    try check(changed, brokenAt: 5)
    var removed = lines
    removed.remove(at: 3)
    try check(removed, brokenAt: 4)
    var moved = lines
    moved.swapAt(5, 6)
    try check(moved, brokenAt: 6)
    var added = lines
    added.insert(lines[5], at: 6)
    try check(added, brokenAt: 7)
    try check(Array(lines.dropFirst()), brokenAt: 1)
    place.write("audit", lines.joined(separator: "\n") + "\n")
    #expect(try verify().fault == nil)
    #expect(try verify(testRing(fill: 8)).fault?.line == 1)
  }

  @Test func `records cut off at the end show by the last tag`() throws {
    try run()
    let whole = try verify()
    place.write("audit", place.lines("audit").dropLast().joined(separator: "\n") + "\n")
    let cut = try verify()
    #expect(cut.fault == nil)
    #expect(cut.lastTag != whole.lastTag)
    #expect(cut.records == whole.records - 1)
  }

  @Test func `a torn record is sealed wherever it tore`() throws {
    try run(2)
    let whole = place.bytes("audit")
    let lastStart = (whole.dropLast().lastIndex(of: 0x0A) ?? 0) + 1
    let firstEnd = whole.firstIndex(of: 0x0A) ?? 0
    let cuts =
      [1, firstEnd / 2, firstEnd, firstEnd + 1, firstEnd + 5]
      + Array(stride(from: lastStart, through: whole.count, by: 37)) + [whole.count - 1]
    for cut in cuts {
      place.write("audit", Array(whole[..<cut]))
      let isOpen = cut > 0 && whole[cut - 1] != 0x0A
      // A header that only lost its line end is a whole record.
      #expect(try verify().openBytes == (isOpen ? openCount(whole, cut) : 0))
      try run(1)
      let report = try verify()
      #expect(report.fault == nil, "torn at \(cut)")
      try run(1)
      #expect(try verify().fault == nil, "twice after \(cut)")
    }
  }

  private func openCount(_ bytes: [UInt8], _ cut: Int) -> Int {
    cut - ((bytes[..<cut].lastIndex(of: 0x0A) ?? -1) + 1)
  }

  @Test func `a sealed tear hides no change`() throws {
    try run(2)
    let whole = place.bytes("audit")
    place.write("audit", Array(whole.dropLast(20)))
    try run(1)
    #expect(try verify().tornRecords == 1)
    // The torn bytes themselves are not covered, but their number is.
    let lines = place.lines("audit")
    let place2 = lines.firstIndex { $0.contains("torn-record-sealed") } ?? 0
    var longer = lines
    longer[place2 - 1] += "x"
    place.write("audit", longer.joined(separator: "\n") + "\n")
    #expect(try verify().fault?.line == place2)
  }

  @Test func `a log whose end was changed is not gone on with`() throws {
    try run()
    var lines = place.lines("audit")
    lines[lines.count - 1] = lines[lines.count - 1].replacing("success", with: "failure")
    place.write("audit", lines.joined(separator: "\n") + "\n")
    #expect(throws: FilterError.self) { try run() }
    place.write("audit", "something else\n")
    #expect(throws: FilterError.self) { try run() }
  }

  @Test func `a new key begins a chain that is tied to the old one`() throws {
    try run()
    let (old, new) = (try testRing(), try testRing(fill: 9))
    let both = try KeyRing(name: "audit", keys: [new.newest, old.newest])
    try run(ring: both)
    try run(ring: both)
    let report = try verify(both)
    #expect(report.fault == nil)
    #expect(report.chains == 2)
    #expect(throws: FilterError.self) { try run(ring: old) }
  }

  @Test func `two writers of one log are one too many`() throws {
    let settings = FilterSettings.Audit(file: place.path("audit"), ring: try testRing())
    let first = try AuditLog(settings, session: "a", at: newYear)
    #expect(throws: FilterError.self) { try AuditLog(settings, session: "b", at: newYear) }
    _ = first
  }

  @Test func `a log can't also be the output`() throws {
    place.write("output", "")
    #expect(throws: FilterError.self) {
      try filter(place, "") {
        $0.audit = .init(file: place.path("output"), ring: try testRing())
      }
    }
    #expect(throws: FilterError.self) {
      try filter(place, "") {
        $0.audit = .init(file: place.path("audit"), ring: try testRing())
        $0.rejected = place.path("audit")
      }
    }
  }

  @Test func `lines that nobody took are named`() throws {
    let live = try LiveSession(place) {
      $0.audit = .init(file: place.path("audit"), ring: try testRing())
    }
    try live.send(message(1, "a") + "\n")
    _ = try live.receive()
    try live.output.close()
    try? live.send(message(2, "b") + "\n" + message(3, "attack") + "\n" + message(4, "c") + "\n")
    let report = try live.finish()
    #expect(report.ending == .closedPipe)
    #expect(live.notices.text.isEmpty)
    #expect(try verify().fault == nil)
    if report.tally.lines == 4 {
      let record = try #require(
        try place.objects("audit").first { $0["event.action"] as? String == "messages-undelivered" }
      )
      let lost = try #require(record["weir.undelivered"] as? [String: Int])
      #expect(lost == ["first_line": 2, "last_line": 4, "count": 2])
      #expect(report.tally.undelivered == 2)
    }
  }

  @Test func `a directory or a missing log is a clear error`() throws {
    #expect(throws: FilterError.self) { try verify() }
    #expect(throws: FilterError.self) {
      try verifyAudit(path: place.folder, ring: testRing())
    }
  }
}
