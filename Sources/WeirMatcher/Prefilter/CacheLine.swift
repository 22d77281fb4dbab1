/// Tables lie in strips of cache lines: the first line of each row, then the second of each …
///
///     strip 0   row 0 │ row 1 │ row 2 │ …      columns 0 … n − 1 of all rows
///     strip 1   row 0 │ row 1 │ row 2 │ …      columns n … 2n − 1
///     …
///
///     entry = table[place of its column + row * n]      n entries fill a line
///
/// Frequent bytes have the first columns. So the first strip is mostly all that is read, and what
/// is read of it lies close together: a text leads to hundreds of rows, and waits for each line that
/// is not at hand.
enum CacheLine {
  static let bytes = 64

  /// How many entries fill a line.
  @inline(__always)
  static func entries<Entry>(_ entry: Entry.Type) -> Int where Entry: ~Copyable {
    bytes / MemoryLayout<Entry>.stride
  }

  /// Where the entry of a column stands in row 0 of a table of so many rows.
  static func place<Entry>(
    ofColumn column: Int, rows: Int, _ entry: Entry.Type
  ) -> Int where Entry: ~Copyable {
    let (strip, rest) = column.quotientAndRemainder(dividingBy: entries(entry))
    return strip * rows * entries(entry) + rest
  }

  /// So many entries or some more, to fill lines.
  static func filled<Entry>(by count: Int, _ entry: Entry.Type) -> Int where Entry: ~Copyable {
    (count + entries(entry) - 1) / entries(entry) * entries(entry)
  }

  /// Memory for the strips of a table, to be freed as any other.
  static func allocate<Entry>(
    _ entry: Entry.Type, rows: Int, columns: Int
  ) -> UnsafeMutablePointer<Entry> where Entry: ~Copyable {
    allocate(entry, count: rows * filled(by: columns, entry))
  }

  /// Memory at the start of a line, to be freed as any other.
  static func allocate<Entry>(
    _ entry: Entry.Type, count: Int
  ) -> UnsafeMutablePointer<Entry> where Entry: ~Copyable {
    UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Entry>.stride, alignment: bytes
    ).bindMemory(to: entry, capacity: count)
  }
}
