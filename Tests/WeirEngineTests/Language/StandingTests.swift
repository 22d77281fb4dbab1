import Testing
import WeirSyntax

@testable import WeirEngine

@Suite struct StandingTests {
  private func settings(enforce: Int, observe: Int) -> CompileSettings {
    var settings = CompileSettings()
    settings.enforceLevel = enforce
    settings.observeLevel = observe
    return settings
  }

  @Test(arguments: [
    (1, 1, ["a:1 deny"]), (1, 2, ["a:1 deny", "b:1 review~"]),
    (2, 1, ["a:1 deny", "b:1 review"]), (4, 4, ["a:1 deny", "b:1 review", "c:1 flag"]),
    (1, 4, ["a:1 deny", "b:1 review~", "c:1 flag~"]),
  ])
  func `levels say what is enforced, what is observed and what is off`(
    enforce: Int, observe: Int, wanted: [String]
  ) throws {
    let text = policy(
      """
      validate a { deny if true }
      validate b { level 2; review if true }
      validate c { level 4; flag if true }
      """)
    var bench = try Bench(text, settings: settings(enforce: enforce, observe: observe))
    #expect(bench.judge("{}").effects == wanted)
  }

  @Test func `shadow keeps matched, verdict and enforced apart`() throws {
    var bench = try Bench(
      policy("validate a { mode shadow; deny if true }\nvalidate b { flag if true }"))
    let decision = bench.judge("{}")
    #expect(decision.effects == ["a:1 deny~", "b:1 flag"])
    #expect(decision.verdict == .flag)
    #expect(decision.observedVerdict == .deny)
  }

  @Test func `an exception ends with its last day, by the platform's clock`() throws {
    var bench = try Bench(
      policy(
        "validate a { deny if true; except if true until 2026-01-02 because \"drill\" }",
        fields: "at: time\nclock at"))
    bench.now = Timestamp(seconds: 1_767_398_399)  // 2026-01-02T23:59:59Z
    #expect(bench.judge(#"{"at":1767225600}"#).verdict == .allow)
    #expect(bench.judge(#"{"at":1767225600}"#, after: 1).verdict == .deny)
    // A sender who sets the clock back gains nothing.
    #expect(bench.judge(#"{"at":0}"#).verdict == .deny)
  }

  @Test func `the order of files and of policies never changes a decision`() throws {
    let head = policy("list names = [\"ana\", \"bo\"]")
    let parts = [
      "pattern one = /[0-9]+/\nredact z { one -> mask; two -> keep }",
      "pattern two = /x[0-9]/\nredact b { in text; two -> remove; one -> hash with k }",
      "validate m { review if (text ?? \"\") matches [two, one] \"m\" }",
      "let odd = (n ?? 0) % 2 == 1\nvalidate a { deny if odd; flag if user_known }",
      "let user_known = (user ?? \"\") in names\nlimit l { by user ?? \"\"; allow 2 per 1h; else deny }",
    ]
    var random = SeededRandom(4)
    var wanted: [String]?
    for _ in 0..<6 {
      let files = ([head] + parts).shuffled(using: &random)
      var bench = Bench(try compile(try PolicyKit.set(files)))
      let lines = [
        #"{"user":"ana","text":"x1 22 x3","n":3}"#, #"{"user":"ana","text":"9x9","n":2}"#,
        #"{"user":"ana","x1":"22","n":1}"#,
      ]
      let decisions = lines.map { line in
        let decision = bench.judge(line)
        return "\(RefDecision(decision)) \(decision.spans) \(decision.effects)"
      }
      #expect(decisions == wanted ?? decisions)
      wanted = decisions
    }
  }

  @Test func `thresholds compare with the score, strictly`() throws {
    let text = policy(
      """
      model m { feature size = n ?? 0 in 0..9; trees 10; rows 8; seed 1; file "m.forest" }
      anomaly a { score m; review above 0.6; deny above 0.8 "odd" }
      validate v { flag if score(m) >= 0.6 }
      """)
    for (score, wanted) in [
      (0.5, []), (0.6, ["v:1 flag"]), (0.7, ["a:1 review", "v:1 flag"]),
      (0.9, ["a:1 review", "a:2 deny", "v:1 flag"]),
    ] {
      var bench = try Bench(text, score: score)
      let decision = bench.judge(#"{"n":3}"#)
      #expect(decision.effects == wanted)
      #expect(decision.scores.map(\.value) == [score])
    }
  }

  @Test func `weak signs are findings only where their sum has an effect`() throws {
    let text = policy(
      """
      pattern a = /aaa/
      pattern b = /bbb/
      validate v { when exists(text); add 3 if text matches a; add 4 if text matches b; review above 5 }
      """)
    var bench = try Bench(text)
    #expect(bench.judge(#"{"text":"aaa"}"#).findings.isEmpty)
    #expect(bench.judge(#"{"text":"aaa bbb"}"#).findings.map(\.pattern) == ["a", "b"])
  }

  @Test func `a sum has no finding of its own, whatever was compiled first`() throws {
    let text = """
      message { text: string }
      pattern a = /aaa/
      validate v { add 3 if text matches a; add 3 if text contains "bbb"; review above 5 }
      """
    var bench = try Bench(text)
    let found = bench.judge(#"{"text":"aaa bbb"}"#).findings
    #expect(found.map(\.pattern) == ["a"])
  }

  @Test func `a clause that asks for several patterns has findings of each that is there`() throws {
    var bench = try Bench(
      """
      message { text: string }
      pattern a = /aa/
      pattern b = /bb/
      pattern c = /cc/
      validate p { flag if text matches [c, a, b] }
      """)
    let decision = bench.judge(#"{"text":"bb -- aa -- bb"}"#)
    #expect(decision.effects == ["p:1 flag"])
    #expect(decision.spans == ["a /text 15..<17", "b /text 9..<11", "b /text 21..<23"])
  }
}
