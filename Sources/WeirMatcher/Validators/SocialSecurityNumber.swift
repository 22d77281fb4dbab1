/// Whether the value can be a United States social security number.
///
/// Nine digits once spaces and hyphens are dropped. Never issued (Social Security
/// Administration, POMS RM 10201.035): area 000, 666 and 900 to 999, group 00, serial 0000.
/// Two numbers that were published in advertisements, and all digits alike, are also refused.
public func isSocialSecurityNumber(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  let digits = DigitScan(value: value)
  guard digits.count == 9 else { return false }
  var number = 0
  _ = digits.visit { number = number * 10 + $0 }
  let (area, group, serial) = (number / 1_000_000, number / 10_000 % 100, number % 10_000)
  guard area != 0, area != 666, area < 900, group != 0, serial != 0 else { return false }
  return number != 78_051_120 && number != 219_099_999 && !number.isMultiple(of: 111_111_111)
}
