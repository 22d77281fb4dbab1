extension UnsafeBufferPointer<UInt8> {
  /// Whether a value ends before a word and another begins behind it, as before and behind `and` in
  /// `' and 1`.
  func standsBetweenValues(_ word: Range<Int>) -> Bool {
    var before = word.lowerBound
    while before > 0, self[before &- 1] == 0x20 { before &-= 1 }
    var after = word.upperBound
    while after < count, self[after] == 0x20 { after &+= 1 }
    guard before > 0, after < count, endsValue(self[before &- 1]) else { return false }
    if endsValue(self[after]) { return true }
    return after &+ 1 < count && self[after].isASCIILetter && self[after &+ 1] == 0x3D
  }

  /// Digits, quotes, brackets.
  private func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x22, 0x27, 0x28, 0x29, 0x60: true
    default: false
    }
  }
}
