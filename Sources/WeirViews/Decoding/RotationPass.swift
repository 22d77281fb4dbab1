/// Reads stretches of words in ROT13 (`vtaber nyy`), each letter thirteen further in the alphabet.
///
/// For every word the table of letter pairs says how much more it reads like a language when turned.
/// A stretch is a row of words whose gains add up to the most; it is turned where that is far more
/// than names, code or another language come to, or where known words say so by themselves. What
/// stands beside it without white space is turned with it, and so are words that could be either.
struct RotationPass {
  let text: UnsafeBufferPointer<UInt8>
  private let pairs = LetterPairs()
  private let known = KnownWords()

  /// What a stretch must gain, and its letters: about three words.
  static let gainMin = 60
  static let lettersMin = 12
  /// What known words must be worth instead: one of four letters, or two shorter ones.
  static let pointsMin = 2
  /// What a point is worth beside the pairs of letters.
  static let pointGain = 12
  /// What a neighbour may lose that is turned with a stretch.
  static let neighbourLossMax = 4

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// False, with the target in no particular state, where nothing is turned.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    let pass = RotationPass(text: source.bytes)
    guard var stretch = pass.nextStretch(from: 0) else { return false }
    target.removeAll()
    var copied = 0
    while true {
      stretch = pass.widened(stretch, from: copied)
      target.append(source, copied, stretch.lowerBound)
      for index in stretch {
        target.append(Self.turned(source[index]), from: source.origin(at: index))
      }
      copied = stretch.upperBound
      guard let next = pass.nextStretch(from: copied) else { break }
      stretch = next
    }
    target.append(source, copied, source.count)
    return true
  }

  static func turned(_ byte: UInt8) -> UInt8 {
    guard byte.isASCIILetter else { return byte }
    let base = byte & 0x20 | 0x41
    return base &+ (byte &- base &+ 13) % 26
  }

  /// The next stretch whose gain is enough: sums of rows of words, begun anew where they fall to zero
  /// and ended where they have fallen far below their best.
  func nextStretch(from start: Int) -> Range<Int>? {
    var row = Row(start: start)
    var index = start
    while index < text.count {
      guard text[index].isASCIILetter else {
        index &+= 1
        continue
      }
      let wordStart = index
      let word = self.word(at: &index)
      if row.add(word, wordStart..<index) { return row.best }
    }
    return row.isEnough ? row.best : nil
  }

  /// Steps over a word. One that is joined to digits, signs or other letters is a name or a number,
  /// unless it is known.
  private func word(at index: inout Int) -> Word {
    skipEscape(&index)
    let start = index
    var word = Word(after: LetterPairs.edge)
    while index < text.count, text[index].isASCIILetter {
      word.add(LetterPairs.number(text[index]), pairs)
      index &+= 1
    }
    word.end(pairs)
    if known.endsHost(word.turnedCode), endsAddress(start..<index) {
      word.points = Self.pointsMin
    } else if known.holds(word.turnedCode), !known.holds(word.code) {
      word.points = points(start..<index)
    } else if isOperator(start..<index, word) {
      word.points = Self.pointsMin
    }
    if word.points > 0 {
      word.gain = max(word.gain, 0) &+ Self.pointGain &* word.points
    } else if start > 0 && isJoint(text[start &- 1]) || index < text.count && isJoint(text[index]) {
      word.gain = min(word.gain, 0)
      word.quality = min(word.quality, 0)
    }
    return word
  }

  /// The letters of `%3c`, `\x3c` and `\u003c` are digits.
  private func skipEscape(_ index: inout Int) {
    let sign = index > 0 ? text[index &- 1] : 0
    if sign == 0x25 {
      index = min(index &+ 2, text.count)
    } else if index > 1, text[index &- 2] == 0x25, sign.isASCIIDigit {
      index &+= 1
    } else if sign == 0x5C, Self.turned(text[index]) | 0x20 == 0x78 {
      index = min(index &+ 3, text.count)
    }
  }

  private func isJoint(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte >= 0x80 || byte == 0x5F || byte == 0x40
  }

  private func points(_ word: Range<Int>) -> Int {
    if word.count >= 4 { return Self.pointsMin }
    return text.standsBetweenValues(word) ? Self.pointsMin : word.count &- 2
  }

  /// Whether this is `or` between values.
  private func isOperator(_ range: Range<Int>, _ word: Word) -> Bool {
    range.count == 2 && Self.turned(text[range.lowerBound]) | 0x20 == 0x6F
      && Self.turned(text[range.lowerBound &+ 1]) | 0x20 == 0x72 && text.standsBetweenValues(range)
  }

  /// Whether this is the last part of a mail address.
  private func endsAddress(_ word: Range<Int>) -> Bool {
    guard word.lowerBound > 0, text[word.lowerBound &- 1] == 0x2E else { return false }
    if word.upperBound < text.count, text[word.upperBound].isWordByte { return false }
    var index = word.lowerBound &- 1
    let least = max(index &- 64, 0)
    while index > least, text[index &- 1] > 0x20, text[index &- 1] != 0x40 { index &-= 1 }
    return index > least && text[index &- 1] == 0x40
  }

  // MARK: neighbours

  /// A stretch up to white space on both sides, with the neighbours that could be turned too.
  private func widened(_ stretch: Range<Int>, from least: Int) -> Range<Int> {
    var start = startOfChunk(stretch.lowerBound, least)
    while start > least, let next = chunk(before: start, least), isTurnable(next) {
      start = next.lowerBound
    }
    var end = endOfChunk(stretch.upperBound)
    while end < text.count, let next = chunk(behind: end), isTurnable(next) {
      end = next.upperBound
    }
    return start..<end
  }

  private func startOfChunk(_ index: Int, _ least: Int) -> Int {
    var start = index
    while start > least, text[start &- 1] > 0x20 { start &-= 1 }
    return start
  }

  private func endOfChunk(_ index: Int) -> Int {
    var end = index
    while end < text.count, text[end] > 0x20 { end &+= 1 }
    return end
  }

  private func chunk(before start: Int, _ least: Int) -> Range<Int>? {
    var end = start
    while end > least, text[end &- 1] <= 0x20 { end &-= 1 }
    return end > least ? startOfChunk(end, least)..<end : nil
  }

  private func chunk(behind end: Int) -> Range<Int>? {
    var start = end
    while start < text.count, text[start] <= 0x20 { start &+= 1 }
    return start < text.count ? start..<endOfChunk(start) : nil
  }

  private func isTurnable(_ chunk: Range<Int>) -> Bool {
    var gain = 0
    var index = chunk.lowerBound
    while index < chunk.upperBound {
      if text[index].isASCIILetter { gain &+= word(at: &index).gain } else { index &+= 1 }
    }
    return gain >= -Self.neighbourLossMax
  }

  private struct Word {
    var gain = 0
    /// What the turned word scores by itself.
    var quality = 0
    var letters = 0
    /// What it is worth to be a known word.
    var points = 0
    private(set) var code = KnownWords.Code()
    private(set) var turnedCode = KnownWords.Code()
    private var last: Int

    init(after edge: Int) { last = edge }

    mutating func add(_ letter: Int, _ pairs: LetterPairs) {
      let turnedScore = pairs.score(turned(last), turned(letter))
      quality &+= turnedScore
      gain &+= turnedScore &- pairs.score(last, letter)
      code.append(letter)
      turnedCode.append(turned(letter))
      last = letter
      letters &+= 1
    }

    mutating func end(_ pairs: LetterPairs) {
      let turnedScore = pairs.score(turned(last), LetterPairs.edge)
      quality &+= turnedScore
      gain &+= turnedScore &- pairs.score(last, LetterPairs.edge)
    }

    private func turned(_ letter: Int) -> Int {
      letter == LetterPairs.edge ? letter : letter < 13 ? letter &+ 13 : letter &- 13
    }
  }

  private struct Row {
    private(set) var best: Range<Int>
    private var start: Int
    private var sum = 0
    private var bestSum = 0
    private var letters = 0
    private var bestLetters = 0
    private var quality = 0
    private var bestQuality = 0
    private var points = 0
    private var bestPoints = 0

    init(start: Int) {
      self.start = start
      best = start..<start
    }

    var isEnough: Bool {
      bestPoints >= RotationPass.pointsMin
        || bestSum >= RotationPass.gainMin && bestLetters >= RotationPass.lettersMin
          && bestQuality >= bestLetters
    }

    /// Adds a word; true where a stretch that is enough has ended before it.
    mutating func add(_ word: Word, _ range: Range<Int>) -> Bool {
      if isEnough, sum &+ word.gain < bestSum &- RotationPass.gainMin / 2 { return true }
      if sum <= 0 {
        guard word.gain > 0 else { return false }
        self = Row(start: range.lowerBound)
      }
      sum &+= word.gain
      letters &+= word.letters
      quality &+= word.quality
      points &+= word.points
      if sum > bestSum {
        bestSum = sum
        bestLetters = letters
        bestQuality = quality
        bestPoints = points
        best = start..<range.upperBound
      }
      if sum <= 0, isEnough { return true }
      return false
    }
  }
}
