import WeirEngine

/// Moments as RFC 3339 writes them in UTC, and durations as policies write them.
public enum TimeText {
  /// Always with microseconds, so that texts sort as moments do: `2026-01-01T00:00:00.000000Z`.
  public static func append(_ time: Timestamp, to bytes: inout [UInt8]) {
    let rest = appendSeconds(time, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    append(rest, digits: 6, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// As ``append(_:to:)`` writes it.
  public static func full(_ time: Timestamp) -> String {
    var bytes: [UInt8] = []
    append(time, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// With digits below a second only where there are any: `2026-01-01T00:00:00Z`.
  public static func short(_ time: Timestamp) -> String {
    var bytes: [UInt8] = []
    let rest = appendSeconds(time, to: &bytes)
    if rest > 0 {
      bytes.append(UInt8(ascii: "."))
      append(rest, digits: 6, to: &bytes)
      while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    }
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A duration in the policies' spelling: `1h30m`, `250ms`.
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

  // MARK: - Parts

  /// Date and time to the second; gives the microseconds that are left.
  private static func appendSeconds(_ time: Timestamp, to bytes: inout [UInt8]) -> Int64 {
    let days = floorDivide(time.microseconds, 86_400_000_000)
    // By remainder: the first day of the scale begins before its first moment.
    let remainder = time.microseconds % 86_400_000_000
    let rest = remainder < 0 ? remainder + 86_400_000_000 : remainder
    let (year, month, day) = date(daysSince1970: days)
    append(year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(day, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(rest / 3_600_000_000, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(rest / 60_000_000 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(rest / 1_000_000 % 60, digits: 2, to: &bytes)
    return rest % 1_000_000
  }

  /// The Gregorian date, counting eras of 400 years from 1 March of year 0 (the method of Howard
  /// Hinnant, "chrono-compatible low-level date algorithms").
  private static func date(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let days = daysSince1970 + 719_468
    let era = floorDivide(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let text = String(number.magnitude)
    for _ in 0..<max(0, digits - text.utf8.count) { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: text.utf8)
  }
}
