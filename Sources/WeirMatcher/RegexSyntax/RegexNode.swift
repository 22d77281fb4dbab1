/// The tree of one expression, as far as its language and its backtracking go.
indirect enum RegexNode: Sendable {
  /// One character of a set; the offset is where the author wrote it.
  case set(ScalarSet, offset: Int)
  case concat([RegexNode])
  case alternation([RegexNode])
  case repetition(RegexNode, Repeat)
  /// A group that never gives back what it took: `(?>…)`.
  case atomic(RegexNode)
  /// A look ahead or behind.
  case look(RegexNode, Look)
  case assertion(RegexAssertion)
  /// What the tree can't say: a backreference, a condition, `\X`.
  case opaque(offset: Int)

  static let empty = RegexNode.concat([])
}

/// Where a look-around looks, and whether what it looks for must be there.
struct Look: Sendable {
  var isBehind: Bool
  var isNegative: Bool
}

struct Repeat: Sendable {
  var min: Int
  /// `nil` is without end.
  var max: Int?
  var isPossessive: Bool
  /// Whether it takes as much as it can first.
  var isGreedy: Bool
  var offset: Int
}

enum RegexAssertion: Sendable {
  case wordBoundary, notWordBoundary
  /// `\A`, `\G`, and `^` without `m`.
  case textStart
  case lineStart, lineEnd
  case textEnd
}

/// What a policy's pattern must not contain.
public enum RefusedConstruct: Hashable, Sendable {
  case recursion, callout, controlVerb, singleByte, resetStart, duplicateNames
  /// A group that this reader does not know, and so can't vouch for.
  case unknownGroup
}

struct Refusal: Sendable {
  var construct: RefusedConstruct
  var offset: Int
}

/// What the syntax reader found in a pattern.
struct RegexTree: Sendable {
  var root: RegexNode
  var refusals: [Refusal] = []
  var groupNames: [String] = []
  /// Offsets of dots outside classes and escapes: `.` as "any character".
  var dots: [Int] = []
}
