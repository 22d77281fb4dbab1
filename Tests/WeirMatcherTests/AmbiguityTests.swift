import CPCRE2
import Testing

@testable import WeirMatcher

@Suite struct AmbiguityTests {
  @Test(arguments: [
    "(a+)+$", "(a*)*b", "(a|a)*b", "(?:a|ab|b)*c", "(?:a?b?)*c", #"(\w+\s?)+$"#, "(.*)*x",
    "(?:a(?:b?|c?))*d", #"^(([a-z])+.)+[A-Z]([a-z])+$"#, "((a+)b?)+c", #"(\d+[,.]?)+;"#,
    "(?=(a+)+$)b", "(?>(a+)+b)", "(?:[a-z0-9]+-?)+@",
  ])
  func `exponential ambiguity is found`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(report.findings.first?.hazard == .exponential, "\(report)")
    #expect(report.isRefused)
  }

  @Test(arguments: [
    #"\d+\d+x"#, ".*.*=", #"\s*\s*$"#, #"a+\s*,?\s*b\s*,?\s+x"#, "x[a-z]+[a-m]+!", "a*a*a*b",
    #"^\w+[a-z]+!"#, #"^(?:\s+|x)\s+y"#, #"\d+\d++x"#,
  ])
  func `polynomial ambiguity is found`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(report.findings.first?.hazard == .polynomial, "\(report)")
    #expect(report.isRefused)
  }

  @Test(arguments: [
    "a+b*b*", "(?:foo|bar)+x", #"^\d+[a-z]+$"#, #"(?:[^"\\]++|\\.)*+""#, "(?:a+b)+c",
    #""(?:[^"\\]|\\.)*""#, #"(?>a+)+b"#, #"^(?:\w+\b\W*)+$"#, #"\d++\d+x"#, #"(?:\w+\b)+x"#,
    #"^(?:[a-z]+-)*[a-z]+$"#, #"(?i)^key\s*[:=]\s*[a-z]+$"#, #"^a{2,5}a{2,5}b$"#,
    #"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"#,
    "^[a-z]{1,400}[a-z]{1,400}$",
  ])
  func `ordinary repeats are not refused`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(!report.isRefused, "\(report)")
    #expect(report.analysis == .complete)
  }

  @Test(arguments: [
    #"\w+@"#, #"abc\w+@"#, "foo.*bar", "(?=.*x)a", #"[a-z]+\d"#, "[a-z.]+@[a-z.@]+!",
  ])
  func `a leading run is a warning`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(report.findings.map(\.hazard) == [.quadraticStart], "\(report)")
    #expect(!report.isRefused)
  }

  @Test(arguments: [
    #"^\w+@"#, #"\A\w+@"#, #"(?:\A|^)x\w+@"#, "x{1,9}y", ".*=", #"\w+"#, #"\b\w+@"#,
    // Their runs are read once, from the literal behind the first.
    #"\b[a-z.]+@"#, #"\b[a-z.]+@[a-z.]+\.[a-z]{2,9}\b"#,
  ])
  func `a start that cannot repeat is no warning`(pattern: String) {
    #expect(inspect(RegexSource(pattern)).findings.isEmpty)
  }

  @Test(arguments: [
    "(?:[a-z]{1,20} ?){1,20}!", "(?:a?){50}a{50}b", "(?:a{1,9}){1,9}b",
    "a[a-z]{1,400}[a-z]{1,400}!",
  ])
  func `bounded repeats that share too much are refused`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(report.findings.map(\.hazard) == [.boundedBlowup], "\(report)")
    #expect(report.isRefused)
  }

  @Test(arguments: [#"(a)\1+b"#, #"(?<q>['"])x\k<q>"#, #"\X+x"#, "(a)?(?(1)b|c)"])
  func `what the analysis cannot see it says`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    guard case .notAnalysable = report.analysis else {
      Issue.record("\(pattern): \(report.analysis)")
      return
    }
  }

  // MARK: against PCRE2 itself

  /// Steps that PCRE2 needs from the first character, up to a bound, found by halving.
  private func steps(_ source: RegexSource, _ text: String) throws -> UInt32 {
    let options = UInt32(PCRE2_NO_START_OPTIMIZE) | UInt32(PCRE2_ANCHORED)
    let regex = try CompiledRegex(source, extraOptions: options)
    let scratch = MatchScratch()
    return withBytes(text) { bytes in
      var (low, high): (UInt32, UInt32) = (1, 10_000_000)
      while low < high {
        let middle = low + (high - low) / 2
        if case .failure = scratch.search(regex, in: bytes, from: 0, stepsMax: middle) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }

  @Test(arguments: [
    "(a+)+$", "(a*)*b", "(a|a)*b", "(?:a|ab|b)*c", "(?:a?b?)*c", #"(\w+\s?)+$"#,
    "(?:a(?:b?|c?))*d", "((a+)b?)+c",
  ])
  func `an exponential attack really uses up the steps`(pattern: String) throws {
    let source = RegexSource(pattern)
    let attack = try #require(inspect(source).findings.first).attack
    let (short, long) = (
      try steps(source, attack.text(pumps: 6)), try steps(source, attack.text(pumps: 12))
    )
    #expect(Double(long) > 16 * Double(short), "\(attack): \(short) \(long)")
  }

  @Test(arguments: ["a*a*a*b", #"\s*\s*$"#])
  func `a polynomial attack takes more steps than its text grows`(pattern: String) throws {
    let source = RegexSource(pattern)
    let attack = try #require(inspect(source).findings.first).attack
    let (short, long) = (
      try steps(source, attack.text(pumps: 40)), try steps(source, attack.text(pumps: 160))
    )
    #expect(Double(long) > 7 * Double(short), "\(attack): \(short) \(long)")
  }

  @Test(arguments: [
    #"^(?:[a-z]+-)*[a-z]+$"#, #""(?:[^"\\]|\\.)*""#, "(?:a+b)+c", #"(?>a+)+b"#,
    #"(?:\w+\b)+x"#, #"^(?:\w+\b\W*)+$"#,
  ])
  func `a clean pattern grows no faster than its text`(pattern: String) throws {
    let source = RegexSource(pattern)
    #expect(!inspect(source).isRefused)
    for pump in ["a", "ab", "a-", "\"", "\\a", "a "] {
      let prefix = pattern.hasPrefix("\"") ? "\"" : ""
      let short = try steps(source, prefix + String(repeating: pump, count: 50) + "!")
      let long = try steps(source, prefix + String(repeating: pump, count: 200) + "!")
      #expect(Double(long) <= 5 * Double(short) + 50, "\(pump): \(short) \(long)")
    }
  }
}
