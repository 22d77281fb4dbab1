import Foundation
import Synchronization
import Testing

@testable import WeirMatcher

@Suite struct LazyMachineCodeTests {
  @Test func `threads that want a pattern's machine code first all find the same`() throws {
    for round in 0..<8 {
      let set = try PatternSet(
        (0..<20).map { PatternSource(name: "\($0)", regex: RegexSource("word\($0)x+\(round)?")) })
      let text = (0..<20).map { "word\($0)xx" }.joined(separator: " ")
      // Not a mutex, of whose lock a thread sanitizer learns nothing.
      let found = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        let scan = TextScan()
        let scratch = MatchScratch()
        withBytes(text) { bytes in
          set.scan(bytes, into: scan)
          for pattern in scan.candidates {
            var cursor = set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch)
            while case .found = cursor.next() { found.add(1, ordering: .relaxed) }
          }
        }
      }
      #expect(found.load(ordering: .relaxed) == 80)
      #expect(set.patterns.allSatisfy { $0.isMachineCode == set.patterns[0].isMachineCode })
    }
  }

  @Test func `a pattern that was prepared finds what another finds`() throws {
    let sources = [#"x[a-z]{2,40}\.y"#, "plain", #"\b[A-Z]{3,}\b"#, "(a|b)"].map {
      PatternSource(name: $0, regex: RegexSource($0))
    }
    let (prepared, other) = (try PatternSet(sources), try PatternSet(sources))
    for _ in 0..<2 {
      for pattern in 0..<prepared.count { prepared.prepare(pattern) }
    }
    func found(_ set: PatternSet) -> [[TextMatch]] {
      let (scan, scratch) = (TextScan(), MatchScratch())
      return withBytes("xabc.y plain ABC xx.y b") { bytes in
        set.scan(bytes, into: scan)
        return (0..<set.count).map { pattern in
          var cursor = set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch)
          var matches: [TextMatch] = []
          while case .found(let match) = cursor.next() { matches.append(match) }
          return matches
        }
      }
    }
    #expect(found(prepared) == found(other))
    #expect(found(prepared).map(\.count) == [1, 1, 1, 4])
  }
}
