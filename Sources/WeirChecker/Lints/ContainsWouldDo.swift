import WeirSyntax

extension Lints {
  /// A pattern that is only a text.
  static let containsWouldDo = Lint(
    code: LintCodes.warning(
      "contains-would-do", "a pattern that is only a text",
      why: "`contains` says the same without the signs that a pattern gives a meaning to.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /hello/ }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text contains "hello" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.ownPatterns.compactMap { pattern, facts -> Diagnostic? in
      guard let text = facts.plainLiteral, pattern.name.hasPrefix("/"), pattern.regex.flags.isEmpty
      else { return nil }
      return Diagnostic(
        code, "this pattern is only a text", at: Label(pattern.regex.span),
        help: "write `contains \"\(text)\"`")
    }
  }
}
