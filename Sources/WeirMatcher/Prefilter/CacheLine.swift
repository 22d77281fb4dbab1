/// Rows of tables begin where cache lines do, so that what is read of one lies in as few of them as
/// can be: a text leads to hundreds of rows, and waits for each line that is not at hand.
enum CacheLine {
  static let bytes = 64

  /// So many entries or some more, to fill lines.
  static func filled<Entry>(by count: Int, _ entry: Entry.Type) -> Int where Entry: ~Copyable {
    let perLine = bytes / MemoryLayout<Entry>.stride
    return (count + perLine - 1) / perLine * perLine
  }

  /// Memory at the start of a line, to be freed as any other.
  static func allocate<Entry>(
    _ entry: Entry.Type, capacity: Int
  ) -> UnsafeMutablePointer<Entry> where Entry: ~Copyable {
    UnsafeMutableRawPointer.allocate(
      byteCount: max(1, capacity) * MemoryLayout<Entry>.stride, alignment: bytes
    ).bindMemory(to: entry, capacity: capacity)
  }
}
