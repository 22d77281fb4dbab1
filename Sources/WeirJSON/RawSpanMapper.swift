import WeirText

/// Maps ranges of a string's decoded bytes back to the line.
///
///     line     "a \ud83d\ude00 b"
///     decoded   a F0 9F 98 80 b      a range touching one of the four bytes maps to 12 raw bytes
///
/// It goes on from where the last range began, so that ascending ranges take linear time together,
/// and notes places of a long string on its way, so that others take little more.
public struct RawSpanMapper {
  private var line = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var string = JSONValue.absent
  private var content = 0..<0
  private var here = Position(raw: 0, decoded: 0)
  /// Places on the way, ascending, ``noteSpacing`` decoded bytes apart or more.
  private var notes: [Position] = []

  /// The beginning of an escape or of a stretch without escapes.
  private struct Position {
    var raw: Int
    var decoded: Int
    /// The end of the stretch; -1 where nobody has looked for it yet.
    var plainEnd = -1
  }

  private static let noteSpacing = 512

  /// A mapper of no string.
  public init() {}

  public init(_ string: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    begin(string, in: line)
  }

  /// Maps ranges of another string from now on, in memory that it has already; of the same one it
  /// goes on where it is, as long as the line is the same.
  public mutating func begin(_ string: JSONValue, in line: UnsafeBufferPointer<UInt8>) {
    if self.line.baseAddress == line.baseAddress, self.string == string { return }
    self.line = line
    self.string = string
    content = string.content.clamped(to: 0..<line.count)
    here = beginning
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
  }

  /// Takes no line for the same as the last one.
  public mutating func forget() { line = UnsafeBufferPointer(start: nil, count: 0) }

  private var beginning: Position {
    Position(
      raw: content.lowerBound, decoded: 0, plainEnd: string.hasEscapes ? -1 : content.upperBound)
  }

  /// The raw byte range of a decoded range, widened to whole escapes and scalars.
  public mutating func rawSpan(ofDecoded decoded: Range<Int>) -> Range<Int> {
    seek(decoded.lowerBound)
    let lower = unit(of: decoded.lowerBound)
    guard !decoded.isEmpty else { return lower.lowerBound..<lower.lowerBound }
    let start = here
    let upper = unit(of: decoded.upperBound - 1)
    here = start
    return lower.lowerBound..<max(lower.lowerBound, upper.upperBound)
  }

  /// Goes to the last known place that is not behind a decoded byte.
  private mutating func seek(_ target: Int) {
    let isAhead = target >= here.decoded
    if isAhead && target - here.decoded < Self.noteSpacing { return }
    var low = 0
    var high = notes.count
    while low < high {
      let middle = (low + high) / 2
      if notes[middle].decoded <= target { low = middle + 1 } else { high = middle }
    }
    let known = low > 0 ? notes[low - 1] : beginning
    if !isAhead || known.decoded > here.decoded { here = known }
  }

  /// The raw bytes of the scalar or escape that holds one decoded byte; empty at the string's end.
  private mutating func unit(of target: Int) -> Range<Int> {
    while here.raw < content.upperBound {
      if here.plainEnd < 0 {
        here.plainEnd = StringScan.backslash(in: here.raw..<content.upperBound, of: line)
      }
      let plain = here.plainEnd &- here.raw
      if target &- here.decoded < plain {
        return scalar(at: here.raw &+ (target &- here.decoded))
      }
      guard here.plainEnd < content.upperBound else { break }
      let escape = DecodedBytes.escape(at: here.plainEnd, end: content.upperBound, in: line)
      let escapeEnd = here.plainEnd &+ escape.length
      let next = here.decoded &+ plain &+ Self.utf8Length(escape.scalar)
      if target < next { return here.plainEnd..<escapeEnd }
      here = Position(raw: escapeEnd, decoded: next)
      note()
    }
    return content.upperBound..<content.upperBound
  }

  private mutating func note() {
    let last = notes.last?.decoded ?? 0
    if here.decoded &- last >= Self.noteSpacing { notes.append(here) }
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
