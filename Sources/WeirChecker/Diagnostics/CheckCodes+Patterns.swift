import WeirSyntax

extension CheckCodes {
  static let patterns = [
    badRegex, superLinearPattern, refusedConstruct, matchesEmpty,
  ]

  static let badRegex = error(
    "WEIR0380", "a pattern can't be read",
    why: "Patterns are PCRE2 expressions; this one is not well-formed.",
    bad: "pattern p = /(abc/",
    good: "pattern p = /(abc)/")

  static let superLinearPattern = error(
    "WEIR0381", "a pattern can take very long",
    why: "Where a text can be read in many ways, a sender can make one message cost seconds. Let "
      + "each character match in one way only.",
    bad: "pattern p = /(a+)+b/",
    good: "pattern p = /a+b/")

  static let refusedConstruct = error(
    "WEIR0382", "a pattern uses what policies may not",
    why: "Recursion, callouts, control verbs, `\\C` and `\\K` make cost or place of a match "
      + "unpredictable.",
    bad: "pattern p = /user=\\Keve/",
    good: "pattern p = /user=(?<value>eve)/")

  static let matchesEmpty = error(
    "WEIR0383", "a pattern matches the empty text",
    why: "It would be found in every place of every text, and hide nothing there.",
    bad: "pattern p = /[0-9]*/",
    good: "pattern p = /[0-9]+/")
}
