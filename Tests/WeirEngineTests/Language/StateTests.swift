import Testing

@testable import WeirEngine

@Suite struct StateTests {
  @Test func `a limit lets its burst through, then refuses, then recovers`() throws {
    var bench = try Bench(
      policy("limit l { by user ?? \"\"; allow 2 per 1s burst 3; else review }"))
    let line = #"{"user":"a"}"#
    #expect((0..<4).map { _ in bench.judge(line).verdict } == [.allow, .allow, .allow, .review])
    #expect(bench.judge(#"{"user":"b"}"#).verdict == .allow)
    #expect(bench.judge(line, after: 0.5).verdict == .allow)
    let refused = bench.judge(line)
    #expect(refused.effects == ["l review"])
    #expect(refused.limits.first?.retryAfter == 500_000)
    #expect(refused.limits.map { refused.policy(of: $0) } == ["l"])
  }

  @Test func `the cost rounds up, and what never fits never passes`() throws {
    var bench = try Bench(
      policy("limit l { cost length(text ?? \"\") / 4; allow 3 per 1h; else deny }"))
    #expect(bench.judge(#"{"text":"12345"}"#).limits.first?.remaining == 1)
    #expect(bench.judge(#"{"text":"12345"}"#).verdict == .deny)
    #expect(bench.judge(#"{"text":"1234567890123"}"#).limits.first?.retryAfter == .some(nil))
    #expect(bench.judge(#"{"text":""}"#).limits.first?.remaining == 1)
  }

  @Test func `a message that one limit refuses is charged to none, a denied one to all`() throws {
    var bench = try Bench(
      policy(
        """
        limit narrow { when n == 1; allow 1 per 1h; else deny }
        limit wide { allow 3 per 1h; else deny }
        validate v { deny if n == 2 }
        """.replacing("n ==", with: "(n ?? 0) ==")))
    #expect(bench.judge(#"{"n":1}"#).verdict == .allow)
    for _ in 0..<5 { #expect(bench.judge(#"{"n":1}"#).effects == ["narrow deny"]) }
    #expect(bench.judge(#"{"n":2}"#).effects == ["v:1 deny"])
    #expect(bench.judge(#"{"n":0}"#).limits.map(\.remaining) == [0])
    #expect(bench.judge(#"{"n":0}"#).effects == ["wide deny"])
  }

  @Test func `a shadow limit is counted apart and refuses nobody`() throws {
    var bench = try Bench(
      policy(
        "limit a { allow 5 per 1h; else deny }\nlimit s { mode shadow; allow 1 per 1h; else deny }")
    )
    #expect(bench.judge("{}").effects == [])
    for _ in 0..<4 {
      let decision = bench.judge("{}")
      #expect(decision.verdict == .allow)
      #expect(decision.observedVerdict == .deny)
      #expect(decision.effects == ["s deny~"])
    }
    #expect(bench.judge("{}").effects == ["a deny", "s deny~"])
  }

  @Test func `a window is fed once, before it is read, whatever is decided`() throws {
    let window = #"count(by user ?? "", last 1m)"#
    var bench = try Bench(
      policy("validate a { deny if \(window) > 2 }\nvalidate b { flag if \(window) > 1 }"))
    let line = #"{"user":"u"}"#
    #expect(bench.judge(line).effects == [])
    #expect(bench.judge(line).effects == ["b:1 flag"])
    #expect(bench.judge(line).effects == ["a:1 deny", "b:1 flag"])
    #expect(bench.judge(line).effects == ["a:1 deny", "b:1 flag"])
    #expect(bench.judge(#"{"user":"v"}"#).effects == [])
    #expect(bench.judge(line, after: 62).effects == [])
  }

  @Test func `a flow over two messages is one line`() throws {
    var bench = try Bench(
      policy(
        """
        validate flow {
          deny if exists(tool) and tool.name == "send"
                  and count(by user ?? "", last 10m, where exists(tool) and tool.name == "read") > 0
        }
        """))
    let send = #"{"user":"u","tool":{"name":"send","args":{}}}"#
    #expect(bench.judge(send).verdict == .allow)
    #expect(bench.judge(#"{"user":"v","tool":{"name":"read","args":{}}}"#).verdict == .allow)
    #expect(bench.judge(send).verdict == .allow)
    #expect(bench.judge(#"{"user":"u","tool":{"name":"read","args":{}}}"#).verdict == .allow)
    #expect(bench.judge(send, after: 300).verdict == .deny)
    #expect(bench.judge(send, after: 400).verdict == .allow)
  }

  @Test func `sums and distinct values are windows too`() throws {
    var bench = try Bench(
      policy(
        """
        validate p {
          review if sum(n ?? 0, by user ?? "", last 1m) > 10
          deny   if distinct(text ?? "", by user ?? "", last 1m) > 2
        }
        """))
    #expect(bench.judge(#"{"n":6,"text":"a"}"#).effects == [])
    #expect(bench.judge(#"{"n":5,"text":"a"}"#).effects == ["p:1 review"])
    #expect(bench.judge(#"{"n":-5,"text":"b"}"#).effects == [])
    #expect(bench.judge(#"{"n":0,"text":"c"}"#).effects == ["p:2 deny"])
  }

  @Test func `windows by one key share it, and others have their own`() throws {
    let text = policy(
      """
      let who = user ?? "?"
      validate p {
        review if count(by who, last 1m) > 2
        review if count(by who, n ?? 0, last 1m) > 2
        review if count(by n ?? 0, last 1m) > 2
        review if count(by n ?? 0, who, last 1m) > 2
        review if count(last 1m) > 2
        review if sum(n ?? 0, by who, last 1m) > 2
      }
      """)
    var bench = try Bench(text)
    #expect(bench.program.windowKeys.places == [0, 1, 2, 3, 4, 0])
    for (line, rules) in [
      (#"{"user":"a","n":1}"#, []), (#"{"user":"b","n":1}"#, []),
      (#"{"user":"a","n":1}"#, [3, 5]), (#"{"user":"a","n":1}"#, [1, 2, 3, 4, 5, 6]),
      (#"{"user":"b","n":7}"#, [5, 6]),
    ] { #expect(bench.judge(line).effects == rules.map { "p:\($0) review" }) }
  }

  @Test func `malformed lines feed the window that counts them`() throws {
    var bench = try Bench(policy("validate p { review if count(malformed, last 1m) > 1 }"))
    #expect(bench.judge("{").verdict == .deny)
    #expect(bench.judge("{}").verdict == .allow)
    #expect(bench.judge("[]").malformation?.reason == .json(.notAnObject))
    #expect(bench.judge("{}").verdict == .review)
    #expect(bench.judge("{}", after: 62).verdict == .allow)
  }

  @Test func `the message's clock counts, never backwards and never a minute ahead`() throws {
    var bench = try Bench(
      policy(
        "limit l { allow 1 per 10s; else deny }\nvalidate m { flag if count(malformed, last 1m) > 0 }",
        fields: "at: time\nclock at"))
    let arrival = bench.now.microseconds / 1_000_000
    func line(_ offset: Int64) -> String { #"{"at":\#(arrival + offset)}"# }
    #expect(bench.judge(line(-100)).verdict == .allow)
    #expect(bench.judge(line(-95)).effects == ["l deny"])
    #expect(bench.judge(line(-85)).verdict == .allow)
    // Late: judged at the newest time seen.
    let late = bench.judge(line(-300))
    #expect(late.time.microseconds == (arrival - 85) * 1_000_000)
    #expect(late.verdict == .deny)
    let ahead = bench.judge(line(61))
    #expect(ahead.malformation?.reason == .future)
    #expect(ahead.malformation?.field == "/at")
    #expect(bench.evaluator.state.newest?.microseconds == (arrival - 85) * 1_000_000)
    #expect(bench.judge(line(-84)).effects == ["l deny", "m:1 flag"])
    #expect(bench.judge(line(60)).verdict != .deny)
  }

  @Test func `saved state goes on where it was, in the same bytes`() throws {
    let text = policy(
      """
      limit l { by user ?? ""; allow 3 per 1h; else deny }
      validate v { flag if count(by user ?? "", last 1h) > 2 }
      pattern w = /x/
      redact r { in text; w -> hash with k }
      """)
    var one = try Bench(text)
    var two = try Bench(text)
    let line = #"{"user":"u","text":"x"}"#
    for _ in 0..<2 {
      #expect(RefDecision(one.judge(line)) == RefDecision(two.judge(line)))
    }
    #expect(one.evaluator.state.encode() == two.evaluator.state.encode())
    let (state, report) = try EngineState.restore(two.evaluator.state.encode(), for: two.program)
    #expect(report.fresh == [] && report.dropped == [])
    var three = Bench(two.program, state: state)
    for _ in 0..<4 {
      #expect(RefDecision(one.judge(line)) == RefDecision(three.judge(line)))
    }
    #expect(one.judge(line).effects == ["l deny", "v:1 flag"])
  }
}

@Suite struct WindowRefusalTests {
  /// A window's answer is not known while windows are fed.
  @Test(arguments: [
    "let w = count(last 1m) > 3\nvalidate p { deny if count(last 5m, where w) > 1 }",
    "let w = count(last 1m) > 3\nlet v = w or false\nvalidate p { deny if count(last 5m, where v) > 1 }",
    "validate p { deny if count(last 5m, where count(last 1m) > 2) > 1 }",
    "validate p { deny if sum(count(last 1m), last 5m) > 1 }",
    "validate p { deny if count(by count(last 1m), last 5m) > 1 }",
    """
    model m { feature a = n ?? 0 in 0..1; trees 10; rows 8; seed 1; file "m.forest" }
    validate p { deny if count(last 5m, where score(m) > 0.5) > 1 }
    """,
    "pattern q { match /a/; where count(last 1m) > 1 }\nvalidate p { deny if (text ?? \"\") matches q }",
  ])
  func `nothing that feeds a window may read one`(text: String) {
    #expect(PolicyKit.report([policy(text)]).set == nil)
  }
}
