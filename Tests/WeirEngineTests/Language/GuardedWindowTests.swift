import Testing

@testable import WeirEngine

/// Windows that are read only where their own condition holds.
@Suite struct GuardedWindowTests {
  private static func isGuarded(_ rules: String) throws -> [Bool] {
    let program = try PolicyKit.program(
      """
      message { user: string, tool: { name: string }?, n: int? }
      let called = exists(tool)
      let tools = distinct(tool.name, by user, last 1m, where called)
      \(rules)
      """)
    return program.windowPlans.map(\.isGuarded)
  }

  @Test(arguments: [
    "validate v { deny if called and tools > 2 }",
    "validate v { deny if exists(tool) and (n ?? 0) > 1 and tools > 2 }",
    "validate v { deny if (n ?? 0) > 1 and exists(tool) and tools > 2 }",
    "validate v { when called; deny if tools > 2 }",
    "let many = tools > 2\nvalidate v { deny if called and many }",
    "validate v { add 1 if called and not (tools < 2); deny above 0 }",
  ])
  func `a window behind its own condition is left alone where that fails`(_ rules: String) throws {
    #expect(try Self.isGuarded(rules) == [true])
  }

  @Test(arguments: [
    "validate v { deny if tools > 2 }",
    "validate v { deny if tools > 2 and called }",
    "validate v { deny if called or tools > 2 }",
    "validate v { deny if not called and tools > 2 }",
    "validate v { when (n ?? 0) > 1; deny if tools > 2 }",
    "validate v { deny if called and tools > 2 }\nvalidate w { deny if tools > 3 }",
    "let many = tools > 2\nvalidate v { deny if called and many; flag if many }",
    "limit l { by user; cost tools; allow 2 per 1h; else deny }",
  ])
  func `a window that is read elsewhere is always asked`(_ rules: String) throws {
    #expect(try Self.isGuarded(rules) == [false])
  }

  @Test func `messages that are not counted change nothing for those that are`() throws {
    var bench = Bench(
      try PolicyKit.program(
        """
        message { user: string, tool: { name: string }? }
        validate v {
          deny if exists(tool) and distinct(tool.name, by user, last 1m, where exists(tool)) > 2
        }
        """))
    for tool in ["a", "b", "a"] {
      #expect(bench.judge(#"{"user":"u","tool":{"name":"\#(tool)"}}"#).effects == [])
      #expect(bench.judge(#"{"user":"u"}"#).effects == [])
    }
    #expect(bench.judge(#"{"user":"u","tool":{"name":"c"}}"#).effects == ["v:1 deny"])
    #expect(bench.judge(#"{"user":"u"}"#).effects == [])
    #expect(bench.judge(#"{"user":"u","tool":{"name":"c"}}"#, after: 120).effects == [])
  }
}
