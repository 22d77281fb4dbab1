import WeirSyntax

extension Lints {
  /// Two patterns that are one.
  static let duplicatePattern = Lint(
    code: LintCodes.warning(
      "duplicate-pattern", "two patterns that are one",
      why: "Both find the same, and a change to one forgets the other.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        pattern q = /[0-9]{8}/
        validate v { deny if text matches [p, q] }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        pattern p = /[0-9]{8}/
        validate v { deny if text matches p }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    var found: [Diagnostic] = []
    var first: [String: CheckedPattern] = [:]
    let files = Set(context.trees.map(\.file))
    for pattern in context.set.patterns where files.contains(pattern.span.file) {
      guard pattern.conditions.isEmpty, pattern.near == nil else { continue }
      let key = "\(pattern.view) \(pattern.regex.flags) \(pattern.regex.pattern)"
      if let earlier = first[key] {
        found.append(
          Diagnostic(
            code, "`\(pattern.name)` is the same as `\(earlier.name)`",
            at: Label(pattern.span, "again here"), also: [Label(earlier.span, "first here")],
            help: "use one of them"))
      }
      first[key] = first[key] ?? pattern
    }
    return found
  }
}
