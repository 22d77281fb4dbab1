/// Lower-case hexadecimal text of bytes, two digits each.
public func hexText(_ bytes: some Sequence<UInt8>) -> String {
  var digits: [UInt8] = []
  digits.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes { appendHex(byte, to: &digits) }
  return String(decoding: digits, as: UTF8.self)
}

/// The bytes that hexadecimal text (either case) stands for; nil when it is not pairs of digits.
public func hexBytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
  var bytes: [UInt8] = []
  var high: UInt8?
  for digit in text {
    guard let value = hexValue(digit) else { return nil }
    guard let first = high else {
      high = value
      continue
    }
    bytes.append(first << 4 | value)
    high = nil
  }
  return high == nil ? bytes : nil
}

/// Appends a byte's two lower-case digits, without a string in between.
func appendHex(_ byte: UInt8, to digits: inout [UInt8]) {
  digits.append(hexDigit(byte >> 4))
  digits.append(hexDigit(byte & 15))
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

private func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}
