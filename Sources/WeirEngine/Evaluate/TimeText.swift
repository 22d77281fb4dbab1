/// Times as messages write them.
enum TimeText {
  /// Microseconds since 1970 of an RFC 3339 date-time; digits below a microsecond are dropped, a
  /// leap second counts as the second after it. `nil` for anything else.
  ///
  /// ```
  /// 2026-03-31T12:34:56.789+02:00
  /// 0         1         2
  /// 0123456789012345678901
  /// ```
  static func microseconds(_ text: TextBytes) -> Int64? {
    guard text.count >= 20, text[4] == dash, text[7] == dash, text[13] == colon,
      text[16] == colon, text[10] | 0x20 == UInt8(ascii: "t") || text[10] == 0x20,
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      let hour = number(text, 11, 2), let minute = number(text, 14, 2),
      let second = number(text, 17, 2),
      (1...12).contains(month), day >= 1, day <= days(in: month, of: year), hour <= 23,
      minute <= 59, second <= 60
    else { return nil }
    guard let (fraction, zone) = fraction(text), let offset = offsetMinutes(text, at: zone) else {
      return nil
    }
    let minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset
    return (minutes * 60 + second) * 1_000_000 + fraction
  }

  /// Microseconds of a JSON number: seconds since 1970, or milliseconds where above 10¹¹.
  static func microseconds(epoch: Double) -> Int64? {
    let seconds = abs(epoch) > 1e11 ? epoch / 1000 : epoch
    let value = (seconds * 1_000_000).rounded()
    return abs(value) < 0x1p62 ? Int64(value) : nil
  }

  /// Microseconds of a whole JSON number, exactly.
  static func microseconds(epoch: Int64) -> Int64? {
    let isMilliseconds = epoch > 100_000_000_000 || epoch < -100_000_000_000
    let (value, overflow) = epoch.multipliedReportingOverflow(by: isMilliseconds ? 1000 : 1_000_000)
    return overflow ? nil : value
  }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func number(_ text: TextBytes, _ start: Int, _ count: Int) -> Int64? {
    guard start + count <= text.count else { return nil }
    var value: Int64 = 0
    for place in start..<start + count {
      guard text[place] >= 0x30, text[place] <= 0x39 else { return nil }
      value = value * 10 + Int64(text[place] - 0x30)
    }
    return value
  }

  /// The fraction of a second in microseconds, and where the zone begins.
  private static func fraction(_ text: TextBytes) -> (Int64, Int)? {
    guard text[19] == UInt8(ascii: ".") else { return (0, 19) }
    var place = 20
    var value: Int64 = 0
    var scale: Int64 = 100_000
    while place < text.count, text[place] >= 0x30, text[place] <= 0x39 {
      value += Int64(text[place] - 0x30) * scale
      scale /= 10
      place += 1
    }
    return place > 20 ? (value, place) : nil
  }

  private static func offsetMinutes(_ text: TextBytes, at place: Int) -> Int64? {
    guard place < text.count else { return nil }
    if text[place] | 0x20 == UInt8(ascii: "z") { return place + 1 == text.count ? 0 : nil }
    guard text[place] == UInt8(ascii: "+") || text[place] == dash, text.count == place + 6,
      text[place + 3] == colon, let hours = number(text, place + 1, 2),
      let minutes = number(text, place + 4, 2), hours <= 23, minutes <= 59
    else { return nil }
    return (hours * 60 + minutes) * (text[place] == dash ? -1 : 1)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the proleptic Gregorian calendar, counted in years that begin in March, so that the
  /// leap day is a year's last.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
