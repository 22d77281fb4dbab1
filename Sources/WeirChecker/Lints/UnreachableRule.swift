import WeirSyntax

extension Lints {
  /// A rule that a stricter one covers.
  static let unreachableRule = Lint(
    code: LintCodes.warning(
      "unreachable-rule", "a rule that a stricter one covers",
      why:
        "Whenever it holds, a rule with at least its verdict holds too, so it changes no decision.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; review if text == "x" and n > 3 }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { review if text == "x"; deny if text == "x" and n > 3 }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      guard case .validate(let all) = policy.body else { return [] }
      let rules = all.prefix(CheckLimits.comparedRulesMax)
      return rules.enumerated().compactMap { index, rule -> Diagnostic? in
        let stricter = rules.enumerated().first { other, cover in
          other != index && rule.isCovered(by: cover, context)
        }
        guard let stricter else { return nil }
        return Diagnostic(
          code, "this rule never changes a decision", at: Label(rule.span, "covered"),
          also: [Label(stricter.element.span, "whenever that holds, this does too")],
          help: "remove it, or give it a stricter verdict")
      }
    }
  }
}
