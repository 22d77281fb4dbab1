import CPCRE2
import Testing

@testable import WeirMatcher

@Suite struct RunStepsTests {
  @Test(arguments: [
    "key=[a-z]{1,400}[a-z]{1,400}!", #"\bkey\s?=[a-z]{1,400}[a-z]{1,400}!"#,
    "(?:x|key=[a-z]{1,300}[a-z0-9]{1,300}!)", "(?=key=[a-z]{1,400}[a-z]{1,400}!)k",
    "[a-z]{1,60}[a-z]{1,60}!", "a{200,400}a{200,400}", "^(?:a{1,9}){1,9}b", "key=\\w{1,60}\\w+!",
  ])
  func `what shares out a run in too many ways is refused wherever it stands`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(report.findings.first?.hazard == .boundedBlowup, "\(report)")
  }

  @Test(arguments: [
    // Only where the run can't complete the match is it tried again.
    "[a-z]{1,400}[a-z]{1,400}", "key=[a-z]{1,400}[a-z]{0,400}",
    // An atomic group gives nothing back.
    "key=[a-z]{1,400}+[a-z]{1,400}!", "key=(?>[a-z]{1,400})[0-9]?[a-z]{1,400}!",
    // Few enough, or each character of one repeat only.
    "[a-z]{1,40}[a-z]{1,40}!", "[a-z]{1,900}!", "key=[a-z]{1,400}-[a-z]{1,400}!",
    // Once in a text, or once in a word.
    "^[a-z]{1,400}[a-z]{1,400}!", #"\b[a-z]{1,60}[a-z]{1,60}!"#,
  ])
  func `what a run can't make slow is not refused`(pattern: String) {
    let report = inspect(RegexSource(pattern))
    #expect(!report.isRefused, "\(report)")
    #expect(report.analysis == .complete)
  }

  @Test func `the attack is a prefix, the run, and what breaks it off`() throws {
    let finding = try #require(
      inspect(RegexSource("key=[a-z]{1,400}[a-z]{1,400}!")).findings.first)
    #expect(finding.offset == 9)
    #expect(finding.attack.prefix.hasPrefix("key=aaaa"))
    #expect(finding.attack.pump == "a")
    #expect(finding.attack.suffix != "!")
  }

  @Test(arguments: [
    "key=[a-z]{1,400}[a-z]{1,400}!", "[a-z]{1,60}[a-z]{1,60}!",
  ])
  func `the attack takes PCRE2 many steps`(pattern: String) throws {
    let attack = try #require(inspect(RegexSource(pattern)).findings.first).attack
    // Without what PCRE2 sees beforehand: an attacker has a `!` follow later on, and a repeat that
    // gives nothing back still reads its characters. And interpreted, as machine code counts fewer
    // steps than it takes.
    let options = PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS | PCRE2_ANCHORED
    let bytes = Array(pattern.utf8)
    var (error, offset): (Int32, Int) = (0, 0)
    let code = try #require(
      pcre2_compile_8(bytes, bytes.count, UInt32(options), &error, &offset, nil))
    let data = try #require(pcre2_match_data_create_8(1, nil))
    let context = try #require(pcre2_match_context_create_8(nil))
    defer {
      pcre2_code_free_8(code)
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, 1_000)
    let ending = withBytes(attack.text(pumps: 0)) { text in
      pcre2_match_8(code, text.baseAddress, text.count, 0, UInt32(PCRE2_NO_JIT), data, context)
    }
    #expect(ending == PCRE2_ERROR_MATCHLIMIT)
  }

  @Test func `a straight pattern costs no analysis`() {
    #expect(RegexParser.parse(RegexSource(#"\bkey=[a-z]\d"#)).root.isStraight)
    #expect(!RegexParser.parse(RegexSource("a|b")).root.isStraight)
    #expect(!RegexParser.parse(RegexSource("ab?")).root.isStraight)
  }

  @Test func `an inspected regex is compiled once`() throws {
    let inspected = InspectedRegex(RegexSource("key=[a-z]+"))
    let source = PatternSource(name: "p", regex: inspected.source, inspected: inspected)
    let pattern = try CompiledPattern(source)
    #expect(pattern.regex === inspected.parts?.regex)
  }
}
