import Testing

@testable import WeirMatcher

@Suite struct ScanTableTests {
  /// Texts shorter than 96 bytes are read in one go, longer ones from four places at once.
  @Test(arguments: [60, 95, 96, 97, 98, 99, 130])
  func `what stands anywhere in a text is found once, whatever part it begins in`(length: Int)
    throws
  {
    let set = try PatternSet(
      ["needle", #"\b[A-Z]{2}[0-9]{2}\b"#, "é日x"].map {
        PatternSource(name: $0, regex: RegexSource($0))
      })
    let scan = TextScan()
    let scratch = MatchScratch()
    for (pattern, word) in ["needle", "QX12", "é日x"].enumerated() {
      let room = length - word.utf8.count
      for start in 0...room {
        let text = String(repeating: " ", count: start) + word
        withBytes(text + String(repeating: "-", count: room - start)) { bytes in
          set.scan(bytes, into: scan)
          #expect(Array(scan.candidates) == [pattern], "\(word) at \(start) of \(length)")
          var cursor = set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch)
          guard case .found(let match) = cursor.next() else {
            Issue.record("\(word) at \(start) of \(length)")
            return
          }
          #expect(match.wholeStart == start)
          #expect(cursor.next() == .notFound)
        }
      }
    }
  }
}
