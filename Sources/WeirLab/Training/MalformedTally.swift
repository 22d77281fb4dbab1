import WeirProject

/// Lines that are no messages, by reason.
public struct MalformedTally: Sendable {
  public private(set) var count = 0
  /// How often each reason came up, in words.
  public private(set) var reasons: [String: Int] = [:]

  public init() {}

  mutating func note(_ malformation: Malformation) {
    count += 1
    // Without its offset, so that equal reasons count together.
    var malformation = malformation
    malformation.offset = 0
    reasons[malformation.sentence.replacing(" at byte 0", with: ""), default: 0] += 1
  }
}
