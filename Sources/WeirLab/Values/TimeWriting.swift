import WeirEngine

/// Times and durations for people and for messages.
public enum TimeWriting {
  /// RFC 3339 in UTC; digits below a second only where there are any.
  public static func rfc3339(microseconds: Int64) -> String {
    let (days, rest) = floorDivide(microseconds, 86_400_000_000)
    let (year, month, day) = date(daysSince1970: days)
    let seconds = rest / 1_000_000
    let fraction = rest % 1_000_000
    let digits = fraction == 0 ? "" : "." + trimmed(padded(fraction, 6))
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
      + "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + "\(digits)Z"
  }

  /// As policies write durations: `1h30m`, `250ms`.
  public static func duration(microseconds: Int64) -> String {
    let units: [(Int64, String)] = [
      (86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"),
      (1000, "ms"),
    ]
    var rest = microseconds
    var text = ""
    for (size, name) in units where rest >= size {
      text += "\(rest / size)\(name)"
      rest %= size
    }
    return text.isEmpty ? (microseconds == 0 ? "0s" : "\(microseconds)µs") : text
  }

  /// The proleptic Gregorian date, counted in years that begin in March, so that the leap day is a
  /// year's last.
  private static func date(daysSince1970: Int64) -> (Int64, Int64, Int64) {
    let (era, dayOfEra) = floorDivide(daysSince1970 + 719_468, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  private static func floorDivide(_ value: Int64, _ size: Int64) -> (Int64, Int64) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: size)
    return rest < 0 ? (quotient - 1, rest + size) : (quotient, rest)
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func trimmed(_ digits: String) -> String {
    var digits = digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }
}
