import WeirSyntax

extension CheckCodes {
  static let types = [
    notACondition, wrongOperand, strangerToUnion, comparesComposite, noOrder, wrongArguments,
    needsList, mixedList, notSearchable, tooDeep, unreadableList,
  ]

  static let notACondition = error(
    "WEIR0330", "this is no condition",
    why: "A condition is true or false; nothing else counts as either.",
    bad: """
      message { text: string }
      validate v { deny if length(text) }
      """,
    good: """
      message { text: string }
      validate v { deny if length(text) > 0 }
      """)

  static let wrongOperand = error(
    "WEIR0331", "an operator can't take these types",
    why:
      "Both sides of a comparison or a sum have one type; only an int beside a float becomes one. "
      + "A duration has its unit: `5m`, not 5.",
    bad: """
      message { user: string }
      validate v { deny if user == 7 }
      """,
    good: """
      message { user: string }
      validate v { deny if user == "7" }
      """)

  static let strangerToUnion = error(
    "WEIR0332", "a union is compared with a text that it never is",
    why: "The comparison can never hold, so the rule would never apply.",
    bad: """
      message { role: "user" | "assistant" }
      validate v { deny if role == "usr" }
      """,
    good: """
      message { role: "user" | "assistant" }
      validate v { deny if role == "user" }
      """)

  static let comparesComposite = error(
    "WEIR0333", "a list, a record or json is compared as a whole",
    why:
      "Their spelling in JSON varies, so equality would be easy to escape. Compare what is in them.",
    bad: """
      message { tags: [string] }
      validate v { deny if tags == "x" }
      """,
    good: """
      message { tags: [string] }
      validate v { deny if "x" in tags }
      """)

  static let noOrder = error(
    "WEIR0334", "these values have no order",
    why: "Only numbers, times and durations are smaller or larger than others.",
    bad: """
      message { user: string }
      validate v { deny if user < "b" }
      """,
    good: """
      message { user: string }
      validate v { deny if user == "b" }
      """)

  static let wrongArguments = error(
    "WEIR0335", "a function can't take these arguments",
    why: "Each function takes what its page says.",
    bad: """
      message { n: int }
      validate v { deny if length(n) > 3 }
      """,
    good: """
      message { text: string }
      validate v { deny if length(text) > 3 }
      """)

  static let needsList = error(
    "WEIR0336", "a list is needed here",
    why: "`in` and loops go through a list; a part of a text is found with `contains`.",
    bad: """
      message { text: string }
      validate v { deny if "x" in text }
      """,
    good: """
      message { text: string }
      validate v { deny if text contains "x" }
      """)

  static let mixedList = error(
    "WEIR0337", "a list holds values of several types",
    why: "A value is looked up in a list of its own type.",
    bad: """
      message { user: string }
      list odd = ["ana", 7]
      """,
    good: """
      message { user: string }
      list odd = ["ana", "7"]
      """)

  static let notSearchable = error(
    "WEIR0338", "only a text or json is searched",
    why: "`contains`, `starts_with`, `ends_with` and `matches` read a text; for a list say whether "
      + "any or all of it is meant.",
    bad: """
      message { tags: [string] }
      validate v { deny if tags matches /^x/ }
      """,
    good: """
      message { tags: [string] }
      validate v { deny if any tag in tags: tag matches /^x/ }
      """)

  static let tooDeep = error(
    "WEIR0339", "an expression is nested too deeply",
    why: "Everything has a bound. Give parts of the expression names with `let`.",
    bad: "",
    good: "message { text: string }")

  static let unreadableList = error(
    "WEIR0340", "a list file can't be read",
    why: "A missing list would silently switch off the rules that use it, so it stops the set.",
    bad: "list blocked from \"no/such/file.txt\"",
    good: "list blocked = [\"send_mail\"]")
}
