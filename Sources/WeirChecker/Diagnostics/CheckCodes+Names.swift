import WeirSyntax

extension CheckCodes {
  static let names = [
    unknownName, duplicateName, duplicatePolicy, policyNamedAsKind, unknownPack, packCycle,
    wrongSort, circularDefinition, packNeedsField, shadowedName, unknownFunction, unknownWord,
  ]

  static let unknownName = error(
    "WEIR0301", "unknown name",
    why: "A name stands for a field of the message block, a definition, a pack or a loop variable. "
      + "Names of a pack are written `pack.name`, after `use pack`.",
    bad: """
      message { text: string }
      validate v { deny if txet == "stop" }
      """,
    good: """
      message { text: string }
      validate v { deny if text == "stop" }
      """)

  static let duplicateName = error(
    "WEIR0302", "a name is defined twice",
    why:
      "Fields, lists, patterns, lets, models, functions and packs share one namespace, so that a "
      + "name means one thing wherever it is read. A field whose JSON name is taken gets another "
      + "with `from`.",
    bad: """
      message { user: string, text: string }
      list user = ["ana"]
      """,
    good: """
      message { user: string, text: string }
      list users = ["ana"]
      """)

  static let duplicatePolicy = error(
    "WEIR0303", "two policies have one name",
    why: "Decisions, logs and tests name policies, so each needs a name of its own.",
    bad: """
      message { text: string }
      validate short { require length(text) <= 100 else deny }
      validate short { require length(text) <= 200 else deny }
      """,
    good: """
      message { text: string }
      validate short { require length(text) <= 100 else deny }
      validate shorter { require length(text) <= 50 else flag }
      """)

  static let policyNamedAsKind = error(
    "WEIR0304", "a policy is named like a kind of policy",
    why:
      "`validate`, `redact`, `limit` and `anomaly` are kinds; a policy of that name reads as one.",
    bad: """
      message { user: string }
      limit limit { by user; allow 5 per 1m; else deny }
      """,
    good: """
      message { user: string }
      limit per_user { by user; allow 5 per 1m; else deny }
      """)

  static let unknownPack = error(
    "WEIR0305", "unknown pack",
    why: "`use` and `apply` name folders of policies. A pack that is missing stops the set, since "
      + "its policies would silently not run.",
    bad: "use no_such_pack",
    good: "message { text: string }")

  static let packCycle = error(
    "WEIR0306", "packs use each other in a circle",
    why: "A pack can only use packs that don't need it. Move what both need into a third.",
    bad: "use circular_a",
    good: "message { text: string }")

  static let wrongSort = error(
    "WEIR0307", "a name of another sort is needed here",
    why: "A list stands after `in`, a pattern after `matches`, a model in `score(…)`; none of them "
      + "is a value.",
    bad: """
      message { text: string }
      pattern order = /\\bORD-[0-9]{8}\\b/
      validate v { deny if text == order }
      """,
    good: """
      message { text: string }
      pattern order = /\\bORD-[0-9]{8}\\b/
      validate v { deny if text matches order }
      """)

  static let circularDefinition = error(
    "WEIR0308", "a definition needs itself",
    why: "Policies are total: nothing is recursive, so every definition can be worked out.",
    bad: """
      message { text: string }
      let a = b
      let b = not a
      """,
    good: """
      message { text: string }
      let a = text == ""
      let b = not a
      """)

  static let packNeedsField = error(
    "WEIR0309", "a pack needs a field that the set doesn't supply",
    why: "A pack's message block lists the fields that its policies read. The set must have each "
      + "with the same type; it may be narrower (always there, or a union for a string).",
    bad: """
      use needs_text
      message { body: string }
      """,
    good: """
      use needs_text
      message { text: string from "body" }
      """)

  static let shadowedName = error(
    "WEIR0310", "a loop variable hides another name",
    why: "A name means one thing wherever it is read, so a loop variable takes a new one.",
    bad: """
      message { user: string, tags: [string] }
      validate v { deny if any user in tags: user == "x" }
      """,
    good: """
      message { user: string, tags: [string] }
      validate v { deny if any tag in tags: tag == "x" }
      """)

  static let unknownFunction = error(
    "WEIR0311", "unknown function",
    why: "The language has the functions on its page and no others.",
    bad: """
      message { text: string }
      validate v { deny if lenght(text) > 10 }
      """,
    good: """
      message { text: string }
      validate v { deny if length(text) > 10 }
      """)

  static let unknownWord = error(
    "WEIR0313", "unknown word for a setting",
    why: "A severity, a mode, a view and a model's settings are words from a short list.",
    bad: """
      message { text: string }
      validate v { severity urgent; deny if text == "x" }
      """,
    good: """
      message { text: string }
      validate v { severity high; deny if text == "x" }
      """)
}
