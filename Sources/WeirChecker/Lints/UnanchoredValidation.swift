import WeirSyntax

extension Lints {
  /// A required form that may stand anywhere.
  static let unanchoredValidation = Lint(
    code: LintCodes.warning(
      "unanchored-validation", "a required form that may stand anywhere",
      why:
        "`matches` searches. What is required to look like this only has to contain it, unless the pattern begins with `^` and ends with `$`.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { require name matches /[a-z]{2,9}/ else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        validate v { require name matches /^[a-z]{2,9}$/ else deny }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    var found: [Diagnostic] = []
    for policy in context.policies {
      guard case .validate(let rules) = policy.body else { continue }
      for rule in rules {
        guard case .require(let condition) = rule.kind else { continue }
        for part in condition.conjuncts {
          guard case .matches(_, let ids) = part.kind,
            ids.contains(where: {
              context.regexFacts[context.set.patterns[$0].regex.span]?.isAnchored == false
            })
          else { continue }
          found.append(
            Diagnostic(
              code, "this is found anywhere in the text", at: Label(part.span, "not anchored"),
              help: "to require it of the whole text write `/^…$/`"))
        }
      }
    }
    return found
  }
}
