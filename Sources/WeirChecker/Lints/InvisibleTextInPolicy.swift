import WeirSyntax

extension Lints {
  /// An invisible character in a policy.
  static let invisibleTextInPolicy = Lint(
    code: LintCodes.warning(
      "invisible-text-in-policy", "an invisible character in a policy",
      why: "What can't be seen can't be reviewed; it may also keep a text from ever matching.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "a​b" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "a\\u200bb" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.trees.flatMap { tree -> [Diagnostic] in
      guard context.sources.indices.contains(tree.file) else { return [] }
      return invisiblePlaces(context.sources[tree.file].bytes).map { range in
        Diagnostic(
          code, "there is an invisible character here",
          at: Label(SourceSpan(file: tree.file, start: range.lowerBound, end: range.upperBound)),
          help: "in a text write it as an escape, such as `\\u200b`")
      }
    }
  }
}
