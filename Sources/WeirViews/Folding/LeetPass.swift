/// Reads digits and signs inside words as the letters they stand for: `1gn0re pr3v10us`.
///
/// A word is **clear** when a digit (or `$`) has letters on both sides and the whole reads like a
/// language, or where it is a known word; it is **possible** when digits stand at its edges only
/// (`4ll`, `mp3`, `sha256`) or where it has next to no letters (`5y573m`). Possible words, and short
/// numbers between words that were read (`411`), are read only in texts that have a clear one.
/// Addresses stay, unless their last part is in leet, and so do longer numbers, keys and hashes; of
/// an account number the first two letters are read.
struct LeetPass {
  private enum Reading { case none, possible, clear }

  let text: UnsafeBufferPointer<UInt8>
  private let pairs = LetterPairs()
  private let known = KnownWords()
  /// Whether so much is in leet that words of little else are read too.
  private var isHeavy = false

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// False, with the target in no particular state, where no word is clear.
  static func run(_ source: borrowing MappedText, to target: inout MappedText) -> Bool {
    guard LeetNeed.isLeet(source.bytes) else { return false }
    var pass = LeetPass(text: source.bytes)
    let clear = pass.clearWords(atMost: Limits.leetHeavyMin)
    guard clear > 0 else { return false }
    pass.isHeavy = clear == Limits.leetHeavyMin
    target.removeAll()
    var copied = 0
    var last = Reading.none
    var words = LeetWords(text: source.bytes)
    while let word = words.next() {
      let reading = words.isPlain ? Reading.none : pass.reading(of: word, words)
      let isRead =
        reading != .none || last != .none && pass.isNumberInside(word, words)
        || pass.isEnding(word) || pass.isHeavy && pass.isWordOfDigits(word, words)
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

  private func clearWords(atMost most: Int) -> Int {
    var count = 0
    var words = LeetWords(text: text)
    while count < most, let word = words.next() {
      if !words.isPlain, reading(of: word, words) == .clear { count &+= 1 }
    }
    return count
  }

  /// Whether a word is clear that ends behind `start` and begins before `end`; `start` must not lie
  /// inside one.
  func hasClearWord(from start: Int, to end: Int) -> Bool {
    var words = LeetWords(text: text, from: start)
    while let word = words.next(before: end) {
      if !words.isPlain, reading(of: word, words) == .clear { return true }
    }
    return false
  }

  /// Whether one digit ends a word: `user'5`, `doesn'7`.
  private func isEnding(_ word: Range<Int>) -> Bool {
    let index = word.lowerBound
    guard word.count == 1, text[index] == 0x35 || text[index] == 0x37, index > 1,
      text[index &- 1] == 0x27, text[index &- 2].isASCIILetter
    else { return false }
    return word.upperBound == text.count || !text[word.upperBound].isWordByte
  }

  /// Whether digits between words are one: `4 k1ng`, `15 n0t`.
  private func isWordOfDigits(_ word: Range<Int>, _ words: LeetWords) -> Bool {
    guard word.count <= 4, word.upperBound < text.count, text[word].allSatisfy(\.isLeetDigit) else {
      return false
    }
    let first = text[word.lowerBound]
    let before = word.lowerBound > 0 ? text[word.lowerBound &- 1] : 0x20
    let after = text[word.upperBound]
    guard after == 0x20 || after == 0x27 && word.count == 1, Self.isOpening(before),
      word.count == 1 ? first == 0x31 || first == 0x34 : read(word).score >= 0
    else { return false }
    var words = words
    guard let next = words.next(), next.lowerBound == word.upperBound &+ 1 else { return false }
    return words.isPlain || reading(of: next, words) != .none
      || text[next].allSatisfy(\.isLeetDigit)
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x22 || byte == 0x27
  }

  private func isNumberInside(_ word: Range<Int>, _ words: LeetWords) -> Bool {
    guard word.count >= 2, word.count <= 4 else { return false }
    guard text[word].allSatisfy(\.isASCIIDigit), read(word).score >= 0 else { return false }
    var words = words
    guard let next = words.next() else { return true }
    return reading(of: next, words) != .none
  }

  private func reading(of word: Range<Int>, _ words: LeetWords) -> Reading {
    guard word.count >= 2 else { return .none }
    if words.isInLeetAddress || isAccount(word) { return .clear }
    guard word.count <= Limits.leetWordMax else { return .none }
    var signs = LeetSigns()
    for index in word { signs.add(text[index]) }
    guard signs.others > 0, signs.letters > 0 else { return .none }
    if isOperator(word) { return .clear }
    let (score, isKnown) = read(word)
    if isKnown { return isClearly(word, signs) ? .clear : .possible }
    guard isHeavy || signs.mayBeWord, score >= signs.scoreMin else { return .none }
    // The shorter, the more it takes: codes read like words by chance.
    let clearMin = word.count <= 5 ? 2 &* word.count : word.count
    return signs.isClear && score > clearMin ? .clear : .possible
  }

  /// Whether a word that reads like a known one is no number or code: `s3l3c7`, `b1n`, but not
  /// `3d`, `4ll` and `da7a`.
  private func isClearly(_ word: Range<Int>, _ signs: LeetSigns) -> Bool {
    if signs.isEndedByDigits || signs.lettersBeyondHex == 0 { return false }
    return word.count >= 4 || signs.hasInside && signs.letters == 2
  }

  /// Whether this is `or` between values.
  private func isOperator(_ word: Range<Int>) -> Bool {
    word.count == 2 && text[word.lowerBound] == 0x30 && text[word.lowerBound &+ 1] | 0x20 == 0x72
      && text.standsBetweenValues(word)
  }

  /// Whether an account number begins here whose country is in leet: four characters of which one of
  /// the first two is a digit and the rest are, and groups of four digits behind.
  private func isAccount(_ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    guard word.count >= 4, text[start].isASCIILetter != text[start &+ 1].isASCIILetter,
      text[(start &+ 2)..<word.upperBound].allSatisfy(\.isASCIIDigit)
    else { return false }
    if word.count >= Limits.accountDigitsMin { return true }
    guard word.count == 4 else { return false }
    var end = word.upperBound
    for _ in 0..<3 {
      guard end &+ 5 <= text.count, text[end] == 0x20,
        text[(end &+ 1)..<(end &+ 5)].allSatisfy(\.isASCIIDigit)
      else { return false }
      end &+= 5
    }
    return true
  }

  /// How much the letters that a word stands for follow one another as in a language, and whether
  /// they are a known word.
  private func read(_ word: Range<Int>) -> (score: Int, isKnown: Bool) {
    let one = one(in: word)
    var sum = 0
    var code = KnownWords.Code()
    var last = LetterPairs.edge
    for index in word {
      let letter = letter(at: index, in: word, after: last, one)
      sum &+= pairs.score(last, letter)
      code.append(letter)
      last = letter
    }
    return (sum &+ pairs.score(last, LetterPairs.edge), known.holds(code))
  }

  /// What every `1` of a word is where that makes it a known one; else its neighbours tell.
  private func one(in word: Range<Int>) -> Int? {
    if word.count == 1 { return 8 }
    guard text[word].contains(where: { LeetLetters.letter($0) == LeetLetters.one }) else {
      return nil
    }
    for one in [8, 11] {
      var code = KnownWords.Code()
      for index in word { code.append(letter(at: index, in: word, after: 0, one)) }
      if known.holds(code) { return one }
    }
    return nil
  }

  private func letter(at index: Int, in word: Range<Int>, after last: Int, _ one: Int?) -> Int {
    guard let letter = LeetLetters.letter(text[index]) else { return LetterPairs.edge }
    guard letter == LeetLetters.one else { return letter }
    if let one { return one }
    let following = index &+ 1 < word.upperBound ? LeetLetters.letter(text[index &+ 1]) : nil
    let next = following ?? LetterPairs.edge
    let i = pairs.score(last, 8) &+ pairs.score(8, next == LeetLetters.one ? 11 : next)
    let l = pairs.score(last, 11) &+ pairs.score(11, next == LeetLetters.one ? 11 : next)
    return l > i ? 11 : 8
  }

  private func append(
    _ word: Range<Int>, of source: borrowing MappedText, to target: inout MappedText
  ) {
    let end = isAccount(word) ? word.lowerBound &+ 2 : word.upperBound
    let one = one(in: word)
    var last = LetterPairs.edge
    for index in word.lowerBound..<end {
      let letter = letter(at: index, in: word, after: last, one)
      target.append(0x61 &+ UInt8(truncatingIfNeeded: letter), from: source.origin(at: index))
      last = letter
    }
    target.append(source, end, word.upperBound)
  }
}
