/// Dates and RFC 3339 times.
extension Lexer {
  /// `2027-03-31` or `2027-03-31T08:00:00Z`; false if the bytes here have no such shape.
  mutating func time() -> Bool {
    guard matchesShape("dddd-dd-dd"), !byte(10).isNamePart || isClockNext else { return false }
    let start = at
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    at += 10
    var micros: Int64? = isClockNext0 ? clock() : 0
    if !Calendar.isDay(year, month, day) { micros = nil }
    guard let micros, !byte().isNamePart else {
      skip { $0.isNamePart }
      badTime(from: start)
      return true
    }
    let days = Int64(Calendar.days(year, month, day))
    emit(.literal(.time(days * 86_400_000_000 + micros)), from: start)
    return true
  }

  /// Whether the bytes here are of this shape, `d` being a digit.
  private func matchesShape(_ shape: StaticString) -> Bool {
    for offset in 0..<shape.utf8CodeUnitCount {
      let wanted = shape.utf8Start[offset]
      let isRight = wanted == UInt8(ascii: "d") ? byte(offset).isDigit : byte(offset) == wanted
      if !isRight { return false }
    }
    return true
  }

  private var isClockNext: Bool { byte(10) | 0x20 == UInt8(ascii: "t") && byte(11).isDigit }
  private var isClockNext0: Bool { byte() | 0x20 == UInt8(ascii: "t") && byte(1).isDigit }

  private func number(_ offset: Int, _ count: Int) -> Int {
    (offset..<offset + count).reduce(0) { $0 * 10 + Int(byte($1)) - 0x30 }
  }

  /// `T08:00:00.5+02:00` in microseconds since midnight UTC; nil if there is no such time.
  private mutating func clock() -> Int64? {
    at += 1
    guard matchesShape("dd:dd:dd") else {
      skip { $0.isNamePart || $0 == UInt8(ascii: ":") }
      return nil
    }
    let (hour, minute, second) = (number(0, 2), number(3, 2), number(6, 2))
    at += 8
    let fraction = fractionMicros()
    guard let offset = zoneOffset(), hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(hour * 3600 + minute * 60 + second - offset) * 1_000_000 + fraction
  }

  /// What is finer than a microsecond is cut off.
  private mutating func fractionMicros() -> Int64 {
    guard byte() == UInt8(ascii: "."), byte(1).isDigit else { return 0 }
    at += 1
    var micros: Int64 = 0
    var scale: Int64 = 100_000
    while byte().isDigit {
      micros += Int64(byte() - 0x30) * scale
      scale /= 10
      at += 1
    }
    return micros
  }

  /// Seconds east of UTC; nil if no zone is given.
  private mutating func zoneOffset() -> Int? {
    if byte() | 0x20 == UInt8(ascii: "z") {
      at += 1
      return 0
    }
    let isWest = byte() == UInt8(ascii: "-")
    guard isWest || byte() == UInt8(ascii: "+") else { return nil }
    at += 1
    guard matchesShape("dd:dd") else { return nil }
    let (hours, minutes) = (number(0, 2), number(3, 2))
    at += 5
    guard hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  private mutating func badTime(from start: Int) {
    report(
      SyntaxCodes.badTime, "`\(text(from: start))` is no date or time", at: span(from: start),
      help: "write a day of the calendar (`2027-03-31`), or RFC 3339 with seconds and zone "
        + "(`2027-03-31T08:00:00Z`)")
    emit(.literal(.time(0)), from: start)
  }
}

/// The Gregorian calendar, carried back before its beginning.
enum Calendar {
  static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }

  /// Days since 1970-01-01. Years begin in March here, so that a leap day comes last.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let leapDays = floorDivide(shifted, 4) - floorDivide(shifted, 100) + floorDivide(shifted, 400)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a - b + 1) / b }
}
