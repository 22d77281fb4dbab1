/// Texts to find exactly, byte by byte, all in one pass over the searched text.
///
/// Aho–Corasick (A. Aho, M. Corasick, Efficient String Matching, 1975) as a dense table: one
/// row per state, one column per class of bytes that the literals tell apart. Searching is
/// linear in the text and independent of the number of literals.
public struct LiteralSet: Sendable {
  /// The columns: bytes that occur in no literal share column 0.
  private let column: [UInt8]
  private let columnCount: Int
  /// `next[state * columnCount + column]` is the following state.
  private let next: [Int32]
  /// The literal that ends in a state, or -1; the longest if several do.
  private let ending: [Int32]
  private let lengths: [Int]
  private let emptyLiteral: Int?

  /// Where a literal was found: its place in the given list and its bytes.
  public struct Hit: Hashable, Sendable {
    public var literal: Int
    public var start: Int
    public var end: Int
  }

  /// Memory grows with the literals' bytes times the distinct bytes in them, 4 bytes each.
  public init(_ literals: [String]) {
    var builder = LiteralTrie(literals.map { Array($0.utf8) })
    builder.link()
    column = builder.column
    columnCount = builder.columnCount
    next = builder.next
    ending = builder.ending
    lengths = builder.lengths
    emptyLiteral = builder.lengths.firstIndex(of: 0)
  }

  /// The literal whose end comes first in the text; the longest of those that end there.
  public func firstHit(in text: UnsafeBufferPointer<UInt8>) -> Hit? {
    if let emptyLiteral { return Hit(literal: emptyLiteral, start: 0, end: 0) }
    var state = 0
    for index in 0..<text.count {
      state = Int(next[state * columnCount + Int(column[Int(text[index])])])
      let literal = Int(ending[state])
      guard literal < 0 else {
        return Hit(literal: literal, start: index + 1 - lengths[literal], end: index + 1)
      }
    }
    return nil
  }

  /// Whether any of the texts occurs. An empty literal occurs everywhere.
  public func contains(in text: UnsafeBufferPointer<UInt8>) -> Bool { firstHit(in: text) != nil }
}
