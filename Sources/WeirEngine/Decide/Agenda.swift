/// The steps that a message needs, as bits in the order of the steps.
struct Agenda: Sendable {
  private var words: [UInt64] = []

  init(count: Int = 0) { words = Array(repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ step: Int) { words[step >> 6] |= 1 << UInt64(step & 63) }

  /// The first step from a place on; nil where there is none.
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

  /// Takes over another agenda of the same length.
  mutating func copy(_ other: Agenda) {
    for word in words.indices { words[word] = other.words[word] }
  }
}
