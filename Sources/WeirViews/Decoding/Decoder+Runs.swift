/// Stretches of letters and digits that stand for bytes: hexadecimal and base64.
extension Decoder {
  /// `69676e6f7265…`, `0x69676e…`.
  mutating func hex(_ run: EncodedRun) -> Bool {
    var index = run.start
    if text[index] == 0x30, text[index &+ 1] | 0x20 == 0x78 { index &+= 2 }
    guard (run.end &- index) % 2 == 0, run.end &- index >= Limits.encodedRunMin else {
      return false
    }
    while index < run.end {
      guard let high = text[index].hexValue, let low = text[index &+ 1].hexValue else {
        found.removeAll()
        return false
      }
      found.append(high << 4 | low, index, index &+ 2)
      index &+= 2
    }
    return keepText()
  }

  /// Four characters for three bytes; each byte comes from its whole unit. The text may be UTF-16 in
  /// little-endian order, as PowerShell takes its commands.
  mutating func base64(_ run: EncodedRun) -> Bool {
    guard run.count % 4 != 1, mayBeText(run) else { return false }
    var index = run.start
    while index < run.end {
      let unitEnd = min(index &+ 4, run.end)
      let paddedEnd = unitEnd == run.end ? run.paddedEnd : unitEnd
      var bits: UInt32 = 0
      for at in index..<unitEnd { bits = bits << 6 | UInt32(EncodedRun.value(text[at]) ?? 0) }
      bits <<= UInt32(4 &- (unitEnd &- index)) &* 6
      for byte in 0..<(unitEnd &- index &- 1) {
        let value = bits >> UInt32(16 &- 8 &* byte)
        found.append(UInt8(truncatingIfNeeded: value), index, paddedEnd)
      }
      index = unitEnd
    }
    return keepText()
  }

  // Base64 of text has both: words without one of them are words. That of numbers has capitals and
  // digits.
  private func mayBeText(_ run: EncodedRun) -> Bool {
    var cases = (upper: false, lower: false, digit: false)
    for index in run.start..<run.end {
      if text[index] &- 0x41 < 26 { cases.upper = true }
      if text[index] &- 0x61 < 26 { cases.lower = true }
      if text[index].isASCIIDigit { cases.digit = true }
      if cases.upper, cases.lower { return true }
    }
    return cases.upper && cases.digit && run.count >= Limits.capitalRunMin
  }

  /// Keeps what was found where it is text.
  private mutating func keepText() -> Bool {
    found.narrowUTF16()
    if found.isText(pairs) { return true }
    found.removeAll()
    return false
  }
}
