import WeirEngine

/// Writes moments with microseconds, and keeps the text of the last second: moments that follow each
/// other mostly share it.
///
///     2026-01-01T00:00:00. 000000Z
///     | the second's text  | written each time
struct SecondText: Sendable {
  // Invariant: if `isKept`, the first `count` bytes of `text` are that of the second that begins at
  // `start`, in microseconds since 1970.
  private var isKept = false
  private var start = Int64(0)
  private var count = 0
  /// In one piece of a fixed size, which is copied whole.
  private var text = SIMD32<UInt8>()

  mutating func append(_ time: Timestamp, to buffer: inout ByteBuffer) {
    var rest = UInt64(bitPattern: time.microseconds &- start)
    if rest >= 1_000_000 || !isKept {
      takeSecond(of: time)
      rest = UInt64(bitPattern: time.microseconds &- start)
    }
    UnsafeMutableRawPointer(buffer.room(Self.bytesMax)).storeBytes(of: text, as: SIMD32<UInt8>.self)
    buffer.commit(count)
    buffer.append(decimal: rest, digits: 6)
    buffer.append(0x5A)
  }

  /// Of `text`: the farthest years have seven characters, and the rest of a text sixteen.
  private static let bytesMax = 32

  private mutating func takeSecond(of time: Timestamp) {
    let second = time.microseconds.floorDivided(by: 1_000_000).quotient
    // The very first second begins before what 64 bits can count; `rest` is right all the same.
    (start, isKept) = second.multipliedReportingOverflow(by: 1_000_000)
    isKept.toggle()
    var written = ByteBuffer(capacity: Self.bytesMax)
    Self.append(second, to: &written)
    count = written.count
    for (place, byte) in written.bytes.enumerated() { text[place] = byte }
  }

  private static func append(_ second: Int64, to buffer: inout ByteBuffer) {
    let (days, rest) = second.floorDivided(by: 86_400)
    let (year, month, day) = date(daysSince1970: days)
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
    buffer.append(0x2E)
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
