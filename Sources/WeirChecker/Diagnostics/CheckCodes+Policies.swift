import WeirSyntax

extension CheckCodes {
  static let policies = [
    repeatedClause, missingReason, missingClause, incompleteSum, allowHasNoEffect, nothingToRedact,
    replacementMatches, mixedModel,
  ]

  static let repeatedClause = error(
    "WEIR0350", "a clause that can stand once stands twice",
    why: "It would not be clear which of them holds.",
    bad: """
      message { text: string }
      validate v { severity high; severity low; deny if text == "x" }
      """,
    good: """
      message { text: string }
      validate v { severity high; deny if text == "x" }
      """)

  static let missingReason = error(
    "WEIR0351", "an exception has no reason",
    why: "An exception is a hole. Whoever reviews it next year needs to know why it is there.",
    bad: """
      message { user: string trusted, text: string }
      validate v { deny if text == "x"; except if user == "ana" }
      """,
    good: """
      message { user: string trusted, text: string }
      validate v { deny if text == "x"; except if user == "ana" because "red team" }
      """)

  static let missingClause = error(
    "WEIR0352", "something that is needed is missing",
    why: "A validate has a rule, a redact a line, a limit `allow … per …` and `else VERDICT`, an "
      + "anomaly `score` and a threshold, a pattern `match`, a model features or a text, and a file.",
    bad: """
      message { user: string }
      limit l { by user; allow 5 per 1m }
      """,
    good: """
      message { user: string }
      limit l { by user; allow 5 per 1m; else deny }
      """)

  static let incompleteSum = error(
    "WEIR0353", "a sum is added to but not compared, or compared but not added to",
    why: "`add N if …` counts points, `VERDICT above N` judges them; one without the other does "
      + "nothing.",
    bad: """
      message { text: string }
      validate v { add 3 if text contains "as an ai" }
      """,
    good: """
      message { text: string }
      validate v { add 3 if text contains "as an ai"; review above 2 }
      """)

  static let allowHasNoEffect = error(
    "WEIR0354", "a rule gives the verdict allow",
    why: "All policies are judged and the strictest verdict wins, so a rule can't let pass what "
      + "another stops. Exceptions do that, inside the policy that stops it.",
    bad: """
      message { user: string trusted, text: string }
      validate v { allow if user == "ana" }
      """,
    good: """
      message { user: string trusted, text: string }
      validate v { deny if text == "x"; except if user == "ana" because "red team" }
      """)

  static let nothingToRedact = error(
    "WEIR0355", "a redaction names a field without text",
    why: "Patterns are looked for in texts and numbers.",
    bad: """
      message { isBot: bool }
      pattern p = /[0-9]{8}/
      redact r { in isBot; p -> mask }
      """,
    good: """
      message { text: string }
      pattern p = /[0-9]{8}/
      redact r { in text; p -> mask }
      """)

  static let replacementMatches = error(
    "WEIR0357", "a replacement is itself something to hide",
    why: "A second pass would hide what the first one put there, so redacting would never come to "
      + "rest, and a finding would name what nobody wrote. A `where` that can't be worked out "
      + "beforehand and a `near` count as satisfied.",
    bad: """
      message { text: string }
      pattern ticket = /T-[0-9]{4,8}/
      redact r { ticket -> replace "T-0000" }
      """,
    good: """
      message { text: string }
      pattern ticket = /T-[0-9]{4,8}/
      redact r { ticket -> replace "[ticket]" }
      """)

  // WEIR0356 said that linear models could not be used yet.

  static let mixedModel = error(
    "WEIR0358", "a model with clauses of both kinds",
    why: "A forest has features, trees and rows; a linear model has `linear TEXT`, and may have "
      + "`characters`, `words` and `buckets`. A clause of the other kind would mean nothing.",
    bad: """
      message { text: string }
      model m { linear text; trees 50; file "m.linear" }
      """,
    good: """
      message { text: string }
      model m { linear text; buckets 65536; file "m.linear" }
      """)
}

extension CheckCodes {
  static let tests = [incompleteTest, sampleMisfit]

  static let incompleteTest = error(
    "WEIR0360", "a test without a message or an expectation",
    why: "Such a test can't fail, and so tells nothing.",
    bad: """
      message { text: string }
      test "nothing" { message { text: "x" } }
      """,
    good: """
      message { text: string }
      test "plain words pass" { message { text: "x" }; expect allow }
      """)

  static let sampleMisfit = error(
    "WEIR0361", "a test's message doesn't fit the message block",
    why: "The line would be malformed. Where that is the point, write it raw: `line \"…\"`.",
    bad: """
      message { text: string }
      test "a number" { message { text: 7 }; expect deny }
      """,
    good: """
      message { text: string }
      test "a number" { line "{\\"text\\":7}"; expect malformed }
      """)
}
