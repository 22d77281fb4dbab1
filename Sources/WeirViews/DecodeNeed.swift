import WeirText

/// Whether something in a text is encoded: the decoder looks at the places where windows may hold
/// something.
struct DecodeNeed {
  private let text: UnsafeBufferPointer<UInt8>
  private var decoder: Decoder
  private var seen = 0
  private(set) var isFound = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    decoder = Decoder(text: text)
  }

  /// Whether a short text, all of which is the window, is encoded or turned.
  static func isEncoded(_ window: TextWindow, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let mayOpen = window.openable != 0
    let mayBeTurned = TurnedNeed.mayBeTurned(window)
    guard mayOpen || mayBeTurned else { return false }
    var need = DecodeNeed(text)
    if mayOpen { need.look(at: window) }
    return need.isFound || mayBeTurned && TurnedNeed.isTurned(window, in: text)
  }

  @inline(__always)
  mutating func look(at window: TextWindow) {
    let places = window.openable
    if places != 0, !isFound { look(at: places.range(from: window.index)) }
  }

  /// Tries whether the decoder opens anything that begins in or around a range. No run is looked at
  /// twice.
  private mutating func look(at range: Range<Int>) {
    var index = range.lowerBound
    while index > seen, EncodedRun.isBase64(text[index &- 1]) { index &-= 1 }
    index = max(index, seen)
    while index < range.upperBound {
      let step = decoder.step(at: index)
      index = step.end
      if step.isOpened {
        isFound = true
        return
      }
    }
    seen = index
  }

  // MARK: disguise

  /// Whether characters of an encoding may be disguised: a character beside them that is invisible or
  /// drawn like one of them, or one of them in another form.
  static func mayBeDisguised(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let table = LetterTable()
    var index = 0
    while true {
      index = UTF8Scanner.endOfASCII(from: index, in: text)
      guard index < text.count else { return false }
      let scalar = UTF8Scanner.decode(at: index, in: text)
      let end = index &+ scalar.length
      let isBeside =
        index > 0 && isEncoding(text[index &- 1]) || end < text.count && isEncoding(text[end])
      if mayBeDisguised(scalar.value, isBeside, table) { return true }
      index = end
    }
  }

  @inline(__always)
  private static func mayBeDisguised(
    _ scalar: UInt32, _ isBeside: Bool, _ table: LetterTable
  ) -> Bool {
    // Latin letters with accents are no disguise of base64, letters of other scripts alone neither.
    if scalar < 0x250 { return scalar == 0xAD && isBeside }
    if scalar < 0x1D00, !isBeside { return false }
    if LetterTable.tag(scalar) != nil { return true }
    let entry = table.entry(scalar)
    switch entry.kind {
    case .plain: return entry.isLatin || entry.target.first?.isASCIIDigit == true
    case .dropped, .noise, .mark, .alike: return isBeside
    case .kept, .space, .lowered: return false
    }
  }

  @inline(__always)
  private static func isEncoding(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == 0x25 || byte == 0x26 || byte == 0x5C
      || byte == 0x23
  }
}
