import Testing

@testable import WeirEngine

@Suite struct MemoryTests {
  @Test func `memory for a message does not grow with rules or elements`() throws {
    let rules = (0..<200).map { #"flag if lower(text ?? "") contains "needle\#($0)""# }
    let loops = """
      flag if exists(tags) and (any x in tags: any y in tags: lower(x) == "none" and y == "none")
      flag if exists(j) and j contains "none" and j matches /none/
      """
    var bench = try Bench(
      policy(
        "validate p {\n\(rules.joined(separator: "\n"))\n\(loops)\n}\nredact r { in j; w -> mask }\npattern w = /none/"
      ))
    let text = String(repeating: "\\u0041", count: 20_000)
    let tags = (0..<200).map { _ in "\"\(text.prefix(300))\"" }.joined(separator: ",")
    let line = #"{"text":"\#(text)","tags":[\#(tags)],"j":[\#(tags)]}"#
    #expect(bench.judge(line).effects == [])
    #expect(bench.evaluator.assessor.frame.scratch.capacity <= 256 * 1024)
    #expect(bench.evaluator.assessor.frame.arena.capacity <= 256 * 1024)
  }

  @Test func `a text that a let keeps outlives the condition that asked for it`() throws {
    var bench = try Bench(
      policy(
        """
        let t = lower(text ?? "")
        validate a { flag if exists(tags) and (any x in tags: lower(x) == t) }
        validate b { flag if exists(tags) and (all x in tags: lower(x) != "zzz") and t == "abc" }
        """))
    let decision = bench.judge(#"{"text":"\u0041BC","tags":["QQQ","\u0041bc"]}"#)
    #expect(decision.effects == ["a:1 flag", "b:1 flag"])
  }
}
