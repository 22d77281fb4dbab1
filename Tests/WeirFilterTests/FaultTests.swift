import Foundation
import Testing
import WeirCrypto
import WeirProject

@testable import WeirEngine
@testable import WeirFilter

@Suite struct FaultTests {
  private let place = workplace(
    "message { id: int\n inner: { a: int }? }\nvalidate v { deny if id == 1 }")

  private func faults(of lines: [String]) throws -> [NSDictionary] {
    let finished = try filter(place, lines.map { $0 + "\n" }.joined()) { $0.output = .decisions }
    return try finished.text.split(separator: "\n").map { line in
      try #require(object(String(line))["malformed"] as? NSDictionary)
    }
  }

  @Test func `a flood of tiny lines says of each what it says of one alone`() throws {
    let bytes = (0x20...0x7E).map { String(UnicodeScalar(UInt8($0))) }
    let tiny =
      ["", "{}", "[]", " {}", "{\"\":", "{\"a\":1}", "{\"id\":", "\"abcde\"", "12345678"] + bytes
    let flood = try faults(of: tiny + tiny.reversed() + tiny)
    #expect(flood.count == 3 * tiny.count)
    #expect(Array(flood[..<tiny.count]) == Array(flood[(2 * tiny.count)...]))
    for (line, fault) in zip(tiny, flood) {
      #expect(fault["sha256"] as? String == hexText(sha256(Array(line.utf8))))
      #expect(fault["bytes"] as? Int == line.utf8.count)
    }
    #expect(try faults(of: ["{}"]) == [flood[1]])
    #expect(flood[1]["field"] as? String == "/id")
    #expect(flood[2]["reason"] as? String == "not_an_object")
  }

  @Test func `more tiny lines than are kept are told apart`() throws {
    let lines = (0..<3000).map { String($0, radix: 36) }
    for (line, fault) in zip(lines, try faults(of: lines)) {
      #expect(fault["sha256"] as? String == hexText(sha256(Array(line.utf8))))
    }
  }

  // MARK: - Counting

  private let mask = PointerMask(["id"], paths: [["id"]])

  private func fault(_ reason: Malformation.Reason, _ field: String) -> Malformation {
    Malformation(reason: reason, field: field, offset: 0)
  }

  @Test func `faults are counted by reason and field`() {
    var counts = FaultCounts()
    for _ in 0..<3 { counts.add(fault(.missing, "/id"), mask) }
    counts.add(fault(.json(.empty), ""), mask)
    counts.add(fault(.json(.syntax(.colon)), ""), mask)
    counts.add(fault(.json(.syntax(.value)), ""), mask)
    // A sender's own names are not shown.
    counts.add(fault(.undeclared, "/secret"), mask)
    counts.add(fault(.undeclared, "/other"), mask)
    #expect(
      counts.byWords == ["missing at /id": 3, "empty": 1, "syntax": 2, "undeclared at /*": 2])
  }

  @Test func `which kinds are told apart does not depend on batches`() {
    var alone = FaultCounts()
    var together = FaultCounts()
    for batch in 0..<30 {
      var part = FaultCounts()
      for place in 0..<100 {
        // Short numbers are shown.
        let fault = fault(.undeclared, "/\((batch * 37 + place * place) % 1400)")
        alone.add(fault, mask)
        part.add(fault, mask)
      }
      together.add(part)
    }
    #expect(alone.byWords == together.byWords)
    #expect(alone.byWords.values.reduce(0, +) == 3000)
    #expect(alone.byWords.count <= FilterLimits.tallyReasonsMax + 1)
  }
}
