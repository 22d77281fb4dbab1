import Foundation
import Testing

@testable import WeirMatcher

@Suite struct PrefilterPropertyTests {
  /// Cases of one run; the long tier sets more.
  private static let cases =
    ProcessInfo.processInfo.environment["WEIR_CASES"].flatMap(Int.init) ?? 30
  private static let seed =
    ProcessInfo.processInfo.environment["WEIR_SEED"].flatMap(UInt64.init) ?? 1

  /// Compares the scan with the search everywhere; the failures of hopeless patterns aside.
  private func compare(_ set: PatternSet, _ text: String, rejects: Int) -> Int {
    let scan = TextScan()
    let scratch = MatchScratch()
    return withBytes(text) { bytes in
      set.scan(bytes, into: scan)
      var found = 0
      for pattern in 0..<set.count {
        let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: rejects)
        if slow.failure != nil { continue }
        let fast = Trail(
          set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: rejects)
        #expect(fast == slow, "\(set.patterns[pattern].name) in \(Array(text.utf8))")
        #expect(scan.canMatch(pattern) || slow.matches.isEmpty)
        #expect(scan.canMatch(pattern) == scan.candidates.contains(pattern))
        let isLong = text.unicodeScalars.count >= set.patterns[pattern].scalarsMin
        #expect(isLong || slow.matches.isEmpty)
        found += slow.matches.count
      }
      return found
    }
  }

  @Test func `random patterns match the same with the scan as without`() throws {
    var maker = PatternMaker(generator: SplitMix(seed: Self.seed))
    var found = 0
    var prefiltered = 0
    var grouped = 0
    for _ in 0..<Self.cases {
      var sources: [PatternSource] = []
      while sources.count < 8 {
        let regex = maker.pattern()
        let name = "/\(regex.pattern)/\(regex.flags)"
        let source = PatternSource(name: name, regex: regex, near: maker.near())
        if (try? CompiledPattern(source)) != nil { sources.append(source) }
      }
      let set = try PatternSet(sources, bounds: maker.bounds())
      prefiltered += (0..<8).filter { set.searchPlan(of: $0).isPrefiltered }.count
      grouped += set.prefilter.groups.membersMax
      for _ in 0..<12 { found += compare(set, maker.text(), rejects: maker.number(4)) }
    }
    // The test must not become one of patterns that match nowhere or are never prefiltered.
    #expect(found > Self.cases * 3)
    #expect(prefiltered > Self.cases)
    #expect(grouped > Self.cases)
  }
}
