/// What the engine bounds, with unit and reason. A bound limits what is reported, never what is
/// judged or hidden.
public struct EngineLimits: Sendable {
  /// Findings kept per message; the rest are counted. A report of thousands helps nobody.
  public var findingsMax = 256
  /// Keys per limit and per window: 1,000,000 users at once are more than one filter meets, and
  /// each costs some dozens of bytes.
  public var keysMax = 1_000_000
  /// Rules per set: enough for the largest packs, and a bound for the time that one message takes.
  public var rulesMax = 20_000
  /// How far a message's own clock may run ahead of its arrival, in microseconds.
  public var clockAheadMax: Int64 = 60_000_000
  /// Rounds of redaction after the first, for matches that an edit left or made.
  public var redactionRoundsMax = 2

  public init() {}
}
