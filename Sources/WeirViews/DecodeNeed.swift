import WeirText

/// Whether something in a text may be encoded: one pass that ordinary text gets through in blocks.
///
/// Each block is asked whether one of these begins in it:
///
///     %6  &l  &#  \u \x \1      two bytes of an escape
///     eight in a row of what base64 is written with, a capital or a digit among them
///     one separator four or five places apart with a digit behind it: a list of numbers
///
/// and where the answer is yes, a ``TextWindow`` looks more closely, as it does at short texts and the
/// ends of others. What still may be encoded, the decoder itself looks at. Letters are counted for ROT13: five
/// that are frequent in most languages against the five they turn to; and mail addresses are looked at.
struct DecodeNeed {
  private let text: UnsafeBufferPointer<UInt8>
  private var decoder: Decoder
  private var decodedEnd = 0
  private var rotatedEnd = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    decoder = Decoder(text: text)
  }

  static func mayDecode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > TextWindow.width else {
      return TextWindow.with(text) { mayDecode($0, of: text) }
    }
    var need = DecodeNeed(text)
    var index = 0
    var counts = SIMD16<UInt8>(repeating: 0)
    while index &+ width <= text.count {
      if need.mayDecode(block: index) { return true }
      counts &+= balance(text.block(at: index))
      index &+= 16
      if index % 64 == 0 {
        if isTurned(counts), need.isRotated(index &- 64, index) { return true }
        counts = SIMD16<UInt8>(repeating: 0)
      }
    }
    return need.mayDecode(end: index)
  }

  /// The same of a short text, all of which is the window.
  static func mayDecode(_ window: TextWindow, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    let mayOpen = window.mayOpen
    let mayBeTurned = window.mayBeTurned
    let mayBeAddress = window.holds { $0.isByte(0x40) }
    guard mayOpen || mayBeTurned || mayBeAddress else { return false }
    var need = DecodeNeed(text)
    return mayOpen && need.opens(0, text.count)
      || mayBeTurned && need.isRotated(0, text.count)
      || mayBeAddress && need.holdsTurnedAddress(0, text.count)
  }

  /// A block and the six bytes behind it.
  private static let width = 22

  /// The rest of a text that is longer than a window.
  private mutating func mayDecode(end index: Int) -> Bool {
    let window = TextWindow(around: text.count, in: text)
    if window.mayOpen, opens(index, text.count) { return true }
    if holdsTurnedAddress(index, text.count) { return true }
    var counts = SIMD16<UInt8>(repeating: 0)
    for back in [64, 48, 32, 16] { counts &+= Self.balance(text.block(at: text.count &- back)) }
    return Self.isTurned(counts) && isRotated(text.count &- 64, text.count)
  }

  @inline(__always)
  private mutating func mayDecode(block index: Int) -> Bool {
    let bytes = text.block(at: index)
    let next = text.block(at: index &+ 1)
    let isHex = next.isDigit .| (next | SIMD16<UInt8>(repeating: 0x20)).isIn(0x61, count: 6)
    let isEscape =
      (bytes.isByte(0x25) .& (isHex .| next.isByte(0x75)))
      .| (bytes.isByte(0x26) .& (next.isLetter .| next.isByte(0x23)))
      .| (bytes.isByte(0x5C) .& (next.isLetter .| next.isDigit))
    let isPrefix = bytes.isByte(0x30) .& next.isByte(0x78)
    let fourth = text.block(at: index &+ 4)
    let isList =
      (bytes .== fourth .| (bytes .== text.block(at: index &+ 3))
        .| (bytes .== text.block(at: index &+ 5)))
      .& next.isDigit .& bytes.isIn(0x20, count: 0x1B)
    // A mail address turned is short beside the text around it.
    if !bytes.isByte(0x40).isEmpty, holdsTurnedAddress(index, index &+ 16) { return true }
    let hasRun = Self.hasRun(bytes) || Self.hasRun(fourth)
    guard hasRun || !(isEscape .| isPrefix .| isList).isEmpty else { return false }
    // Words, addresses and years look so often enough for a second look.
    return (!isEscape.isEmpty || mayOpen(around: index)) && opens(index, index &+ 20)
  }

  private func mayOpen(around index: Int) -> Bool {
    let window = TextWindow(around: index, in: text)
    return window.mayHoldRun || window.mayHoldList || window.mayHoldAccount
  }

  /// Whether the first or last eight bytes can all be of base64, with a capital or a digit.
  @inline(__always)
  private static func hasRun(_ bytes: Block) -> Bool {
    let members = bytes.isIn(0x2B, count: 0x50).halves
    let capitals = (bytes.isDigit .| bytes.isIn(0x41, count: 26)).halves
    return members[0] == .max && capitals[0] != 0 || members[1] == .max && capitals[1] != 0
  }

  /// Whether the decoder opens anything that begins in or around a block. No run is looked at twice.
  private mutating func opens(_ start: Int, _ end: Int) -> Bool {
    var index = start
    while index > decodedEnd, EncodedRun.isBase64(text[index &- 1]) { index &-= 1 }
    index = max(index, decodedEnd)
    while index < end {
      let step = decoder.step(at: index)
      if step.isOpened { return true }
      index = step.end
    }
    decodedEnd = index
    return false
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

  // MARK: ROT13

  /// How much more frequent letters than letters they turn to each lane has, from 128.
  @inline(__always)
  private static func balance(_ bytes: Block) -> Block {
    bytes.isUsualLetter.ones &- bytes.isTurnedLetter.ones
  }

  private static func isTurned(_ counts: Block) -> Bool {
    // Of four blocks: no lane is below −4, so that sixteen bytes from 0 to 8 are summed up.
    let halves = unsafeBitCast(counts &+ SIMD16<UInt8>(repeating: 4), to: SIMD2<UInt64>.self)
    return ((halves[0] &+ halves[1]) &* 0x0101_0101_0101_0101) >> 56 < 64
  }

  /// Whether an address with its `@` in a window ends like one of its kind when it is turned.
  private mutating func holdsTurnedAddress(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where text[index] == 0x40 {
      var last = index
      var stop = index &+ 1
      while stop < text.count, stop < index &+ 64 {
        if text[stop] == 0x2E, stop &+ 1 < text.count, text[stop &+ 1].isWordByte {
          last = stop
        } else if !text[stop].isWordByte {
          break
        }
        stop &+= 1
      }
      guard last > index, stop &- last > 3, stop &- last < 6 else { continue }
      var code = KnownWords.Code()
      for byte in text[(last &+ 1)..<stop] {
        code.append(LetterPairs.number(RotationPass.turned(byte)))
      }
      if KnownWords().endsHost(code), isRotated(index, stop) { return true }
    }
    return false
  }

  /// Looks for turned words around a window.
  private mutating func isRotated(_ start: Int, _ end: Int) -> Bool {
    let begin = max(start &- 64, 0)
    let stop = min(end &+ 256, text.count)
    guard end > rotatedEnd else { return false }
    rotatedEnd = stop
    let around = UnsafeBufferPointer(rebasing: text[begin..<stop])
    return RotationPass(text: around).nextStretch(from: 0) != nil
  }
}
