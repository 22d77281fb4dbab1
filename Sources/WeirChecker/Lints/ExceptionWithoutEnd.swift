import WeirSyntax

extension Lints {
  /// An exception without an end.
  static let exceptionWithoutEnd = Lint(
    code: LintCodes.warning(
      "exception-without-end", "an exception without an end",
      why:
        "An exception is a hole, and most are needed for a while only. `until` makes someone look again.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if user == "ana" because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if user == "ana" until 2099-01-01 because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap(\.exceptions).filter { $0.end == nil }.map { exception in
      Diagnostic(
        code, "this exception never ends", at: Label(exception.span, "no `until`"),
        help: "add a day to look at it again: `until 2027-03-31`")
    }
  }
}
