import Foundation
import Testing

@testable import WeirMatcher

/// Near-matches of ordinary patterns, in ordinary and in hostile amounts.
@Suite(.enabled(if: !packPatterns().isEmpty, "the pattern tables are not beside the repository"))
struct PackScanTests {
  private static let pieces = [
    "sk-", "AKIA", "ghp_", "@", ".", "-", " ", "a", "4111 1111 1111 1111", "password=", "0", "1",
    "ignore", "previous", "instructions", "\n", "\r\n", "http://", "//", ":", "eyJ", "é", "DE89",
    "system", "prompt", "union select", "'", "or 1=1", "../", "{{", "new", "192.168.1.1", "x",
  ]

  private static let shared = Result {
    try PatternSet(packPatterns().map { PatternSource(name: $0.name, regex: $0.regex) })
  }

  private func set() throws -> PatternSet { try Self.shared.get() }

  @Test func `ordinary patterns match the same with the scan as without`() throws {
    let set = try set()
    var generator = SplitMix(seed: 5)
    let scan = TextScan()
    let scratch = MatchScratch()
    var found = 0
    for _ in 0..<40 {
      let text = (0..<Int(generator.next() % 60)).map { _ in
        Self.pieces[Int(generator.next() % UInt64(Self.pieces.count))]
      }.joined()
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        for pattern in 0..<set.count {
          let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: 3)
          let fast = Trail(
            set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 3)
          #expect(slow == fast, "\(set.patterns[pattern].name) in \(text)")
          found += slow.matches.count
        }
      }
    }
    #expect(found > 20)
  }

  /// Patterns whose own repeats a hostile text makes undecided: the report of each says so.
  private static let refused = ["inj-27", "inj-29", "inj-30", "inj-44"]

  /// The long tier, which sets the number of random cases, takes all of them.
  private static let isLong = ProcessInfo.processInfo.environment["WEIR_CASES"] != nil
  private static let hostile =
    ["a.", "a-", "@", "0 ", "sk-000", "eyJa."]
    + (isLong
      ? [
        "0", " ", "4-", "a", "a@", "a.a@", "eyJ", "eyJaaaaaaaa.", "1.1.1.", "http://a:",
        "password", "ghp_0", "MAa.", "é", "DE12", "\r\n", "'", "a:", "-----BEGIN ",
      ] : [])

  @Test(arguments: hostile)
  func `a megabyte of near-matches is decided`(piece: String) throws {
    let set = try set()
    let count = MatcherLimits.textBytesMax / piece.utf8.count
    let scan = TextScan()
    let scratch = MatchScratch()
    withBytes(String(repeating: piece, count: count)) { bytes in
      set.scan(bytes, into: scan)
      for pattern in scan.candidates where !Self.refused.contains(set.patterns[pattern].name) {
        var cursor = set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch)
        var outcome = cursor.next()
        while case .found = outcome { outcome = cursor.next() }
        #expect(outcome == .notFound, "\(set.patterns[pattern].name)")
      }
    }
  }
}
