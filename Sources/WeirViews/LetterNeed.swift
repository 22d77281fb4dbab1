import WeirText

/// Whether the letters of a text may be disguised: a control that is no white space, or a character
/// outside ASCII that does not read as itself.
enum LetterNeed {
  static func mayChange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if holdsControl(text) { return true }
    let table = LetterTable()
    var index = UTF8Scanner.endOfASCII(from: 0, in: text)
    while index < text.count {
      let scalar = UTF8Scanner.decode(at: index, in: text)
      guard scalar.value != 0xFFFD, LetterTable.tag(scalar.value) == nil,
        case .kept = table.entry(scalar.value).kind
      else { return true }
      index = UTF8Scanner.endOfASCII(from: index &+ scalar.length, in: text)
    }
    return false
  }

  /// Whether a byte is a control that is no white space.
  static func holdsControl(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index &+ 16 <= text.count {
      if !text.block(at: index).isControl.isEmpty { return true }
      index &+= 16
    }
    return text[index...].contains(where: \.isControl)
  }
}
