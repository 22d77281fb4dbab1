extension SyntaxCodes {
  static let unterminatedText = DiagnosticCode(
    "WEIR0101", .error, title: "a text has no closing quote",
    why: "A text stands between double quotes on one line. Where the closing quote is missing, "
      + "nobody can tell what was meant to be inside.",
    bad: "list testers = [\"ana]", good: "list testers = [\"ana\"]")

  static let badEscape = DiagnosticCode(
    "WEIR0102", .error, title: "a text holds an escape that doesn't exist",
    why:
      "Texts know JSON's escapes. Characters beyond U+FFFF take a pair of `\\u` escapes, and half "
      + "a pair is no character.",
    bad: "list paths = [\"C:\\dir\"]", good: "list paths = [\"C:\\\\dir\"]")

  static let controlInText = DiagnosticCode(
    "WEIR0103", .error, title: "a text holds a raw control character",
    why: "Control characters can't be seen in a review. Written as escapes they can.",
    bad: "list tabs = [\"a\tb\"]", good: "list tabs = [\"a\\tb\"]")

  static let malformedNumber = DiagnosticCode(
    "WEIR0104", .error, title: "a number, duration or size is misspelt",
    why: "A number is followed by nothing, by units of time (`1h30m`, larger units first) or by a "
      + "unit of size (`8KiB`).",
    bad: "let long = length(text) > 8kb", good: "let long = length(text) > 8KiB")

  static let numberOutOfRange = DiagnosticCode(
    "WEIR0105", .error, title: "a number is too large",
    why: "Whole numbers have 64 bits with a sign; other numbers are IEEE 754 doubles.",
    bad: "let big = 99999999999999999999", good: "let big = 9_000_000_000_000_000_000")

  static let badTime = DiagnosticCode(
    "WEIR0106", .error, title: "there is no such date or time",
    why: "A date is a day of the calendar; a time is RFC 3339 with seconds and a zone, so that it "
      + "means the same everywhere.",
    bad: "let end = 2027-02-30", good: "let end = 2027-02-28")

  static let badAddress = DiagnosticCode(
    "WEIR0107", .error, title: "there is no such address or network",
    why: "Leading zeros are refused because programs disagree on whether they mean octal.",
    bad: "list inside = [10.0.0.0/40]", good: "list inside = [10.0.0.0/8]")

  static let unterminatedRegex = DiagnosticCode(
    "WEIR0108", .error, title: "a regex has no closing slash",
    why: "A regex stands on one line and ends at the first `/` without a backslash before it.",
    bad: "pattern order = /ORD-[0-9]+", good: "pattern order = /ORD-[0-9]+/")

  static let badRegexFlag = DiagnosticCode(
    "WEIR0109", .error, title: "a regex has a flag that doesn't exist",
    why: "The flags are `i` (case doesn't matter), `m` (`^` and `$` at lines), `s` (`.` takes line "
      + "breaks) and `x` (free spacing), each once. Every match is found anyway: there is no `g`.",
    bad: "pattern order = /ord-[0-9]+/ig", good: "pattern order = /ord-[0-9]+/i")

  static let strangeCharacter = DiagnosticCode(
    "WEIR0110", .error, title: "a character has no meaning here",
    why: "Outside of texts, regexes and comments a policy is ASCII, so that no name can look like "
      + "another one.",
    bad: "let café = 1", good: "let cafe = 1")

  static let foreignSign = DiagnosticCode(
    "WEIR0111", .error, title: "a sign of another language",
    why: "Weir writes `and`, `or` and `not` in words, and texts between double quotes.",
    bad: "let quiet = !loud", good: "let quiet = not loud")

  static let foreignComment = DiagnosticCode(
    "WEIR0112", .error, title: "a comment of another language",
    why: "A comment begins with `#` and reaches to the end of the line.",
    bad: "// who may test\nlist testers = [\"ana\"]",
    good: "# who may test\nlist testers = [\"ana\"]")

  static let invalidUTF8 = DiagnosticCode(
    "WEIR0113", .error, title: "the file is not UTF-8",
    why: "Policies are UTF-8 text. Bytes that are not can be shown one way in a review and read "
      + "another way by a program.",
    bad: "a file in Latin-1, such as `# café` with the byte E9", good: "# café")

  static let bidiControl = DiagnosticCode(
    "WEIR0114", .error, title: "a control character for text direction outside of a text",
    why: "Direction controls reorder what a reviewer sees, not what the parser reads: a rule could "
      + "look as if it were a comment (Trojan Source, CVE-2021-42574). In a text they are harmless.",
    bad: "# checked \u{202e}deppiks #\nlet a = 1", good: "# checked\nlet a = 1")

  static let fileTooLarge = DiagnosticCode(
    "WEIR0115", .error, title: "the file is too large",
    why:
      "A policy file is something that people review; one mebibyte is far beyond that. Long lists "
      + "belong into files of their own.",
    bad: "a file of more than 1 MiB", good: "list blocked from \"lists/blocked.txt\"")
}
