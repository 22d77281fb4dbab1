import WeirSyntax

extension Lints {
  /// An exception that has run out.
  static let expiredException = Lint(
    code: LintCodes.warning(
      "expired-exception", "an exception that has run out",
      why: "It excuses nothing any more, and a reader may think it does.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if user == "ana" until 2020-01-01 because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; except if user == "ana" until 2099-01-01 because "test" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap(\.exceptions).filter { $0.end.map { $0 <= context.now } ?? false }
      .map { exception in
        Diagnostic(
          code, "this exception has run out", at: Label(exception.span, "it excuses nothing now"),
          help: "remove it, or give it a new date if it is still needed")
      }
  }
}
