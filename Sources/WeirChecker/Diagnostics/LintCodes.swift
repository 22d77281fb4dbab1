import WeirSyntax

/// What is allowed but hardly meant. Lints carry names and never stop a set.
public enum LintCodes {
  static func warning(
    _ id: String, _ title: String, why: String, bad: String, good: String
  ) -> DiagnosticCode {
    DiagnosticCode(id, .warning, title: title, why: why, bad: bad, good: good)
  }

  static let needlessDefault = warning(
    "needless-default", "a default for what is always there",
    why: "The value after `??` is never used, so the reader is told of a case that doesn't exist.",
    bad: """
      message { text: string }
      validate v { deny if (text ?? "") == "x" }
      """,
    good: """
      message { text: string }
      validate v { deny if text == "x" }
      """)

  static let emptyList = warning(
    "empty-list", "a list without entries",
    why: "Nothing is ever in it, so what depends on it never happens.",
    bad: """
      message { user: string }
      validate v { deny if user in [] }
      """,
    good: """
      message { user: string }
      validate v { deny if user in ["eve"] }
      """)

  static let needlessAllow = warning(
    "needless-allow", "an `allow` comment that allows nothing",
    why: "It was meant for a lint that no longer fires, or it is misspelt or gives no reason. What "
      + "stays behind would hide the next finding.",
    bad: """
      # allow unused-list: kept for later
      message { text: string }
      """,
    good: """
      message { text: string }
      # allow unused-list: kept for later
      list names = ["ana"]
      """)
}
