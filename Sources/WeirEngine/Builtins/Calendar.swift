import WeirChecker

extension Builtins {
  static let hour = Builtin(
    BuiltinSignature(
      "hour", [.init([.time], .int)], "the hour of a time in UTC, 0…23",
      examples: [.init("hour(2026-01-01T17:30:00Z)", "17")]),
    .intToInt { floorDivide(floorRemainder($0, dayMicroseconds), 3_600_000_000) })

  static let weekday = Builtin(
    BuiltinSignature(
      "weekday", [.init([.time], .int)],
      "the day of the week in UTC, Monday 1 to Sunday 7 (ISO 8601)",
      examples: [.init("weekday(2026-01-01)", "4")]),
    // 1970-01-01 was a Thursday.
    .intToInt { floorRemainder(floorDivide($0, dayMicroseconds) + 3, 7) + 1 })

  private static let dayMicroseconds: Int64 = 86_400_000_000

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: by)
    return remainder < 0 ? quotient - 1 : quotient
  }

  private static func floorRemainder(_ value: Int64, _ by: Int64) -> Int64 {
    let remainder = value % by
    return remainder < 0 ? remainder + by : remainder
  }
}
