import WeirText

/// Maps ranges of a string's decoded bytes back to the line, going on from where the last one
/// began, so that ascending ranges of one string take linear time together.
///
///     line     "a \ud83d\ude00 b"
///     decoded   a F0 9F 98 80 b      a range touching one of the four bytes maps to 12 raw bytes
public struct RawSpanMapper {
  private let line: UnsafeBufferPointer<UInt8>
  private let content: Range<Int>
  private let hasEscapes: Bool
  /// Always the beginning of an escape or of a stretch without escapes.
  private var start: Position

  private struct Position {
    var raw: Int
    var decoded: Int
  }

  public init(_ string: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    self.line = line
    content = string.content.clamped(to: 0..<line.count)
    hasEscapes = string.hasEscapes
    start = Position(raw: content.lowerBound, decoded: 0)
  }

  /// The raw byte range of a decoded range, widened to whole escapes and scalars.
  public mutating func rawSpan(ofDecoded decoded: Range<Int>) -> Range<Int> {
    if decoded.lowerBound < start.decoded {
      start = Position(raw: content.lowerBound, decoded: 0)
    }
    let lower = unit(of: decoded.lowerBound, from: &start)
    guard !decoded.isEmpty else { return lower.lowerBound..<lower.lowerBound }
    var position = start
    let upper = unit(of: decoded.upperBound - 1, from: &position)
    return lower.lowerBound..<max(lower.lowerBound, upper.upperBound)
  }

  /// The raw bytes of the scalar or escape that holds one decoded byte; empty at the string's end.
  private func unit(of target: Int, from position: inout Position) -> Range<Int> {
    while position.raw < content.upperBound {
      let plainEnd =
        hasEscapes
        ? StringScan.backslash(in: position.raw..<content.upperBound, of: line)
        : content.upperBound
      if target &- position.decoded < plainEnd &- position.raw {
        return scalar(at: position.raw &+ (target &- position.decoded))
      }
      let plain = plainEnd &- position.raw
      guard plainEnd < content.upperBound else { break }
      let escape = DecodedBytes.escape(at: plainEnd, end: content.upperBound, in: line)
      let next = position.decoded &+ plain &+ Self.utf8Length(escape.scalar)
      if target < next { return plainEnd..<plainEnd &+ escape.length }
      position = Position(raw: plainEnd &+ escape.length, decoded: next)
    }
    return content.upperBound..<content.upperBound
  }

  private func scalar(at index: Int) -> Range<Int> {
    let start = UTF8Scanner.scalarStart(of: index, in: line)
    let length = max(1, UTF8Scanner.sequenceLength(at: start, in: line))
    return start..<max(index &+ 1, start &+ length)
  }

  private static func utf8Length(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
  }
}
