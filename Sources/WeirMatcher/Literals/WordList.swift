/// Words to find whole and in any case, without allocating while it searches.
///
/// A word's edge that is a letter, digit or underscore must not touch another one.
/// Case is Unicode simple case: every scalar of a word knows its other spellings.
public struct WordList: Sendable {
  private let words: [[[UInt32]]]
  /// Places in `words` by the character that a word may begin with: those of the ASCII character `c` lie within
  /// `bounds[c]..<bounds[c + 1]`, those of all other characters behind them.
  private let byFirst: [Int]
  private let bounds: [Int]
  /// Scalars of the longest word.
  let scalarsMax: Int
  var count: Int { words.count }

  public init(_ words: [String]) {
    let spelled = words.filter { !$0.isEmpty }.map { word in
      word.unicodeScalars.map { CaseVariants.of($0.value) }
    }
    var byFirst: [Int] = []
    var bounds = [0]
    for first in 0...Self.outsideASCII {
      byFirst += spelled.indices.filter { place in
        spelled[place][0].contains { min(Int($0), Self.outsideASCII) == first }
      }
      bounds.append(byFirst.count)
    }
    self.words = spelled
    (self.byFirst, self.bounds) = (byFirst, bounds)
    scalarsMax = spelled.map(\.count).max() ?? 0
  }

  private static let outsideASCII = 0x80

  /// The end of a whole word that begins at `index`, and its scalars; the longest if several do.
  func match(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, before limit: Int
  ) -> (end: Int, scalars: Int)? {
    guard index < limit else { return nil }
    let first = min(Int(text[index]), Self.outsideASCII)
    let candidates = bounds[first]..<bounds[first + 1]
    if candidates.isEmpty || isInsideASCIIWord(text, index) { return nil }
    var best: (end: Int, scalars: Int)?
    for place in candidates {
      let word = words[byFirst[place]]
      guard let end = end(of: word, in: text, at: index, before: limit) else { continue }
      if best.map({ $0.end < end }) ?? true { best = (end, word.count) }
    }
    return best
  }

  private func isInsideASCIIWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index > 0 && UTF8Scalars.isASCIIWord(UInt32(text[index]))
      && UTF8Scalars.isASCIIWord(UInt32(text[index - 1]))
  }

  private func end(
    of word: [[UInt32]], in text: UnsafeBufferPointer<UInt8>, at index: Int, before limit: Int
  ) -> Int? {
    var at = index
    for spellings in word {
      guard at < limit else { return nil }
      let (scalar, next) = UTF8Scalars.next(text, at: at)
      guard spellings.contains(scalar) else { return nil }
      at = next
    }
    guard at <= limit, isWhole(word, in: text, from: index, to: at) else { return nil }
    return at
  }

  private func isWhole(
    _ word: [[UInt32]], in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Bool {
    if UTF8Scalars.isWord(word[0][0]), !UTF8Scalars.isBoundary(text, at: start) { return false }
    if UTF8Scalars.isWord(word[word.count - 1][0]), !UTF8Scalars.isBoundary(text, at: end) {
      return false
    }
    return true
  }

  /// Whether one of the words may occur in a text of a shape.
  func mayOccur(in shape: TextShape) -> Bool { words.contains { shape.mayHold($0) } }

  /// Whether one of the words occurs in valid UTF-8.
  public func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      if match(text, at: index, before: text.count) != nil { return true }
      index = UTF8Scalars.next(text, at: index).1
    }
    return false
  }
}
