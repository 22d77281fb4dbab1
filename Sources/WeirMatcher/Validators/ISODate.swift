/// Whether the value is a calendar date that exists: `YYYY-MM-DD`, `YYYYMMDD`, `/` or `.` between.
///
/// ISO 8601-1:2019, 5.2.2.1, Gregorian calendar; years 0001 to 9999. Both separators are alike.
public func isISODate(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  let isBasic = value.count == 8
  guard isBasic || value.count == 10 else { return false }
  if !isBasic {
    guard value[4] == value[7], value[4] == 0x2D || value[4] == 0x2F || value[4] == 0x2E else {
      return false
    }
  }
  guard let year = number(value, 0, 4), let month = number(value, isBasic ? 4 : 5, 2),
    let day = number(value, isBasic ? 6 : 8, 2), year > 0, (1...12).contains(month)
  else { return false }
  return day >= 1 && day <= days(in: month, of: year)
}

private func number(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
  var number = 0
  for index in start..<start + count {
    guard (0x30...0x39).contains(value[index]) else { return nil }
    number = number * 10 + Int(value[index]) - 0x30
  }
  return number
}

private func days(in month: Int, of year: Int) -> Int {
  switch month {
  case 4, 6, 9, 11: 30
  case 2:
    (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
  default: 31
  }
}
