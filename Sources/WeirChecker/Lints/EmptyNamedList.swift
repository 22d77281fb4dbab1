import WeirSyntax

extension Lints {
  /// A list without entries.
  static let emptyNamedList = Lint(
    code: LintCodes.warning(
      "empty-list", "a list without entries",
      why: "Nothing is ever in it, so what depends on it never happens.",
      bad: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names from "empty.txt"
        validate v { deny if user in names }
        test "t" { message { text: "x" }; expect allow by v }
        """,
      good: """
        message { user: string trusted, name: string, text: string, agent: string?, n: int }
        list names = ["ana"]
        validate v { deny if user in names }
        test "t" { message { text: "x" }; expect allow by v }
        """)
  ) { context, code in
    context.lists.filter(\.entries.values.isEmpty).map { list in
      Diagnostic(
        code, "the list `\(list.name)` is empty", at: Label(list.span, "nothing is in it"),
        help: "add its entries, or remove it")
    }
  }
}
