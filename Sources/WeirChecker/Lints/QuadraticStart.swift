import WeirSyntax

extension Lints {
  /// A pattern that reads long runs again and again.
  static let quadraticStart = Lint(
    code: LintCodes.warning(
      "quadratic-start", "a pattern that reads long runs again and again",
      why:
        "Every start in a long run reads the rest of it, so a text of one character repeated is slow. A bound or a word boundary helps.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /[a-z]+[0-9]@/ }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /[a-z]{1,64}[0-9]@/ }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.ownPatterns.filter { $0.facts.isQuadraticStart }.map { pattern, facts in
      Diagnostic(
        code, "long runs are slow for this pattern", at: Label(pattern.regex.span),
        help: "bound the first repeat, such as `{1,64}`, or begin with `\\b`")
    }
  }
}
