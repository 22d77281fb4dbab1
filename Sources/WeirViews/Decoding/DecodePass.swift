import WeirText

/// Opens one layer of every encoded stretch, in place.
///
/// Each decoder looks at one place and says where the stretch ends that it has opened, or nil where
/// there is none for it; what nobody opens is copied. Nothing is looked at more than a few times, and
/// no decoder gives more than half again of what it takes, so time and growth stay linear.
struct DecodePass: ~Copyable {
  let text: UnsafeBufferPointer<UInt8>
  let pairs = LetterPairs()
  var found = DecodedBytes()
  private var hasChanged = false
  private var copied = 0
  /// The end of the stretch without white space that is being read, and whether `+` stands for a
  /// space there: where something is percent-encoded.
  private var chunkEnd = 0
  private var isForm = false

  private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// False, with a copy in the target, where nothing is encoded.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    target.removeAll()
    var pass = DecodePass(text: source.bytes)
    var index = 0
    while index < source.count {
      if index >= pass.chunkEnd { pass.enterChunk(at: index) }
      index = pass.open(source, at: index, to: &target)
    }
    target.append(source, pass.copied, source.count)
    return pass.hasChanged
  }

  private mutating func open(
    _ source: borrowing MappedText, at index: Int, to target: inout MappedText
  ) -> Int {
    let byte = text[index]
    let end: Int?
    switch byte {
    case 0x25: end = percent(source, at: index)
    case 0x26: end = entity(source, at: index)
    case 0x5C: end = escape(source, at: index)
    case 0x2B where isForm: end = plus(source, at: index)
    default:
      guard byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2F || byte == 0x2B else {
        return index &+ 1
      }
      return openRun(source, at: index, to: &target)
    }
    guard let end else { return index &+ 1 }
    replace(source, index, end, in: &target)
    return end
  }

  /// Puts what was found in place of a stretch.
  private mutating func replace(
    _ source: borrowing MappedText, _ start: Int, _ end: Int, in target: inout MappedText
  ) {
    target.append(source, copied, start)
    found.flush(to: &target)
    copied = end
    hasChanged = true
  }

  private mutating func openRun(
    _ source: borrowing MappedText, at index: Int, to target: inout MappedText
  ) -> Int {
    let run = isForm ? EncodedRun(wordAt: index, in: text) : EncodedRun(at: index, in: text)
    if let end = codeList(source, at: index, run) {
      replace(source, index, end, in: &target)
      return end
    }
    if run.count >= Limits.hexDigitsMin, hex(source, run) || base64(source, run) {
      replace(source, run.start, run.paddedEnd, in: &target)
      return run.paddedEnd
    }
    if run.count >= Limits.base64CharactersMin { openPieces(source, run, to: &target) }
    return run.end
  }

  /// A path or a name joins stretches by characters that base64 has too.
  private mutating func openPieces(
    _ source: borrowing MappedText, _ run: EncodedRun, to target: inout MappedText
  ) {
    var index = run.start
    while index < run.end {
      let piece = EncodedRun(wordAt: index, in: text)
      let end = max(piece.end, index &+ 1)
      if piece.count >= Limits.base64CharactersMin, piece.count < run.count,
        hex(source, piece) || base64(source, piece)
      {
        replace(source, piece.start, piece.paddedEnd, in: &target)
        index = max(piece.paddedEnd, end)
      } else {
        index = end
      }
    }
  }

  // MARK: percent

  /// `%69`, `%u0069`: the bytes up to where the escapes end.
  private mutating func percent(_ source: borrowing MappedText, at start: Int) -> Int? {
    var index = start
    while index < text.count, text[index] == 0x25 {
      if let byte = hexByte(at: index &+ 1) {
        found.append(byte, from: source.origin(index, index &+ 3))
        index &+= 3
      } else if index &+ 5 < text.count, text[index &+ 1] | 0x20 == 0x75,
        let high = hexByte(at: index &+ 2), let low = hexByte(at: index &+ 4)
      {
        add(UInt32(high) << 8 | UInt32(low), from: source.origin(index, index &+ 6))
        index &+= 6
      } else {
        break
      }
    }
    return index > start ? index : nil
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

  private mutating func plus(_ source: borrowing MappedText, at index: Int) -> Int? {
    found.append(0x20, from: source.origin(at: index))
    return index &+ 1
  }

  private func hexByte(at index: Int) -> UInt8? {
    guard index &+ 1 < text.count, let high = text[index].hexValue,
      let low = text[index &+ 1].hexValue
    else { return nil }
    return high << 4 | low
  }

  /// Adds a scalar as its UTF-8; surrogates and numbers that are no scalar become U+FFFD.
  mutating func add(_ scalar: UInt32, from origin: Origin) {
    let unicode = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    for byte in UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter {
      found.append(byte, from: origin)
    }
  }
}
