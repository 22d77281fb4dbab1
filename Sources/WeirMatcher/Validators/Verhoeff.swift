/// Whether the value's last digit is its Verhoeff check digit (India's Aadhaar uses it).
///
/// 2 to 64 digits once spaces and hyphens are dropped, not all alike. Formula: J. Verhoeff,
/// Error Detecting Decimal Codes (1969): products in the dihedral group of order 10.
public func isVerhoeffNumber(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  let digits = DigitScan(value: value)
  guard let count = digits.count, (2...64).contains(count) else { return false }
  var check = 0
  var position = 0
  var areAlike = true
  var last: UInt8?
  for byte in value.reversed() where (0x30...0x39).contains(byte) {
    let digit = Dihedral.permuted(Int(byte) - 0x30, times: position)
    check = Dihedral.product(check, digit)
    areAlike = areAlike && byte == last ?? byte
    last = byte
    position = (position + 1) % 8
  }
  return check == 0 && !areAlike
}

/// The symmetries of a pentagon: 0…4 turn it, 5…9 turn it and flip it.
private enum Dihedral {
  static func product(_ left: Int, _ right: Int) -> Int {
    let turn = left < 5 ? left + right : left - right + 10
    return (left < 5) == (right < 5) ? turn % 5 : turn % 5 + 5
  }

  /// Verhoeff's permutation, applied again for each place from the right.
  static func permuted(_ digit: Int, times: Int) -> Int {
    var digit = digit
    for _ in 0..<times {
      switch digit {
      case 0: digit = 1
      case 1: digit = 5
      case 2: digit = 7
      case 3: digit = 6
      case 4: digit = 2
      case 5: digit = 8
      case 6: digit = 3
      case 7: digit = 0
      case 8: digit = 9
      default: digit = 4
      }
    }
    return digit
  }
}
