import WeirSyntax

extension Lints {
  /// A pattern whose cost can't be told.
  static let unanalysablePattern = Lint(
    code: LintCodes.warning(
      "unanalysable-pattern", "a pattern whose cost can't be told",
      why:
        "Back-references and conditions are beyond the analysis, so only the match limit guards the time.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /([a-z])x\\1/ }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text matches /[a-z]x[a-z]/ }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.ownPatterns.filter { !$0.facts.isAnalysed }.map { pattern, facts in
      Diagnostic(
        code, "the cost of this pattern can't be told", at: Label(pattern.regex.span),
        help: "write it without back-references and conditions")
    }
  }
}
