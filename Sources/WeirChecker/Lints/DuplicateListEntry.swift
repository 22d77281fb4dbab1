import WeirSyntax

extension Lints {
  /// A list with an entry twice.
  static let duplicateListEntry = Lint(
    code: LintCodes.warning(
      "duplicate-list-entry", "a list with an entry twice",
      why: "The second does nothing; another entry may have been meant.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names = ["ana", "ana"]
        validate v { deny if user in names }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names = ["ana", "bo"]
        validate v { deny if user in names }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.lists.flatMap { list -> [Diagnostic] in
      var first: [Constant: SourceSpan] = [:]
      return zip(list.entries.values, list.entries.spans).compactMap { value, span -> Diagnostic? in
        guard let earlier = first.updateValue(span, forKey: value) else { return nil }
        return Diagnostic(
          code, "`\(list.name)` has this entry twice", at: Label(span, "again here"),
          also: [Label(earlier, "first here")], help: "remove one of them")
      }
    }
  }
}
