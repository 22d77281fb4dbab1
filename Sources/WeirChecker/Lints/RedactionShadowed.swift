import WeirSyntax

extension Lints {
  /// Two redactions of one pattern.
  static let redactionShadowed = Lint(
    code: LintCodes.warning(
      "redaction-shadowed", "two redactions of one pattern",
      why: "Of two lines for one pattern the more concealing wins, so the other does nothing.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        redact r { p -> mask; p -> remove }
        test "t" { message { text: "x" }; expect not redacted }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        redact r { p -> remove }
        test "t" { message { text: "x" }; expect not redacted }
        """)
  ) { context, code in
    var found: [Diagnostic] = []
    for policy in context.policies {
      guard case .redact(let redaction) = policy.body else { continue }
      var first: [[Int]: SourceSpan] = [:]
      for line in redaction.lines {
        let key = [line.namesPack ? 1 : 0] + line.patterns
        if let earlier = first[key] {
          found.append(
            Diagnostic(
              code, "this was redacted by a line above", at: Label(line.span, "again here"),
              also: [Label(earlier, "first here")], help: "keep one of the lines"))
        }
        first[key] = first[key] ?? line.span
      }
    }
    return found
  }
}
