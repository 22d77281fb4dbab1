import Testing

@testable import WeirMatcher

@Suite struct QuantifierTests {
  /// PCRE2 passes over all of these before the `?` or `+` that makes a quantifier lazy or possessive,
  /// as it does before the quantifier.
  static let gaps = [" ", "\t ", "#c\n", "(?#c)", "\\E", "\\Q\\E", " (?#c)\\E "]

  @Test(arguments: gaps)
  func `what stands before a quantifier's last sign changes nothing`(gap: String) throws {
    for (pattern, text) in [
      ("[!?]+GAP?ic", "x!ic"), ("[!?]+GAP+ic", "x!ic"), ("[!?]{1,2}GAP?ic", "x!?ic"),
      ("[!?]GAP+ic", "x!?ic"), ("aGAP{2}GAP?ic", "aaaic"),
    ] {
      let spaced = RegexSource(pattern.replacing("GAP", with: gap), flags: "x")
      let plain = RegexSource(pattern.replacing("GAP", with: ""), flags: "x")
      let set = try PatternSet([
        PatternSource(name: "spaced", regex: spaced), PatternSource(name: "plain", regex: plain),
      ])
      let (scan, scratch) = (TextScan(), MatchScratch())
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        let wanted = Trail(set.candidates(of: 1, in: bytes, scratch: scratch), rejects: 0)
        #expect(wanted.matches.count == 1)
        for pattern in 0..<2 {
          let found = Trail(
            set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 0)
          #expect(found == wanted, "\(spaced.pattern)")
        }
      }
      #expect(inspect(spaced).minimumLength == inspect(plain).minimumLength)
    }
  }
}
