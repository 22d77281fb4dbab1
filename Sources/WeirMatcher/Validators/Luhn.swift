/// Whether the value is a payment card number by its check digit.
///
/// 12 to 19 digits once spaces and hyphens are dropped, not all alike. Formula: ISO/IEC 7812-1,
/// annex B (Luhn): every second digit from the right is doubled, digits are summed, modulo 10.
public func isLuhnNumber(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  let digits = DigitScan(value: value)
  guard let count = digits.count, (12...19).contains(count) else { return false }
  var sum = 0
  var position = count
  var first: Int?
  var areAlike = true
  _ = digits.visit { digit in
    let doubled = position.isMultiple(of: 2) ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
    areAlike = areAlike && digit == first ?? digit
    first = digit
    position -= 1
  }
  return sum.isMultiple(of: 10) && !areAlike
}
