extension UInt8 {
  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inline(__always)
  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  @inline(__always)
  var isASCIIWordByte: Bool { isASCIILetter || isASCIIDigit }

  @inline(__always)
  var isWordByte: Bool { isASCIIWordByte || self >= 0x80 }

  /// A control that is no white space.
  @inline(__always)
  var isControl: Bool { self < 0x20 ? self &- 0x09 > 4 : self == 0x7F }

  @inline(__always)
  var asciiLowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  @inline(__always)
  var hexValue: UInt8? {
    if isASCIIDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }
}
