import WeirSyntax

extension Lints {
  /// A mask that keeps much.
  static let weakMask = Lint(
    code: LintCodes.warning(
      "weak-mask", "a mask that keeps much",
      why:
        "A mask that would keep over half keeps nothing, so short matches come out differently; and a long rest says much about who is meant.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{6,9}/
        redact r { p -> mask keep 4 }
        test "t" { message { text: "x" }; expect not redacted }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8,9}/
        redact r { p -> mask keep 2 }
        test "t" { message { text: "x" }; expect not redacted }
        """)
  ) { context, code in
    var found: [Diagnostic] = []
    for policy in context.policies {
      guard case .redact(let redaction) = policy.body else { continue }
      for line in redaction.lines {
        guard case .mask(let keep) = line.operation, keep > 0, !line.namesPack else { continue }
        for id in line.patterns {
          let shortest = context.regexFacts[context.set.patterns[id].regex.span]?.minimumLength ?? 0
          guard shortest > 0, keep * 2 > shortest else { continue }
          found.append(
            Diagnostic(
              code, "this mask keeps over half of the shortest match",
              at: Label(line.span, "a match may have \(shortest) characters"),
              help: "keep at most \(shortest / 2)"))
        }
      }
    }
    return found
  }
}
