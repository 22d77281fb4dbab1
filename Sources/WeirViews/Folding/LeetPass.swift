/// Reads digits and signs inside words as the letters they stand for: `1gn0re pr3v10us`.
///
/// A word is **clear** when a digit (or `$`) has letters on both sides and the whole reads like a
/// language; it is **possible** when digits stand at its edges only (`4ll`, `mp3`, `sha256`) or where
/// it has next to no letters (`5y573m`). Possible words, and short numbers between words that were
/// read (`411`), are read only in texts that have a clear one. Addresses stay, and so do longer
/// numbers, keys and hashes.
struct LeetPass {
  private enum Reading { case none, possible, clear }

  let text: UnsafeBufferPointer<UInt8>
  private let pairs = LetterPairs()

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// False, with the target in no particular state, where no word is clear.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    let pass = LeetPass(text: source.bytes)
    guard pass.hasClearWord else { return false }
    target.removeAll()
    var copied = 0
    var last = Reading.none
    var words = Words(text: source.bytes)
    while let word = words.next() {
      let reading = words.isPlain ? Reading.none : pass.reading(of: word)
      let isRead = reading != .none || last != .none && pass.isNumberInside(word, words)
      if isRead {
        target.append(source, copied, word.lowerBound)
        pass.append(word, of: source, to: &target)
        copied = word.upperBound
      }
      last = isRead ? .possible : reading
    }
    target.append(source, copied, source.count)
    return true
  }

  var hasClearWord: Bool { hasClearWord(from: 0, to: text.count) }

  /// Whether a word is clear that ends behind `start` and begins before `end`; `start` must not lie
  /// inside one.
  func hasClearWord(from start: Int, to end: Int) -> Bool {
    var words = Words(text: text, from: start)
    while let word = words.next(before: end) {
      if !words.isPlain, reading(of: word) == .clear { return true }
    }
    return false
  }

  private func isNumberInside(_ word: Range<Int>, _ words: Words) -> Bool {
    guard word.count >= 2, word.count <= 4 else { return false }
    guard text[word].allSatisfy(\.isASCIIDigit), (languageScore(word) ?? -1) >= 0 else {
      return false
    }
    var words = words
    guard let next = words.next() else { return true }
    return reading(of: next) != .none
  }

  private func reading(of word: Range<Int>) -> Reading {
    guard word.count >= 2, word.count <= Limits.leetWordMax else { return .none }
    var signs = Signs()
    for index in word { signs.add(text[index]) }
    guard signs.mayBeWord, let score = languageScore(word), score >= signs.scoreMin else {
      return .none
    }
    // The shorter, the more it takes: codes read like words by chance.
    let clearMin = word.count <= 5 ? 2 &* word.count : word.count
    return signs.isClear && score > clearMin ? .clear : .possible
  }

  /// What a word is made of.
  private struct Signs {
    private var letters = 0
    private var lettersBeyondHex = 0
    private var others = 0
    private var row = 0
    private var longestRow = 0
    private var rowHasSign = false
    private var hasInside = false

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

    var mayBeWord: Bool {
      others > 0 && letters > 0 && longestRow <= 4 && others <= 3 &* letters
        && (lettersBeyondHex > 0 || letters &+ others <= 4)
    }

    var scoreMin: Int { others <= 2 &* letters ? 0 : letters &+ others }

    var isClear: Bool {
      hasInside && lettersBeyondHex > 0 && letters >= 2 && others <= letters &+ 2
        && letters &+ others >= 4
    }
  }

  /// How much the letters that a word stands for follow one another as in a language; nil where a
  /// character stands for none.
  private func languageScore(_ word: Range<Int>) -> Int? {
    var sum = 0
    var last = LetterPairs.edge
    for index in word {
      guard let letter = letter(at: index, in: word, after: last) else { return nil }
      sum &+= pairs.score(last, letter)
      last = letter
    }
    return sum &+ pairs.score(last, LetterPairs.edge)
  }

  private func letter(at index: Int, in word: Range<Int>, after last: Int) -> Int? {
    guard let letter = LeetLetters.letter(text[index]) else { return nil }
    guard letter == LeetLetters.one else { return letter }
    let following = index &+ 1 < word.upperBound ? LeetLetters.letter(text[index &+ 1]) : nil
    let next = following ?? LetterPairs.edge
    let i = pairs.score(last, 8) &+ pairs.score(8, next == LeetLetters.one ? 11 : next)
    let l = pairs.score(last, 11) &+ pairs.score(11, next == LeetLetters.one ? 11 : next)
    return l > i ? 11 : 8
  }

  private func append(
    _ word: Range<Int>, of source: borrowing MappedText, to target: inout MappedText
  ) {
    var last = LetterPairs.edge
    for index in word {
      let letter = letter(at: index, in: word, after: last) ?? LetterPairs.edge
      target.append(0x61 &+ UInt8(truncatingIfNeeded: letter), from: source.origin(at: index))
      last = letter
    }
  }
}

/// The words of letters, digits and signs that stand for letters; those of addresses are left out.
private struct Words {
  let text: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var chunkEnd = 0
  /// Whether the last word was made of letters alone.
  private(set) var isPlain = false

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
      while index < chunkEnd, LeetLetters.letter(text[index]) != nil {
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

  /// Finds the end of the text up to white space that begins here; steps over an address.
  private mutating func enterChunk() {
    while index < text.count, text[index] <= 0x20 { index &+= 1 }
    var end = index
    var hasAt = false
    var isAddress = false
    while end < text.count, text[end] > 0x20 {
      if text[end] == 0x40 { hasAt = true }
      if text[end] == 0x2E, hasAt, end &+ 1 < text.count, text[end &+ 1].isWordByte {
        isAddress = true
      }
      if text[end] == 0x2F, end > index, text[end &- 1] == 0x3A { isAddress = true }
      end &+= 1
    }
    chunkEnd = end
    if isAddress { index = end }
  }

  /// Without the signs that end a sentence; nil where nothing but letters or signs is left.
  private func trimmed(_ word: Range<Int>) -> Range<Int>? {
    var end = word.upperBound
    while end > word.lowerBound, text[end &- 1] == 0x21 || text[end &- 1] == 0x7C { end &-= 1 }
    return end > word.lowerBound ? word.lowerBound..<end : nil
  }
}
