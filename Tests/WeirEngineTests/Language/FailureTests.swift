import Testing

@testable import WeirEngine

/// A pattern on a text over its bound is the failure at hand.
@Suite struct FailureTests {
  static let long = #"{"text":""# + oversize + #"","n":9223372036854775807}"#
  static let fail = "(text ?? \"\") matches /b/"
  static let overflow = "(n ?? 0) + 1 > 0"

  @Test(arguments: [fail, overflow])
  func `false and failure is false, true or failure is true, in either order`(
    failing: String
  ) throws {
    for (condition, wanted) in [
      ("\(failing)", Answer.failed), ("not (\(failing))", .failed),
      ("(\(failing)) and false", .no), ("false and (\(failing))", .no),
      ("(\(failing)) or true", .yes), ("true or (\(failing))", .yes),
      ("(\(failing)) and true", .failed), ("true and (\(failing))", .failed),
      ("(\(failing)) or false", .failed), ("false or (\(failing))", .failed),
      ("(\(failing)) and (\(failing))", .failed),
    ] {
      #expect(try answer(condition, Self.long) == wanted, "\(condition)")
    }
  }

  @Test func `a loop decides without the elements that fail, if it can`() throws {
    let line = #"{"tags":[""# + oversize + #"","b"]}"#
    #expect(try answer("exists(tags) and (any x in tags: x matches /b/)", line) == .yes)
    #expect(try answer("exists(tags) and (any x in tags: x matches /c/)", line) == .failed)
    #expect(try answer("exists(tags) and (all x in tags: x matches /c/)", line) == .no)
    #expect(try answer("exists(tags) and (all x in tags: x matches /b/)", line) == .failed)
  }

  @Test func `a default catches absence, never failure`() throws {
    #expect(try answer("((n ?? 0) + 1) % (n ?? 1) ?? 5 == 5", Self.long) == .failed)
  }

  @Test func `a failing clause gives the strictest verdict of its policy, or what on error says`()
    throws
  {
    var bench = try Bench(
      policy("validate p { flag if \(Self.fail); review if exists(text) and text == \"x\" }"))
    #expect(bench.judge(Self.long).effects == ["p:1 review!"])
    bench = try Bench(policy("validate p { deny if \(Self.fail); on error flag }"))
    #expect(bench.judge(Self.long).effects == ["p:1 flag!"])
  }

  @Test func `a failed exception does not except`() throws {
    var bench = try Bench(
      policy("validate p { deny if true; except if \(Self.fail) because \"why\" }"))
    #expect(bench.judge(Self.long).effects == ["p:1 deny"])
    #expect(bench.judge(#"{"text":"b"}"#).effects == [])
    #expect(bench.judge(#"{"text":"b"}"#).exceptions.map(\.because) == ["why"])
  }

  @Test func `a failed when speaks through on error`() throws {
    var bench = try Bench(policy("validate p { when \(Self.fail); flag if true }"))
    #expect(bench.judge(Self.long).effects == ["p flag!"])
    #expect(bench.judge(#"{"text":"b"}"#).effects == ["p:1 flag"])
    #expect(bench.judge(#"{"text":"c"}"#).effects == [])
  }

  @Test func `a redaction that can't search a text denies`() throws {
    var bench = try Bench(policy("pattern b = /b/\nredact r { in text; b -> mask }"))
    let decision = bench.judge(Self.long)
    #expect(decision.verdict == .deny)
    #expect(decision.effects == ["r deny!"])
  }

  @Test func `a failed sign counts only where it could change the answer`() throws {
    let rules = "add 3 if \(Self.fail); add 2 if true"
    var bench = try Bench(policy("validate p { \(rules); review above 1 }"))
    #expect(bench.judge(Self.long).effects == ["p:3 review"])
    bench = try Bench(policy("validate p { \(rules); review above 4 }"))
    #expect(bench.judge(Self.long).effects == ["p:3 review!"])
    bench = try Bench(policy("validate p { \(rules); review above 5 }"))
    #expect(bench.judge(Self.long).effects == [])
  }

  @Test func `weak signs add up and are compared with above`() throws {
    let rules = """
      add 3 if (text ?? "") contains "a"
      add 4 if (text ?? "") contains "b"
      add -1 if (text ?? "") contains "c"
      review above 5
      deny above 6.5
      """
    var bench = try Bench(policy("validate p { \(rules)\n}"))
    #expect(bench.judge(#"{"text":"ab"}"#).effects == ["p:4 review", "p:5 deny"])
    #expect(bench.judge(#"{"text":"abc"}"#).effects == ["p:4 review"])
    #expect(bench.judge(#"{"text":"bc"}"#).effects == [])
  }
}
