import Testing
import WeirSyntax

@testable import WeirChecker

/// Sets of very many definitions. What would take the square of their number would not end.
@Suite struct ManyTests {
  private static let count = 3_000

  /// One line for each number.
  private func lines(_ line: (Int) -> String) -> String {
    (0..<Self.count).map(line).joined()
  }

  @Test func `patterns with a policy each`() throws {
    let checking = Checking(
      Shape.message
        + lines {
          "pattern p\($0) = /word\($0)/\nvalidate v\($0) { deny if text matches p\($0) }\n"
        })
    let set = try #require(checking.report.set)
    #expect(set.patterns.count == Self.count + 1)  // and the shape's own
  }

  @Test func `patterns in one list`() throws {
    let names = (0..<Self.count).map { "p\($0)" }.joined(separator: ", ")
    let checking = Checking(
      Shape.message + lines { "pattern p\($0) = /word\($0)/\n" }
        + "validate v { deny if text matches [\(names), p0] }\n")
    let set = try #require(checking.report.set)
    guard case .validate(let rules) = set.policies[0].body,
      case .matches(_, let ids)? = rules[0].condition?.kind
    else {
      Issue.record("no list of patterns")
      return
    }
    #expect(Set(ids).count == Self.count && ids.count == Self.count)
  }

  @Test func `lints with an allowance each`() {
    let checking = Checking(
      Shape.message + lines { "# allow unused-pattern: later\npattern p\($0) = /word\($0)/\n" })
    let own = Checking(Shape.message).report.diagnostics
    #expect(unused(checking.report.diagnostics) == unused(own))
    #expect(!checking.report.diagnostics.contains { $0.code.id == "needless-allow" })
  }

  private func unused(_ found: [Diagnostic]) -> Int {
    found.count { $0.code.id == "unused-pattern" }
  }

  @Test func `tests that each name a policy`() throws {
    let checking = Checking(
      Shape.message
        + lines {
          "validate v\($0) { deny if n == \($0) }\n"
            + "test \"t\($0)\" { message { n: \($0) }; expect deny by v\($0) }\n"
        })
    #expect(try #require(checking.report.set).tests.count == Self.count)
  }

  @Test func `unknown names get a suggestion for the first few`() {
    let checking = Checking(
      Shape.message
        + lines { "pattern p\($0)x = /w\($0)/\nvalidate v\($0) { deny if text matches p\($0)y }\n" }
    )
    let unknown = checking.report.diagnostics.filter { $0.code.id == CheckCodes.unknownName.id }
    #expect(unknown.count == Self.count)
    #expect(unknown.count { $0.help != nil } == CheckLimits.suggestionsMax)
  }

  @Test func `rules that may cover each other`() {
    let checking = Checking(
      Shape.message + "validate v {\n" + lines { "  deny if b and n == \($0)\n" }
        + "  review if b and n == 7 and text == \"x\"\n  deny if b and n == 8 and text == \"x\"\n"
        + "  review if n == 9\n}\n")
    let covered = checking.report.diagnostics.filter { $0.code.id == "unreachable-rule" }
    #expect(covered.count == 2)
    let earlier = covered.compactMap(\.secondary.first?.span.start)
    #expect(earlier.count == 2 && earlier[0] < earlier[1])
  }
}
