/// What comes after each row of a ``ScanTable`` for each column.
///
/// Rows that have something to report stand before row 0, so that a hit is a name below zero:
///
///     │ hit rows −h … −2 −1 │ quiet rows 0 1 2 … │
protocol ScanRows: Sendable {
  /// - Parameters:
  ///   - column: For each byte its column.
  ///   - quiet: The numbers of what comes after rows 0, 1, 2 …, `columns` to a row.
  ///   - hit: Likewise for the rows before, from the first on.
  init(column: [UInt8], columns: Int, quiet: ArraySlice<Int32>, hit: ArraySlice<Int32>)

  /// The row after one more byte, by name; that of row 0 is 0.
  func step(_ row: Int, _ byte: UInt8) -> Int

  /// The number of a row.
  func number(of row: Int) -> Int

  func deallocate()
}

/// Rows one after the other, the fastest where caches hold what is read of them.
///
///     entries   rows of `columns` numbers each; a number is where the next row begins, in bytes from
///               `start`: it is added as it is
struct PlainRows: ScanRows, @unchecked Sendable {
  // Invariant: written by init only; every number in `entries` begins a row.
  private let column: UnsafeMutablePointer<UInt8>
  private let entries: UnsafeMutablePointer<Int32>
  private let start: UnsafeMutablePointer<Int32>
  private let rowBytes: Int

  init(column: [UInt8], columns: Int, quiet: ArraySlice<Int32>, hit: ArraySlice<Int32>) {
    let columnsFilled = CacheLine.filled(by: columns, Int32.self)
    let rows = (quiet.count + hit.count) / columns
    rowBytes = columnsFilled * MemoryLayout<Int32>.stride
    self.column = .allocate(capacity: 256)
    self.column.initialize(from: column, count: 256)
    entries = CacheLine.allocate(Int32.self, count: rows * columnsFilled)
    start = entries + hit.count / columns * columnsFilled
    fill(entries, hit, columns)
    fill(start, quiet, columns)
  }

  private func fill(
    _ first: UnsafeMutablePointer<Int32>, _ numbers: ArraySlice<Int32>, _ columns: Int
  ) {
    numbers.withUnsafeBufferPointer { numbers in
      var line = first
      for row in stride(from: 0, to: numbers.count, by: columns) {
        line.initialize(repeating: 0, count: rowBytes / MemoryLayout<Int32>.stride)
        for column in 0..<columns { line[column] = numbers[row + column] &* Int32(rowBytes) }
        line += rowBytes / MemoryLayout<Int32>.stride
      }
    }
  }

  func deallocate() {
    column.deallocate()
    entries.deallocate()
  }

  /// All but the last load can run ahead of the row.
  @inline(__always)
  func step(_ row: Int, _ byte: UInt8) -> Int {
    let column = UnsafeRawPointer(start + Int(column[Int(byte)]))
    return Int(column.load(fromByteOffset: row, as: Int32.self))
  }

  func number(of row: Int) -> Int { row / rowBytes }
}

/// Rows in strips, see ``CacheLine``, for tables larger than caches: the 32 most frequent columns of
/// a row lie in one line. A number has 16 bits, and a row is known by it, at the price of one more
/// step for each byte.
struct StripRows: ScanRows, @unchecked Sendable {
  // Invariant: written by init only; every number in `entries` is a row's.
  private let entries: UnsafeMutablePointer<Int16>
  /// For each byte where its column begins, in row 0.
  private let placeOf: UnsafeMutablePointer<Int32>

  private static var perLine: Int { CacheLine.entries(Int16.self) }

  /// Whether all of so many rows have a number.
  static func fits(quietRows: Int, hitRows: Int) -> Bool {
    quietRows <= Int(Int16.max) + 1 && hitRows <= Int(Int16.max) + 1
  }

  init(column: [UInt8], columns: Int, quiet: ArraySlice<Int32>, hit: ArraySlice<Int32>) {
    let (quietRows, hitRows) = (quiet.count / columns, hit.count / columns)
    let rows = quietRows + hitRows
    entries = CacheLine.allocate(Int16.self, rows: rows, columns: columns)
    placeOf = .allocate(capacity: 256)
    for byte in 0..<256 {
      let place = CacheLine.place(ofColumn: Int(column[byte]), rows: rows, Int16.self)
      (placeOf + byte).initialize(to: Int32(hitRows * Self.perLine + place))
    }
    fill(hit, from: 0, of: rows, columns)
    fill(quiet, from: hitRows, of: rows, columns)
  }

  private func fill(_ numbers: ArraySlice<Int32>, from first: Int, of rows: Int, _ columns: Int) {
    numbers.withUnsafeBufferPointer { numbers in
      for column in stride(from: 0, to: columns, by: Self.perLine) {
        let place = CacheLine.place(ofColumn: column, rows: rows, Int16.self)
        for row in 0..<numbers.count / columns {
          let line = entries + place + (first + row) * Self.perLine
          for index in 0..<min(Self.perLine, columns - column) {
            let number = numbers[row * columns + column + index]
            (line + index).initialize(to: Int16(truncatingIfNeeded: number))
          }
        }
      }
    }
  }

  func deallocate() {
    entries.deallocate()
    placeOf.deallocate()
  }

  /// All but the last load can run ahead of the row.
  @inline(__always)
  func step(_ row: Int, _ byte: UInt8) -> Int {
    let column = entries + Int(placeOf[Int(byte)])
    return Int(column[row &* Self.perLine])
  }

  func number(of row: Int) -> Int { row }
}
