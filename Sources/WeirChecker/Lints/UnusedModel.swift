import WeirSyntax

extension Lints {
  /// A model that nothing uses.
  static let unusedModel = Lint(
    code: LintCodes.warning(
      "unused-model", "a model that nothing uses",
      why: "Either it can go, or a policy that should use it doesn't.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        model m { feature a = n in 0..9; file "m.forest" }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        model m { feature a = n in 0..9; file "m.forest" }
        validate v { deny if score(m) > 0.5 }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.unused(.model).map { use in
      Diagnostic(
        code, "nothing uses the model `\(use.name)`", at: Label(use.span, "defined here"),
        help: "remove it, or use it in a policy")
    }
  }
}
