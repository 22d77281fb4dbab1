extension SyntaxCodes {
  static let expected = DiagnosticCode(
    "WEIR0201", .error, title: "something else should stand here",
    why: "The text breaks off from what the language can say at this place; the message names what "
      + "could stand there.",
    bad: "let limit =", good: "let limit = 5")

  static let unclosedBracket = DiagnosticCode(
    "WEIR0202", .error, title: "a bracket is not closed",
    why:
      "Every `(` needs its `)` and every `[` its `]`. Inside brackets a line break is only space, "
      + "so the missing one is noticed late.",
    bad: "let long = (length(text) > 5", good: "let long = (length(text) > 5)")

  static let missingBrace = DiagnosticCode(
    "WEIR0203", .error, title: "a block is not closed",
    why: "A block that begins with `{` ends with `}`. Another declaration can't begin inside it.",
    bad: "validate a {\n  deny if text == \"x\"\n\nlet b = 1",
    good: "validate a {\n  deny if text == \"x\"\n}\n\nlet b = 1")

  static let strayBracket = DiagnosticCode(
    "WEIR0204", .error, title: "a closing bracket closes nothing",
    why: "There is one closing bracket too many, or its opening one is missing.",
    bad: "let a = 1\n}", good: "let a = 1")

  static let unknownDeclaration = DiagnosticCode(
    "WEIR0205", .error, title: "no declaration begins with this word",
    why: "A file consists of `use`, `apply`, `message`, `list`, `pattern`, `let`, `validate`, "
      + "`redact`, `limit`, `model`, `anomaly` and `test`.",
    bad: "lists testers = [\"ana\"]", good: "list testers = [\"ana\"]")

  static let unknownClause = DiagnosticCode(
    "WEIR0206", .error, title: "no clause begins with this word",
    why: "Each kind of block has its own few clauses; the message names the nearest.",
    bad: "validate a {\n  requires text != \"\" else deny\n}",
    good: "validate a {\n  require text != \"\" else deny\n}")

  static let clauseOfOtherKind = DiagnosticCode(
    "WEIR0207", .error, title: "this clause belongs to another kind of block",
    why:
      "Rules stand in `validate`, rates in `limit`, edits in `redact` and thresholds on a score in "
      + "`anomaly`.",
    bad: "validate a {\n  allow 20 per 1m\n}",
    good: "limit a {\n  by user\n  allow 20 per 1m\n}")

  static let reservedName = DiagnosticCode(
    "WEIR0208", .error, title: "a reserved word is used as a name",
    why: "`and or not in contains starts_with ends_with matches any all if else true false` always "
      + "mean themselves. A JSON member of that name is reached with `from`.",
    bad: "message {\n  in: string\n}", good: "message {\n  inside: string from \"in\"\n}")

  static let comparisonChain = DiagnosticCode(
    "WEIR0209", .error, title: "comparisons can't be chained",
    why: "`a < b < c` means something else in every language. Say which two comparisons must hold.",
    bad: "let middle = 1 < size < 5", good: "let middle = 1 < size and size < 5")

  static let assignmentInCondition = DiagnosticCode(
    "WEIR0210", .error, title: "`=` compares nothing",
    why: "`=` gives a definition its value; `==` asks whether two values are equal.",
    bad: "let mine = user = \"ana\"", good: "let mine = user == \"ana\"")

  static let looseNot = DiagnosticCode(
    "WEIR0211", .error, title: "`not`, `any` or `all` is missing its parentheses",
    why:
      "`not` binds looser than comparisons: `not a == b` is `not (a == b)`. `any` and `all` reach "
      + "as far as they can. Behind a comparison or a sign of arithmetic they need parentheses.",
    bad: "let odd = a == not b", good: "let odd = a == (not b)")

  static let unknownVerdict = DiagnosticCode(
    "WEIR0212", .error, title: "there is no such verdict",
    why: "The scale is `allow`, `flag`, `review`, `deny`, mildest first.",
    bad: "validate a {\n  require text != \"\" else block\n}",
    good: "validate a {\n  require text != \"\" else deny\n}")

  static let clauseNotEnded = DiagnosticCode(
    "WEIR0213", .error, title: "the clause should be over here",
    why: "A clause ends with its line, with `;` or with the block's `}`.",
    bad: "let a = 1 2", good: "let a = 1\nlet b = 2")

  static let tooDeep = DiagnosticCode(
    "WEIR0214", .error, title: "an expression is nested too deeply",
    why: "Brackets may stand 64 deep and one expression may have 256 levels, so that every policy "
      + "can be read with a bounded stack. A long row of `or` is better a list, or several `let`s.",
    bad: "let deep = \(String(repeating: "(", count: 70))1\(String(repeating: ")", count: 70))",
    good: "let deep = (1)")

  static let misplacedRegex = DiagnosticCode(
    "WEIR0215", .error, title: "a regex can't stand here",
    why: "A regex stands only after `pattern NAME =`, `match` or `matches`; elsewhere `/` divides.",
    bad: "let odd = text contains /a+/", good: "let odd = text matches /a+/")

  static let methodCall = DiagnosticCode(
    "WEIR0216", .error, title: "only functions are called",
    why: "Values have fields, not methods: what acts on a value is a function that takes it.",
    bad: "let long = text.length() > 5", good: "let long = length(text) > 5")

  static let badWindow = DiagnosticCode(
    "WEIR0217", .error, title: "a window's parts don't fit",
    why: "`count(by KEYS, last DURATION, where CONDITION)` has its labels in any order, each once; "
      + "`sum` and `distinct` name their value first; `count(malformed, …)` counts malformed lines.",
    bad: "let busy = count(user, last 1m) > 5", good: "let busy = count(by user, last 1m) > 5")

  static let unknownRedaction = DiagnosticCode(
    "WEIR0218", .error, title: "there is no such redaction",
    why:
      "A match is edited by `mask`, `mask keep N`, `remove`, `replace \"…\"`, `hash with KEY` or "
      + "`encrypt with KEY`, or left by `keep`.",
    bad: "redact a {\n  email -> hide\n}", good: "redact a {\n  email -> mask\n}")

  static let badExpectation = DiagnosticCode(
    "WEIR0219", .error, title: "a test can't expect this",
    why: "`expect` takes a verdict (perhaps `by POLICY`), `FIELD == VALUE`, and `redacted`, "
      + "`malformed` or `finding PATTERN`, each perhaps after `not`.",
    bad: "test \"t\" {\n  message { text: \"a\" }\n  expect text\n}",
    good: "test \"t\" {\n  message { text: \"a\" }\n  expect text == \"a\"\n}")

  static let repeatedSuffix = DiagnosticCode(
    "WEIR0220", .error, title: "the same thing is said twice",
    why: "`at`, `after` and `times` of a message stand in any order, each once.",
    bad: "test \"t\" {\n  message { text: \"a\" } times 2 times 3\n  expect allow\n}",
    good: "test \"t\" {\n  message { text: \"a\" } times 3\n  expect allow\n}")
}
