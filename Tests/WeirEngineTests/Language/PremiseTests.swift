import Testing

@testable import WeirEngine

/// What several clauses ask first.
@Suite struct PremiseTests {
  private static let rules = """
    message { n: int?, m: int?, tool: json? }
    let called = exists(tool)
    let strange = (n ?? 0) * 4_611_686_018_427_387_904 > 0
    validate a {
      deny if called and (n ?? 0) > 1
      review if exists(tool) and (n ?? 0) > 2
      flag if strange and (m ?? 0) > 1
      flag if strange and (m ?? 0) > 2
      flag if (n ?? 0) > 1 and called
    }
    validate b {
      add 1 if called and (m ?? 0) > 1
      add 2 if not called and (m ?? 0) > 1
      deny above 0
    }
    """

  @Test func `clauses that begin alike have one premise`() throws {
    let steps = try PolicyKit.program(Self.rules).steps
    #expect(steps.steps.map(\.premise) == [0, 0, 1, 1, -1, 0, -1, -1])
    #expect(steps.premises.nodes.count == 2)
    #expect((0..<2).map { steps.premises.steps(of: $0, word: 0) } == [0b10_0011, 0b1100])
  }

  @Test func `a premise that fails or holds leaves the clauses to themselves`() throws {
    var bench = Bench(try PolicyKit.program(Self.rules))
    let called = bench.judge(#"{"n":3,"tool":{}}"#).effects
    #expect(called == ["a:1 deny", "a:2 review", "a:5 flag"])
    // The product is too large, so that what it is compared with is not known.
    #expect(bench.judge(#"{"n":3,"m":2,"tool":{}}"#).effects.contains("a:3 deny!"))
    #expect(bench.judge(#"{"m":3}"#).effects == ["b:3 deny"])
    #expect(bench.judge(#"{"m":3,"tool":{}}"#).effects == ["b:3 deny"])
    #expect(bench.judge(#"{"tool":{}}"#).effects == [])
    #expect(bench.judge(#"{"n":1}"#).effects == [])
  }

  @Test func `alternatives of one field are passed over where it is absent`() throws {
    let name = #"as_string(tool.a) ?? as_string(tool.b[0]) ?? as_string(tool) ?? "none""#
    var bench = Bench(
      try PolicyKit.program(
        """
        message { tool: json? }
        validate v { flag if (\(name)) == "none"; review if (\(name)) == "x" }
        """))
    for line in ["{}", #"{"tool":null}"#, #"{"tool":{"a":1,"b":[]}}"#, #"{"tool":[1]}"#] {
      #expect(bench.judge(line).effects == ["v:1 flag"], "\(line)")
    }
    for line in [#"{"tool":{"a":"x"}}"#, #"{"tool":{"a":null,"b":["x"]}}"#, #"{"tool":"x"}"#] {
      #expect(bench.judge(line).effects == ["v:2 review"], "\(line)")
    }
  }
}
