import WeirSyntax

extension CheckCodes {
  static let shapes = [
    unknownField, noMessage, severalMessages, unknownType, duplicateField, clockNotTime, noMembers,
  ]

  static let unknownField = error(
    "WEIR0312", "unknown field",
    why: "Only what the message block declares can be read; anything else might be misspelt and "
      + "then never match. A `json` field may be read by any key.",
    bad: """
      message { tool: { name: string, args: json } }
      validate v { deny if tool.nmae == "send_mail" }
      """,
    good: """
      message { tool: { name: string, args: json } }
      validate v { deny if tool.name == "send_mail" }
      """)

  static let noMessage = error(
    "WEIR0314", "there is no message block",
    why:
      "The message block says what one line of the stream looks like. Without it no field can be "
      + "read.",
    bad: "validate v { deny if text == \"\" }",
    good: """
      message { text: string }
      validate v { deny if text == "" }
      """)

  static let severalMessages = error(
    "WEIR0315", "there are several message blocks",
    why: "Every line of a stream has one shape, so a set has one message block.",
    bad: """
      message { text: string }
      message { user: string }
      """,
    good: "message { text: string, user: string }")

  static let unknownType = error(
    "WEIR0316", "unknown type",
    why: "The types are bool, int, float, string, time, duration, ip, cidr and json, unions of "
      + "texts, records, lists and optionals of them.",
    bad: "message { text: str }",
    good: "message { text: string }")

  static let duplicateField = error(
    "WEIR0317", "something is declared twice",
    why: "A line that repeats a member name, or has two that differ only in case, is malformed, so "
      + "a block that declares both could never be satisfied.",
    bad: "message { text: string, body: string from \"Text\" }",
    good: "message { text: string, body: string }")

  static let clockNotTime = error(
    "WEIR0318", "the clock is not a time that is always there",
    why: "Limits and windows run on this field, so every message must have it.",
    bad: "message { at: time?, clock at }",
    good: "message { at: time, clock at }")

  static let noMembers = error(
    "WEIR0319", "this has no members or elements",
    why: "Records and `json` have members, lists and `json` have elements.",
    bad: """
      message { user: string }
      validate v { deny if user.name == "eve" }
      """,
    good: """
      message { user: { name: string } }
      validate v { deny if user.name == "eve" }
      """)
}

extension CheckCodes {
  static let absence = [unguardedOptional, needsPath, defaultOfOtherType, nullValue]

  static let unguardedOptional = error(
    "WEIR0320", "a value that may be absent is used bare",
    why: "A rule on an absent field would silently not apply. `exists(p) and …` says that it need "
      + "not; `p ?? value` says what counts instead.",
    bad: """
      message { agent: string? }
      validate v { deny if agent == "curl" }
      """,
    good: """
      message { agent: string? }
      validate v { deny if exists(agent) and agent == "curl" }
      """)

  static let needsPath = error(
    "WEIR0321", "this asks about a field",
    why: "`exists` and `is_null` ask whether the line has a value in a place, so they take a path.",
    bad: """
      message { text: string }
      validate v { deny if exists(length(text)) }
      """,
    good: """
      message { text: string? }
      validate v { deny if exists(text) }
      """)

  static let defaultOfOtherType = error(
    "WEIR0322", "a default has another type than the value",
    why: "`a ?? b` is either of them, so both need one type.",
    bad: """
      message { agent: string? }
      validate v { deny if (agent ?? 0) == "curl" }
      """,
    good: """
      message { agent: string? }
      validate v { deny if (agent ?? "") == "curl" }
      """)

  static let nullValue = error(
    "WEIR0323", "null is no value of an expression",
    why: "`exists(p)` is false for absent and for null; `is_null(p)` tells them apart.",
    bad: """
      message { agent: string? }
      validate v { deny if agent == null }
      """,
    good: """
      message { agent: string? }
      validate v { deny if is_null(agent) }
      """)
}
