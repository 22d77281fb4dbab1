/// Reads stretches of words in ROT13 (`vtaber nyy`), each letter thirteen further in the alphabet.
///
/// For every word the table of letter pairs says how much more it reads like a language when turned.
/// A stretch is a row of words whose gains add up to the most; it is turned where that is far more
/// than names, code or another language come to.
struct RotationPass {
  let text: UnsafeBufferPointer<UInt8>
  private let pairs = LetterPairs()

  /// What a stretch must gain, and its letters: about three words.
  static let gainMin = 60
  static let lettersMin = 12

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// False, with the target in no particular state, where nothing is turned.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    let pass = RotationPass(text: source.bytes)
    guard var stretch = pass.nextStretch(from: 0) else { return false }
    target.removeAll()
    var copied = 0
    while true {
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

  private static func turned(_ byte: UInt8) -> UInt8 {
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

  /// Steps over a word. One that is joined to digits, signs or other letters is a name or a number.
  private func word(at index: inout Int) -> Word {
    var word = Word(after: LetterPairs.edge)
    let isJoined = index > 0 && isJoint(text[index &- 1])
    while index < text.count, text[index].isASCIILetter {
      word.add(LetterPairs.number(text[index]), pairs)
      index &+= 1
    }
    word.end(pairs)
    if isJoined || index < text.count && isJoint(text[index]) {
      word.gain = min(word.gain, 0)
      word.quality = min(word.quality, 0)
    }
    return word
  }

  private func isJoint(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte >= 0x80 || byte == 0x5F || byte == 0x40
  }

  private struct Word {
    var gain = 0
    /// What the turned word scores by itself.
    var quality = 0
    var letters = 0
    private var last: Int

    init(after edge: Int) { last = edge }

    mutating func add(_ letter: Int, _ pairs: LetterPairs) {
      let turnedScore = pairs.score(turned(last), turned(letter))
      quality &+= turnedScore
      gain &+= turnedScore &- pairs.score(last, letter)
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

    init(start: Int) {
      self.start = start
      best = start..<start
    }

    var isEnough: Bool {
      bestSum >= RotationPass.gainMin && bestLetters >= RotationPass.lettersMin
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
      if sum > bestSum {
        bestSum = sum
        bestLetters = letters
        bestQuality = quality
        best = start..<range.upperBound
      }
      if sum <= 0, isEnough { return true }
      return false
    }
  }
}
