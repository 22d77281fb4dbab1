/// Looks for a word at most some scalars away from a value, on either side of it.
struct NearWords: Sendable {
  private let words: WordList
  private let distance: Int

  init(_ near: Near) throws(PatternError) {
    guard !near.words.isEmpty, !near.words.contains(""), near.distance >= 0,
      near.distance <= MatcherLimits.nearDistanceMax
    else { throw .invalidNear }
    words = WordList(near.words)
    distance = near.distance
  }

  /// Scalars read around one value at most, times the words compared at each.
  var work: Int { (2 * distance + words.scalarsMax) * words.count }

  func occurs(around match: TextMatch, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    occurs(after: match.end, in: text) || occurs(before: match.start, in: text)
  }

  /// Whether one of the words may stand in a text of a shape.
  func mayOccur(in shape: TextShape) -> Bool { words.mayOccur(in: shape) }

  private func occurs(after end: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = end
    var passed = 0
    while index < text.count, passed <= distance {
      if words.match(text, at: index, before: text.count) != nil { return true }
      index = UTF8Scalars.next(text, at: index).1
      passed += 1
    }
    return false
  }

  /// Walks away from the value: a word that begins `away` scalars before it ends nearer.
  private func occurs(before start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = start
    var away = 0
    while index > 0, away < distance + words.scalarsMax {
      index = UTF8Scalars.start(text, before: index)
      away += 1
      if let found = shortestGap(at: index, away: away, before: start, in: text),
        found <= distance
      {
        return true
      }
    }
    return false
  }

  private func shortestGap(
    at index: Int, away: Int, before start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    // The longest word ends nearest to the value, so it decides.
    words.match(text, at: index, before: start).map { away - $0.scalars }
  }
}
