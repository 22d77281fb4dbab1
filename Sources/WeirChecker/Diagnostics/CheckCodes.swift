import WeirSyntax

/// What the checker can find wrong: names and types, `WEIR03xx`. Every one stops the set.
public enum CheckCodes {
  public static let all: [DiagnosticCode] =
    names + shapes + absence + types + places + policies + tests
    + patterns

  static func error(
    _ id: String, _ title: String, why: String, bad: String, good: String
  ) -> DiagnosticCode {
    DiagnosticCode(id, .error, title: title, why: why, bad: bad, good: good)
  }
}
