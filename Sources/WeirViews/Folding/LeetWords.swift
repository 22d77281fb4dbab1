/// What a word is made of.
struct LeetSigns {
  private(set) var letters = 0
  private(set) var lettersBeyondHex = 0
  private(set) var others = 0
  private var row = 0
  private var longestRow = 0
  private var rowHasSign = false
  /// Whether a digit has letters on both sides.
  private(set) var hasInside = false

  mutating func add(_ byte: UInt8) {
    guard byte.isASCIILetter else {
      others &+= 1
      row &+= 1
      longestRow = max(longestRow, row)
      // `a|b`, `x+y`, `you!me` and `user@host` are no words; `$` is none in code, seldom in prose.
      if LeetLetters.isSign(byte), byte != 0x24 { rowHasSign = true }
      return
    }
    if row > 0, letters > 0, !rowHasSign { hasInside = true }
    letters &+= 1
    if (byte | 0x20) > 0x66 { lettersBeyondHex &+= 1 }
    row = 0
    rowHasSign = false
  }

  /// Whether all digits stand at the end: `sha1`, `h2`.
  var isEndedByDigits: Bool { row == others }

  var mayBeWord: Bool {
    longestRow <= 4 && others <= 3 &* letters && (lettersBeyondHex > 0 || letters &+ others <= 4)
  }

  var scoreMin: Int { others <= 2 &* letters ? 0 : letters &+ others }

  var isClear: Bool {
    hasInside && lettersBeyondHex > 0 && letters >= 2 && others <= letters &+ 2
      && letters &+ others >= 4
  }
}

/// The words of letters, digits and signs that stand for letters; those of addresses are left out.
struct LeetWords {
  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var chunkEnd = 0
  /// Whether the last word was made of letters alone.
  private(set) var isPlain = false
  /// Whether the last word is of a mail address whose last part is in leet.
  private(set) var isInLeetAddress = false

  init(text: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.text = text
    index = start
  }

  /// - Parameter end: words that begin there or later don't matter.
  mutating func next(before end: Int = .max) -> Range<Int>? {
    while index < min(end, text.count) {
      if index >= chunkEnd { enterChunk() }
      let start = index
      isPlain = true
      while index < chunkEnd, isMember(text[index]) {
        if !text[index].isASCIILetter { isPlain = false }
        index &+= 1
      }
      if index > start {
        // Letters beyond ASCII on either side: no English word.
        let isEnglish =
          (start == 0 || text[start &- 1] < 0x80) && (index == text.count || text[index] < 0x80)
        if isEnglish, let word = trimmed(start..<index) { return word }
      } else {
        index &+= 1
      }
    }
    return nil
  }

  @inline(__always)
  private func isMember(_ byte: UInt8) -> Bool {
    if isInLeetAddress { return byte.isASCIILetter || byte.isASCIIDigit }
    return LeetLetters.letter(byte) != nil
  }

  /// Finds the end of the text up to white space, quotes or brackets that begins here; steps over an
  /// address.
  private mutating func enterChunk() {
    while index < text.count, isEdge(text[index]) { index &+= 1 }
    var end = index
    var at = 0
    var dot = 0
    var isAddress = false
    while end < text.count, !isEdge(text[end]) {
      if text[end] == 0x40 { at = end }
      if text[end] == 0x2E, at > index, end &+ 1 < text.count, text[end &+ 1].isWordByte {
        isAddress = true
        dot = end
      }
      if text[end] == 0x2F, end > index, text[end &- 1] == 0x3A, !isLeet(index..<(end &- 1)) {
        isAddress = true
        dot = 0
      }
      end &+= 1
    }
    chunkEnd = end
    isInLeetAddress = isAddress && dot > 0 && endsInLeet(dot &+ 1)
    if isAddress, !isInLeetAddress { index = end }
  }

  private func isEdge(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x22, 0x27, 0x28, 0x29, 0x3C, 0x3E, 0x60: true
    default: false
    }
  }

  /// Whether digits stand in a name that has none, such as that of a protocol: `h77p:`.
  private func isLeet(_ name: Range<Int>) -> Bool {
    name.upperBound > 1
      && (text[name.upperBound &- 2].isASCIIDigit || text[name.upperBound &- 1].isASCIIDigit)
  }

  /// Whether the last part of an address is a word in leet: no country and no kind of host has a digit
  /// beside letters.
  private func endsInLeet(_ start: Int) -> Bool {
    var code = KnownWords.Code()
    var hasLetter = false
    var hasDigit = false
    var index = start
    while index < chunkEnd, text[index].isASCIILetter || text[index].isASCIIDigit {
      let letter = LeetLetters.letter(text[index]) ?? LetterPairs.edge
      code.append(letter == LeetLetters.one ? 8 : letter)
      if text[index].isASCIILetter { hasLetter = true } else { hasDigit = true }
      index &+= 1
    }
    return hasLetter && hasDigit && KnownWords().endsHost(code)
  }

  /// Without the signs that end a sentence or join commands; nil where nothing but letters or signs is
  /// left.
  private func trimmed(_ word: Range<Int>) -> Range<Int>? {
    var end = word.upperBound
    while end > word.lowerBound, isTrimmed(text[end &- 1]) { end &-= 1 }
    var start = word.lowerBound
    while start < end, isTrimmed(text[start]) { start &+= 1 }
    return end > start ? start..<end : nil
  }

  private func isTrimmed(_ byte: UInt8) -> Bool { byte == 0x21 || byte == 0x7C || byte == 0x2B }
}
