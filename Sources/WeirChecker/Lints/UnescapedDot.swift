import WeirSyntax

extension Lints {
  /// A dot that matches any character.
  static let unescapedDot = Lint(
    code: LintCodes.warning(
      "unescaped-dot", "a dot that matches any character",
      why: "`.` stands for any character; a dot in a host or file name is written `\\.`.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /evil.com/ }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /evil\\.com/ }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.ownPatterns.filter { !$0.facts.suspiciousDots.isEmpty }.map { pattern, facts in
      Diagnostic(
        code, "a dot here matches any character", at: Label(pattern.regex.span),
        help: "for a plain dot write `\\.`")
    }
  }
}
