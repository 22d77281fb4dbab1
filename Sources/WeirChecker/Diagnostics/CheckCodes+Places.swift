import WeirSyntax

extension CheckCodes {
  static let places = [
    notConstant, outOfRange, patternSeesField, nestedWindow, windowIncomplete, wrongKey,
    scoreInside,
  ]

  static let notConstant = error(
    "WEIR0341", "a constant is needed here",
    why:
      "Bounds, rates and lists are fixed before the first message, so that they can be reviewed.",
    bad: """
      message { user: string, n: int }
      limit l { by user; allow n per 1m; else deny }
      """,
    good: """
      message { user: string, n: int }
      limit l { by user; allow 20 per 1m; else deny }
      """)

  static let outOfRange = error(
    "WEIR0342", "a value is out of range",
    why:
      "The value is never useful here: a rate of none, a level that doesn't exist, a division by "
      + "zero.",
    bad: """
      message { user: string }
      limit l { by user; allow 0 per 1m; else deny }
      """,
    good: """
      message { user: string }
      limit l { by user; allow 1 per 1m; else deny }
      """)

  static let patternSeesField = error(
    "WEIR0343", "a pattern depends on the message",
    why: "A pattern says what to look for, and `where` tests the text that was found, known as "
      + "`match`. The same pattern serves every field, so it reads none.",
    bad: """
      message { user: string }
      pattern p { match /[a-z]+/; where user == "eve" }
      """,
    good: """
      message { user: string }
      pattern p { match /[a-z]+/; where match == "eve" }
      """)

  static let nestedWindow = error(
    "WEIR0344", "a window stands inside another window or a loop",
    why: "Every message feeds every window once, before any is read; so no window can wait for "
      + "another.",
    bad: """
      message { user: string }
      validate v { deny if count(by user, last 1m, where count(by user, last 1s) > 1) > 5 }
      """,
    good: """
      message { user: string }
      validate v { deny if count(by user, last 1m) > 5 and count(by user, last 1s) > 1 }
      """)

  static let windowIncomplete = error(
    "WEIR0345", "a window lacks a part",
    why: "`last` says how far back a window looks; `sum` and `distinct` begin with their value.",
    bad: """
      message { user: string }
      validate v { deny if count(by user) > 5 }
      """,
    good: """
      message { user: string }
      validate v { deny if count(by user, last 1m) > 5 }
      """)

  static let wrongKey = error(
    "WEIR0346", "this can't be a key or the value of a window",
    why: "Messages are grouped by one plain value: a text, a number, an address.",
    bad: """
      message { tags: [string] }
      limit l { by tags; allow 5 per 1m; else deny }
      """,
    good: """
      message { user: string }
      limit l { by user; allow 5 per 1m; else deny }
      """)

  static let scoreInside = error(
    "WEIR0347", "a score is needed to make a score",
    why: "Scores are worked out from windows and features, so neither can use one.",
    bad: """
      message { text: string }
      model m { feature size = score(m); file "m.forest" }
      """,
    good: """
      message { text: string }
      model m { feature size = length(text); file "m.forest" }
      """)
}
