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
      guard case .validate(let rules) = policy.body, rules.count > 1 else { return [] }
      var covers = RuleCovers(rules, context)
      return rules.indices.compactMap { index -> Diagnostic? in
        guard let stricter = covers.cover(of: index) else { return nil }
        return Diagnostic(
          code, "this rule never changes a decision", at: Label(rules[index].span, "covered"),
          also: [Label(stricter.span, "whenever that holds, this does too")],
          help: "remove it, or give it a stricter verdict")
      }
    }
  }
}
