import WeirText

extension EditedText {
  /// Letters and digits become `*`, but the last `keep`, or none where that is over half.
  mutating func mask(_ text: TextBytes, keep: Int) {
    let total = Self.letterAndDigitCount(text)
    var left = keep * 2 > total ? total : total - keep
    var place = 0
    while place < text.count {
      let scalar = UTF8Scanner.decode(at: place, in: text)
      let isHideable = Self.isLetterOrDigit(scalar.value)
      if isHideable && left > 0 {
        appendEdited(UInt8(ascii: "*"))
        left -= 1
      } else {
        bytes.append(contentsOf: text[place..<place + scalar.length])
        marks.append(
          contentsOf: repeatElement(isHideable ? .kept : .edited, count: scalar.length))
      }
      place += scalar.length
    }
  }

  /// Everything becomes `*` but spaces and the signs of ASCII: in a disguise any other sign may stand
  /// for a letter, or tell which disguise it was.
  mutating func maskDisguised(_ text: TextBytes) {
    var place = 0
    while place < text.count {
      let scalar = UTF8Scanner.decode(at: place, in: text)
      if Self.mayStand(scalar.value) {
        appendEdited(Array(text[place..<place + scalar.length]))
      } else {
        appendEdited(UInt8(ascii: "*"))
      }
      place += scalar.length
    }
  }

  private static func mayStand(_ scalar: UInt32) -> Bool {
    if ScalarClass(scalar) == .space { return true }
    return scalar < 0x80 && !isLetterOrDigit(scalar)
  }

  private static func letterAndDigitCount(_ text: TextBytes) -> Int {
    var count = 0
    var place = 0
    while place < text.count {
      let scalar = UTF8Scanner.decode(at: place, in: text)
      if isLetterOrDigit(scalar.value) { count += 1 }
      place += scalar.length
    }
    return count
  }

  private static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
    switch ScalarClass(scalar) {
    case .upper, .letter, .digit: true
    case .other, .symbol, .invisible, .selector, .space: false
    }
  }
}
