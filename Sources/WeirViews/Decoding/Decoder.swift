/// Says of each place of a text whether an encoded stretch begins there, and what it stands for.
///
/// What nobody opens is stepped over. No byte is looked at more than a few times, and no stretch
/// stands for more than half again as many bytes as it has, so time and growth stay linear.
struct Decoder {
  let text: UnsafeBufferPointer<UInt8>
  let pairs = LetterPairs()
  /// What the stretch that was opened stands for.
  var found = DecodedBytes()
  /// The end of the stretch without white space that is being read, and whether `+` stands for a
  /// space there: where something is percent-encoded.
  private var chunkEnd = 0
  private var isForm = false
  /// Up to here a run of letters, digits and signs is tried word by word.
  private var piecesEnd = 0
  /// Up to here numbers were tried as a list.
  var listEnd = 0

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  struct Step {
    var end: Int
    var isOpened: Bool
  }

  /// Opens the stretch that begins at an index, or steps to where the next may begin.
  mutating func step(at index: Int) -> Step {
    if index >= chunkEnd { enterChunk(at: index) }
    let byte = text[index]
    let end: Int?
    switch byte {
    case 0x25: end = percent(at: index)
    case 0x26: end = entity(at: index)
    case 0x5C: end = escape(at: index)
    case 0x2B where isForm: end = plus(at: index)
    case _ where byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2F || byte == 0x2B:
      return run(at: index)
    default: end = nil
    }
    return Step(end: end ?? index &+ 1, isOpened: end != nil)
  }

  private mutating func enterChunk(at start: Int) {
    isForm = false
    chunkEnd = start
    while chunkEnd < text.count, text[chunkEnd] > 0x20 {
      if text[chunkEnd] == 0x25, hexByte(at: chunkEnd &+ 1) != nil { isForm = true }
      chunkEnd &+= 1
    }
    chunkEnd = max(chunkEnd, start &+ 1)
  }

  // A path or a name joins stretches by signs that base64 has too; in a form `+` is a space.
  private mutating func run(at index: Int) -> Step {
    let word = EncodedRun(wordAt: index, in: text)
    if let end = codeList(at: index, word) ?? turnedAccount(at: index, word)
      ?? turnedAddress(at: index)
    {
      return Step(end: end, isOpened: true)
    }
    if !isForm, index >= piecesEnd {
      let run = EncodedRun(at: index, in: text)
      if opens(run) { return Step(end: run.paddedEnd, isOpened: true) }
      piecesEnd = run.end
      if run.end == word.end { return Step(end: run.end, isOpened: false) }
    }
    let isOpened = opens(word)
    return Step(end: max(isOpened ? word.paddedEnd : word.end, index &+ 1), isOpened: isOpened)
  }

  private mutating func opens(_ run: EncodedRun) -> Bool {
    run.count >= Limits.encodedRunMin && (hex(run) || base64(run))
  }

  /// `%69`, `%u0069`: the bytes up to where the escapes end.
  private mutating func percent(at start: Int) -> Int? {
    var index = start
    while index < text.count, text[index] == 0x25 {
      if let byte = hexByte(at: index &+ 1) {
        found.append(byte, index, index &+ 3)
        index &+= 3
      } else if index &+ 5 < text.count, text[index &+ 1] | 0x20 == 0x75,
        let high = hexByte(at: index &+ 2), let low = hexByte(at: index &+ 4)
      {
        found.append(scalar: UInt32(high) << 8 | UInt32(low), index, index &+ 6)
        index &+= 6
      } else {
        break
      }
    }
    return index > start ? index : nil
  }

  private mutating func plus(at index: Int) -> Int? {
    found.append(0x20, index, index &+ 1)
    return index &+ 1
  }

  private func hexByte(at index: Int) -> UInt8? {
    guard index &+ 1 < text.count, let high = text[index].hexValue,
      let low = text[index &+ 1].hexValue
    else { return nil }
    return high << 4 | low
  }
}
