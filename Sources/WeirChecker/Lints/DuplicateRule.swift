import WeirSyntax

extension Lints {
  /// Two rules that are one.
  static let duplicateRule = Lint(
    code: LintCodes.warning(
      "duplicate-rule", "two rules that are one",
      why: "Both are true together, so one of them does nothing.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; deny if text == "x" }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { deny if text == "x"; deny if text == "y" }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.policies.flatMap { policy -> [Diagnostic] in
      guard case .validate(let rules) = policy.body, rules.count > 1 else { return [] }
      var first: [String: SourceSpan] = [:]
      return rules.compactMap { rule -> Diagnostic? in
        guard let condition = rule.condition, rule.adds == nil else { return nil }
        let key = "\(rule.isRequirement) \(rule.verdict) \(context.written(condition.span))"
        guard let earlier = first.updateValue(rule.span, forKey: key) else { return nil }
        return Diagnostic(
          code, "this rule stands above already", at: Label(rule.span, "again here"),
          also: [Label(earlier, "first here")], help: "remove one of them")
      }
    }
  }
}
