import WeirEngine

/// Writes moments with microseconds, and keeps the text of the last second: moments that follow each
/// other mostly share it.
///
///     2026-01-01T00:00:00 .000000Z
///     | the second's text | written each time
struct SecondText: Sendable {
  // Invariant: `text` is the text of `second`, counted from 1970.
  private var second = Int64.min
  private var text: [UInt8] = []

  mutating func append(_ time: Timestamp, to buffer: inout ByteBuffer) {
    let (second, rest) = time.microseconds.floorDivided(by: 1_000_000)
    if second != self.second || text.isEmpty {
      self.second = second
      text = Self.text(second)
    }
    buffer.append(text)
    buffer.append(0x2E)
    buffer.append(decimal: UInt64(rest), digits: 6)
    buffer.append(0x5A)
  }

  private static func text(_ second: Int64) -> [UInt8] {
    let (days, rest) = second.floorDivided(by: 86_400)
    let (year, month, day) = date(daysSince1970: days)
    var buffer = ByteBuffer()
    if year < 0 { buffer.append(0x2D) }
    if year.magnitude > 9999 {
      buffer.append(decimal: year.magnitude)
    } else {
      buffer.append(decimal: year.magnitude, digits: 4)
    }
    let parts: [(UInt8, Int64)] = [
      (0x2D, month), (0x2D, day), (0x54, rest / 3600), (0x3A, rest / 60 % 60), (0x3A, rest % 60),
    ]
    for (separator, number) in parts {
      buffer.append(separator)
      buffer.append(decimal: UInt64(number), digits: 2)
    }
    return Array(buffer.bytes)
  }

  /// The Gregorian date, counting eras of 400 years from 1 March of year 0 (the method of Howard
  /// Hinnant, "chrono-compatible low-level date algorithms").
  private static func date(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (daysSince1970 + 719_468).floorDivided(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

extension Int64 {
  /// Quotient and remainder, the remainder never negative.
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
