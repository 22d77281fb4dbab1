import Testing
import WeirSyntax

@testable import WeirChecker

@Suite struct NarrowingTests {
  static let accepted = [
    #"as_string(data.kind) ?? "" == "x""#,
    #"as_int(data.list[2].n) ?? 0 > 3"#,
    "exists(agent) and agent == \"x\"",
    "not exists(agent) or agent == \"x\"",
    "not (not exists(agent)) and agent == \"x\"",
    "(exists(agent)) and ((agent) == \"x\")",
    "exists(tool) and tool.name == \"x\"",
    "exists(tool.size) and tool.size > 3 and tool.name == \"x\"",
    "exists(tool) and (tool.size ?? 0) > 3",
    "(agent ?? \"\") == \"x\"",
    "exists(data.a.b) and data.a.b matches /xy+/",
    "exists(data[0]) and data[0] contains \"x\"",
    "exists(tool.args.to) and (as_string(tool.args.to) ?? \"\") == \"x\"",
    "any c in calls: exists(c.cost) and c.cost > 3",
    "all c in calls: not exists(c.cost) or c.cost > 3",
    "exists(tags[0]) and tags[0] == \"x\"",
    "not (not exists(agent) or agent == \"x\") and agent != \"y\"",
    "(exists(agent) or exists(agent)) and agent == \"x\"",
    "is_null(agent) or exists(agent)",
    "any leaf in leaves(data): leaf contains \"x\"",
    "count(by agent ?? \"none\", last 1m) > 3",
    "count(last 1m, where exists(agent) and agent == \"x\") > 3",
    "exists(agent) and count(by agent, last 1m, where exists(agent)) > 3",
    "sum(tool.size, last 1m, where exists(tool.size)) > 3",
    "n / 2 > 1.5", "(n / n ?? 0.0) > 1", "n % 2 == 0", "-n < 3", "n < 2.5", "f == 1",
    "wait > 5m", "at - at > 1h", "at + wait > 2026-01-01", "wait * 2 > 1h",
    "ip in 10.0.0.0/8", "ip in networks", "ip not in [10.0.0.1, 10.1.0.0/16]",
    "user in names", "user in tags", "\"x\" in tags", "text contains names",
    "text contains user", "data matches digits", "text matches [digits, /ab+/]",
    "role == \"user\"", "role != (agent ?? \"user\")", "score(odd) > 0.5",
  ]

  static let refused = [
    "exists(agent) or agent == \"x\"",
    "agent == \"x\" and exists(agent)",
    "not exists(agent) and agent == \"x\"",
    "exists(tool) and tool.size > 3",
    "exists(agent) and (b or exists(agent)) or agent == \"x\"",
    "(exists(agent) or b) and agent == \"x\"",
    "is_null(agent) or agent == \"x\"",
    "exists(data.a) and data.a.b matches /xy+/",
    "as_int(data) > 3",
    "(any c in calls: exists(c.cost)) and (any c in calls: c.cost > 3)",
    "exists(agent) and count(by agent, last 1m) > 3",
    "count(by agent, last 1m, where exists(agent)) > 3",
    "tags[0] == \"x\"",
  ]

  @Test(arguments: accepted)
  func `a guarded value can be used`(condition: String) {
    let checking = Shape.condition(condition)
    #expect(checking.errors.isEmpty, "\(checking.summary)")
  }

  @Test(arguments: refused)
  func `an unguarded value is refused, and nothing else is`(condition: String) {
    let checking = Shape.condition(condition)
    #expect(checking.errors.map(\.code.id) == ["WEIR0320"], "\(checking.summary)")
  }

  @Test func `what when knows holds in every clause`() {
    let checking = Checking(
      Shape.message + """
        validate v {
          deny if tool.name == "x"
          except if tool.name == "y" because "tested"
          when exists(tool)
        }
        limit l { when exists(agent); by agent; cost length(agent); allow 5 per 1m; else deny }
        """)
    #expect(checking.errors.isEmpty, "\(checking.summary)")
  }

  @Test func `a let carries what it knows`() {
    let checking = Checking(
      Shape.message + """
        let uses_tool = exists(tool) and tool.name != ""
        let uses_none = not uses_tool
        validate v {
          deny if uses_tool and tool.name == "x"
          review if uses_none or true
        }
        """)
    #expect(checking.errors.isEmpty, "\(checking.summary)")
  }

  @Test func `what a when knows is not known to another policy`() {
    let checking = Checking(
      Shape.message + """
        validate v { when exists(agent); deny if agent == "x" }
        validate w { deny if agent == "x" }
        """)
    #expect(checking.errors.count == 1, "\(checking.summary)")
  }

  @Test func `a narrowed field has its type without the question mark`() throws {
    let set = try #require(Shape.condition("exists(agent) and agent == \"x\"").report.set)
    guard case .validate(let rules) = set.policies.first?.body,
      case .verdictIf(let condition) = rules.first?.kind, case .and(_, let right) = condition.kind,
      case .compare(_, let agent, _) = right.kind
    else { return #expect(Bool(false), "an `and` with a comparison") }
    #expect(agent.type == .string)
  }
}
