import Testing

@testable import WeirMatcher

@Suite struct CompileTests {
  private func error(_ regex: RegexSource) -> PatternError? {
    do throws(PatternSetError) {
      _ = try PatternSet([
        PatternSource(name: "good", regex: RegexSource("a")),
        PatternSource(name: "p", regex: regex),
      ])
      return nil
    } catch {
      #expect(error.index == 1)
      #expect(error.name == "p")
      return error.error
    }
  }

  @Test(arguments: [
    ("a(?R)?b", RefusedConstruct.recursion, 1), ("(a)(?1)", .recursion, 3),
    ("(a)(?-1)", .recursion, 3), ("(?<n>a)(?&n)", .recursion, 7), ("(?<n>a)(?P>n)", .recursion, 7),
    (#"(a)\g<1>"#, .recursion, 3), (#"(a)\g'1'"#, .recursion, 3), ("a(?C1)b", .callout, 1),
    ("(*UTF)a", .controlVerb, 0), ("a(*SKIP)b", .controlVerb, 1), (#"a\Cb"#, .singleByte, 1),
    (#"é\Kb"#, .resetStart, 2), ("(?J)(?<value>a)|(?<value>b)", .duplicateNames, 0),
    ("(?(DEFINE)(?<n>a))b", .recursion, 0), ("(?:(?<n>a)|b)(?(R)a|b)", .recursion, 13),
  ])
  func `refused constructs are named with their place`(
    pattern: String, construct: RefusedConstruct, offset: Int
  ) {
    #expect(error(RegexSource(pattern)) == .refused(construct, offset: offset))
    #expect(inspect(RegexSource(pattern)).errors.first == .refused(construct, offset: offset))
  }

  @Test(arguments: [
    #"\Q(?R)\E"#, #"[(?R)\\K]"#, #"\(\?R\)"#, #"a(?#(?R)b"#, #"\\K"#, #"[\Q\K]\E]"#, "(?i)a(?-i:b)",
    "(?|(?<value>a)|(?<value>b))", #"a{,3}"#, #"[]a]+"#, #"[^]]"#, #"[\d-]"#, #"[a\-\d]"#,
    #"\x{1F600}\o{101}\N{U+41}"#,
  ])
  func `what only looks refused is not`(pattern: String) {
    #expect(error(RegexSource(pattern)) == nil)
  }

  @Test func `a space of x hides nothing`() {
    #expect(
      error(RegexSource("a # (?R)\n(?R)", flags: "x")) == .refused(.recursion, offset: 9))
  }

  @Test func `syntax errors carry the message and the place`() {
    guard case .syntax(let message, let offset) = error(RegexSource("ab(c")) else {
      Issue.record("no syntax error")
      return
    }
    #expect(message.contains("parenthes"))
    #expect(offset == 4)
  }

  @Test(arguments: ["", "a*", "(?=a)", "a|", #"\b"#, "(?:a?){3}", "^$"])
  func `a pattern that can match empty is refused`(pattern: String) {
    #expect(error(RegexSource(pattern)) == .matchesEmpty)
  }

  @Test func `flags are few and stand once`() {
    #expect(error(RegexSource("a", flags: "imsx")) == nil)
    #expect(error(RegexSource("a", flags: "g")) == .unknownFlag("g"))
    #expect(error(RegexSource("a", flags: "ii")) == .repeatedFlag("i"))
  }

  @Test(arguments: View.allCases)
  func `in every view but raw case counts for nothing`(view: View) throws {
    let regex = RegexSource("Ignore [A-Z]+", view: view)
    let set = try PatternSet([PatternSource(name: "p", regex: regex)])
    #expect(set.patterns[0].view == view)
    var text = "please ignore this"
    let outcome = text.withUTF8 { set.firstMatch(of: 0, in: $0, scratch: MatchScratch()) }
    let scan = TextScan()
    text.withUTF8 { set.scan($0, into: scan) }
    #expect(scan.canMatch(0) == (view != .raw))
    let found = TextMatch(start: 7, end: 18, wholeStart: 7, wholeEnd: 18, view: view)
    #expect(outcome == (view == .raw ? .notFound : .found(found)))
  }

  @Test func `a pattern of a view may still ask for case`() throws {
    let regex = RegexSource("(?-i:ABC)", view: .folded)
    let set = try PatternSet([PatternSource(name: "p", regex: regex)])
    var text = "abc"
    #expect(text.withUTF8 { set.firstMatch(of: 0, in: $0, scratch: MatchScratch()) } == .notFound)
  }

  @Test func `an overlong pattern is refused`() {
    let bytes = MatcherLimits.patternBytesMax + 1
    let pattern = String(repeating: "a", count: bytes)
    #expect(error(RegexSource(pattern)) == .patternTooLong(bytes: bytes))
    #expect(inspect(RegexSource(pattern)).errors == [.patternTooLong(bytes: bytes)])
  }

  @Test func `a report states the facts`() {
    let report = inspect(RegexSource(#"\A(?<value>ab+|abc)\.example.com"#))
    #expect(report.errors.isEmpty)
    #expect(report.isAnchored)
    #expect(report.minimumLength == 14)
    #expect(report.groupNames == ["value"])
    #expect(report.plainLiteral == nil)
    #expect(report.suspiciousDots == [28])
    #expect(inspect(RegexSource("hällo")).plainLiteral == "hällo")
    #expect(inspect(RegexSource("hello", flags: "i")).plainLiteral == nil)
  }

  @Test func `any pattern at all is answered without a trap`() {
    var random = SplitMix(seed: 11)
    let parts = [
      "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "\\", "^", "$", ".", "a", "é", "😀", "1",
      ",",
      "-", ":", "<", ">", "=", "!", "(?", "(?i", "(?<n>", "\\Q", "\\E", "\\x{", "\\p{", "[[:",
      ":]]", "#",
      " ", "\\g", "\\k", "(?#", "(*", "{2,3}", "\\d", "\\b", "(?>", "(?=", "'", "&", "P", "R",
      "\u{0}",
    ]
    for _ in 0..<3_000 {
      let count = Int(random.next() % 14)
      let pattern = (0..<count).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
        .joined()
      let report = inspect(RegexSource(pattern, flags: random.next() % 4 == 0 ? "x" : ""))
      if report.errors.isEmpty { #expect(report.minimumLength >= 0) }
    }
  }

  @Test func `deep and tall patterns end`() {
    let deep = String(repeating: "(", count: 5_000) + "a" + String(repeating: ")", count: 5_000)
    #expect(!inspect(RegexSource(deep)).errors.isEmpty)
    let nested = String(repeating: "(?:", count: 240) + "a" + String(repeating: ")", count: 240)
    #expect(inspect(RegexSource(nested)).errors.isEmpty)
    let tall =
      String(repeating: "(?:", count: 120) + "a" + String(repeating: "+)", count: 120) + "b"
    #expect(inspect(RegexSource(tall)).isRefused)
    let wide = (0..<800).map { "w\($0)+" }.joined(separator: "|")
    _ = inspect(RegexSource(wide))
    let classes = (0..<200).map { "[a-\(Character(Unicode.Scalar(98 + UInt8($0 % 20))))]*" }
      .joined()
    #expect(inspect(RegexSource(classes + "x")).isRefused)
  }
}

/// A small seeded generator (S. Vigna, SplitMix64), so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
