/// The steps that a message needs, as bits in the order of the steps: step 70 is bit 6 of word 1.
final class Agenda {
  private let words: Slots<UInt64>
  private let standing: [UInt64]

  /// - Parameter standing: the bits of the steps that every message needs.
  init(standing: [UInt64]) {
    self.standing = standing
    words = Slots(repeating: 0, count: standing.count)
    reset()
  }

  /// Forgets what the last message needed.
  @inline(__always)
  func reset() {
    for word in words.indices { words[word] = standing[word] }
  }

  func insert(_ step: Int) { words[step >> 6] |= 1 << UInt64(step & 63) }

  /// Takes off the steps of a premise.
  func remove(_ premise: Int, of premises: Premises) {
    for word in words.indices { words[word] &= ~premises.steps(of: premise, word: word) }
  }

  /// The first step from a place on; nil where there is none.
  @inline(__always)
  func first(from place: Int) -> Int? {
    var word = place >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (~0 << UInt64(place & 63))
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word << 6 | bits.trailingZeroBitCount
  }
}
