import WeirEngine
import WeirProject

/// What records say of malformed lines of next to nothing, kept while the policies are the same: a
/// flood of `{}` or of empty lines would else pay on each of its few bytes for a digest and for a
/// pointer.
///
///     line  "{}"   key  02 00 00 00 00 00 7D 7B     how many bytes, and the bytes
///                  row  key | start..<end
///     text  … {"reason":"missing","field":"/id","offset":0,"bytes":2,"sha256":"4413…"} …
///
/// A line's row follows from its key; what stood there before is forgotten.
struct TinyFaults: ~Copyable {
  /// Bytes of a line that fit into a key.
  static let lineBytesMax = 7
  /// Enough for all lines of one byte.
  private static let rowBits = 9
  /// Bytes of `text` from which all is forgotten.
  private static let textBytesMax = 256 << 10

  private struct Row {
    /// No line's own: eight bytes.
    var key: UInt64 = 8 << 56
    var range = 0..<0
  }

  private var rows = [Row](repeating: Row(), count: 1 << rowBits)
  private var text = JSONBytes()

  /// Gives a malformed line what records say of it, if it is tiny; valid until the next line.
  mutating func complete(_ line: inout JudgedLine, _ fault: Malformation, _ writer: DecisionRecord)
  {
    // A moment that is in the future now won't be later.
    guard line.isWhole, fault.reason != .future, let key = Self.key(of: line.received) else {
      return
    }
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.rowBits))
    if rows[place].key != key { rows[place] = write(key, fault, line, writer) }
    line.fault = UnsafeBufferPointer(rebasing: text.buffer.bytes[rows[place].range])
  }

  private mutating func write(
    _ key: UInt64, _ fault: Malformation, _ line: JudgedLine, _ writer: DecisionRecord
  ) -> Row {
    if text.buffer.count > Self.textBytesMax {
      text.clear()
      rows = [Row](repeating: Row(), count: rows.count)
    }
    text.startsAnew()
    let start = text.buffer.count
    writer.describe(fault, line, &text)
    return Row(key: key, range: start..<text.buffer.count)
  }

  private static func key(of line: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard line.count <= lineBytesMax else { return nil }
    return line.reduce(UInt64(line.count)) { $0 << 8 | UInt64($1) }
  }
}
