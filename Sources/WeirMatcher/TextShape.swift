/// Short texts that are alike but for their digits, and what can match in any of them: ids and times
/// never come again, but others like them do. The first two characters are the same in all of them, as
/// they tell times from the numbers of cards.
///
///     "m-00000017", "m-00000018"   m-########        1761955200847   17###########
///
/// Where a match may be is a set of places, a bit for each: the tree of a pattern leads from those at
/// which something of it may begin to those at which that may end. Where none is left, nothing matches.
///
///     # # - # #        [0-9]+-[0-9]    begins at 0 1 2 3 4 5
///    0 1 2 3 4 5                       [0-9]+    1 2 4 5
///                                      -         3
///                                      [0-9]     4
///
/// Looks of more than one character, back references and words that are too far away count as there.
public struct TextShape {
  /// Bytes of the longest, of which a number has a bit for each place.
  public static let bytesMax = 32
  /// Bytes at the start that no other text of the shape has otherwise.
  public static let fixedBytes = 2

  /// What may stand somewhere, and where it does.
  private struct Kind {
    var characters: ClosedRange<UInt32>
    var places: UInt64
  }

  private static let digits: ClosedRange<UInt32> = 0x30...0x39

  public let count: Int
  private var kinds: [Kind] = []
  /// Places of which a word character stands on one side only.
  private var boundaries: UInt64 = 0
  /// Parts of patterns that are still looked at. Beyond them everything may match, as repeats in
  /// repeats could take long.
  private var stepsLeft: Int

  /// - Returns: `nil` for a text that is longer or holds anything but printable ASCII.
  public init?(of text: UnsafeBufferPointer<UInt8>, stepsMax: Int = MatcherLimits.shapeStepsMax) {
    guard text.count <= Self.bytesMax, text.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return nil
    }
    count = text.count
    stepsLeft = stepsMax
    for (place, byte) in text.enumerated() {
      let byte = UInt32(byte)
      let isAnyDigit = place >= Self.fixedBytes && Self.digits.contains(byte)
      note(isAnyDigit ? Self.digits : byte...byte, at: 1 << UInt64(place))
    }
    for place in 0...count where UTF8Scalars.isBoundary(text, at: place) {
      boundaries |= 1 << UInt64(place)
    }
  }

  private mutating func note(_ characters: ClosedRange<UInt32>, at place: UInt64) {
    if let known = kinds.firstIndex(where: { $0.characters == characters }) {
      kinds[known].places |= place
    } else {
      kinds.append(Kind(characters: characters, places: place))
    }
  }

  /// The places at which a text may begin or end.
  private var everywhere: UInt64 { 2 << UInt64(count) &- 1 }

  /// Whether what a tree reads may stand anywhere.
  ///
  /// - Parameter trustsClasses: Whether its classes hold nothing that they don't for PCRE2.
  mutating func mayHold(_ root: RegexNode, trustsClasses: Bool) -> Bool {
    ends(of: root, from: everywhere, trustsClasses) != 0
  }

  /// Whether a word may stand anywhere.
  ///
  /// - Parameter spellings: For each of its characters all that it may be.
  func mayHold(_ spellings: [[UInt32]]) -> Bool {
    spellings.reduce(everywhere) { starts, scalars in
      (starts & scalars.reduce(0) { $0 | places(of: $1...$1) }) << 1
    } != 0
  }

  /// The places where one of some characters may stand.
  private func places(of characters: ClosedRange<UInt32>) -> UInt64 {
    kinds.reduce(0) { $1.characters.overlaps(characters) ? $0 | $1.places : $0 }
  }

  private func places(of set: ScalarSet) -> UInt64 {
    kinds.reduce(0) { set.first(in: $1.characters) != nil ? $0 | $1.places : $0 }
  }

  /// The places where a character of a set stands whatever the digits are.
  private func surePlaces(of set: ScalarSet) -> UInt64 {
    kinds.reduce(0) { set.contains($1.characters) ? $0 | $1.places : $0 }
  }

  private mutating func ends(
    of node: RegexNode, from starts: UInt64, _ trustsClasses: Bool
  ) -> UInt64 {
    if starts == 0 { return 0 }
    stepsLeft -= 1
    if stepsLeft < 0 { return everywhere }
    switch node {
    case .set(let set, _): return (starts & places(of: set)) << 1
    case .concat(let items):
      return items.reduce(starts) { ends(of: $1, from: $0, trustsClasses) }
    case .alternation(let branches):
      return branches.reduce(0) { $0 | ends(of: $1, from: starts, trustsClasses) }
    case .repetition(let body, let count):
      return ends(of: body, count, from: starts, trustsClasses)
    case .atomic(let body): return ends(of: body, from: starts, trustsClasses)
    case .look(let body, let look):
      return trustsClasses && look.isNegative ? starts & ~denied(body, look) : starts
    case .assertion(let assertion): return starts & places(of: assertion)
    case .opaque: return everywhere & ~((1 << UInt64(starts.trailingZeroBitCount)) - 1)
    }
  }

  private mutating func ends(
    of body: RegexNode, _ count: Repeat, from starts: UInt64, _ trustsClasses: Bool
  ) -> UInt64 {
    var last = starts
    for _ in 0..<count.min {
      let next = ends(of: body, from: last, trustsClasses)
      if next == last { break }
      last = next
    }
    var (all, left) = (last, count.max.map { $0 - count.min } ?? .max)
    while left > 0, last != 0 {
      // Whatever was reached with fewer repeats goes on with more.
      last = ends(of: body, from: last, trustsClasses) & ~all
      all |= last
      left -= 1
    }
    return all
  }

  /// The places at which a negative look surely fails, as far as it looks at one character.
  private func denied(_ body: RegexNode, _ look: Look) -> UInt64 {
    let beside = Surroundings.singles(of: body).reduce(0) { $0 | surePlaces(of: $1) }
    return look.isBehind ? beside << 1 : beside
  }

  /// Where an assertion holds in a text of one line.
  private func places(of assertion: RegexAssertion) -> UInt64 {
    switch assertion {
    case .wordBoundary: boundaries
    case .notWordBoundary: ~boundaries
    case .textStart, .lineStart: 1
    case .textEnd, .lineEnd: 1 << UInt64(count)
    }
  }
}

extension PatternSet {
  /// Whether a pattern may match in a text of a shape; `false` is certain, of every one of them.
  public func canMatch(_ pattern: Int, in shape: inout TextShape) -> Bool {
    let pattern = patterns[pattern]
    if pattern.scalarsMin > shape.count { return false }
    if let near = pattern.near, !near.mayOccur(in: shape) { return false }
    guard let root = pattern.root else { return true }
    return shape.mayHold(root, trustsClasses: pattern.trustsClasses)
  }
}
