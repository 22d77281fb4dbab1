/// A pattern that begins `X+`, perhaps after `\b`, with a literal next whose first byte is not in
/// X, as `\b[a-z.]+@` does.
///
/// A match starts in the run of X that touches the literal. What a later start of that run could
/// match, the first could match too: so when the attempt there fails, the others need no attempt.
struct LeadingRun: Sendable {
  /// By byte, whether it is in X; any byte of a character outside ASCII counts if X has one.
  private var members = SIMD4<UInt64>.zero
  let asksForBoundary: Bool
  /// Whether the first start decides. Not where X has some characters outside ASCII but not all,
  /// as a byte can't tell them apart, nor where whether a boundary stands between two is PCRE2's
  /// to say.
  let isDecidedByFirst: Bool

  init(_ set: ScalarSet, asksForBoundary: Bool) {
    let other = ScalarSet([0x80...ScalarSet.scalarMax])
    let isASCII = set.isDisjoint(with: other)
    self.asksForBoundary = asksForBoundary
    isDecidedByFirst = isASCII || (!asksForBoundary && other.isSubset(of: set))
    for byte in 0..<256 where byte < 0x80 ? set.contains(UInt32(byte)) : !isASCII {
      members[byte >> 6] |= 1 << UInt64(byte & 63)
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    members[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
  }

  /// Where the run begins that ends at `end`.
  func start(in text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Int {
    var start = end
    while start > 0, contains(text[start - 1]) { start -= 1 }
    return start
  }

  /// Whether the literal's first byte, in the case or cases asked for, is no member.
  func canEnd(before literal: Literal) -> Bool {
    guard let first = literal.bytes.first else { return false }
    return !contains(first.value) && !(first.isEitherCase && contains(first.value ^ 0x20))
  }
}

extension PatternPlan {
  /// Whether runs of some characters are read once only, however many attempts there are.
  ///
  /// There is one attempt for each literal behind a leading run. A run that lacks a character of
  /// the literal has none inside, so that attempts which read it began at the one before it.
  func readsOnce(_ runs: [ScalarSet]) -> Bool {
    guard case .literals(let choice) = starts, let run, run.isDecidedByFirst else { return false }
    return runs.allSatisfy { run in
      choice.placed.allSatisfy { $0.literal.bytes.contains { $0.isOutside(run) } }
    }
  }
}

extension Literal.Byte {
  /// Whether it is an ASCII character that is not in a set, in the case or cases asked for.
  fileprivate func isOutside(_ set: ScalarSet) -> Bool {
    value < 0x80 && !set.contains(UInt32(value))
      && !(isEitherCase && set.contains(UInt32(value ^ 0x20)))
  }
}
