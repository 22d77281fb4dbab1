/// An automaton over bytes as one dense table, and the loop that runs it over a text.
///
///     column[byte]   which column of the table a byte reads; bytes treated alike share one
///     next           rows of `columns` entries; an entry is where the next row begins, so that
///                    a step is   state = next[state + column[byte]]
///     rows           those with something to report stand last, so that a hit is one compare:
///                    state >= firstHit
///     hits           what those rows report
///
/// A state never depends on more than the last `reach` characters. So a text can be read from
/// four places at once, each begun `reach` characters early, and the four chains of loads overlap
/// in time where a single one would wait for memory at every byte.
final class ScanTable: @unchecked Sendable {
  // Invariant: written while it is built only; every entry of `next` begins a row.
  private let column: UnsafeMutablePointer<UInt8>
  private let next: UnsafeMutablePointer<UInt32>
  private let firstHit: UInt32
  private let columns: Int
  private let reach: Int
  private let hits: ScanHits
  let rowCount: Int

  /// Texts shorter than this are read in one go.
  private static let splitBytesMin = 96

  /// - Parameters:
  ///   - rows: Row numbers, `columns` to a row, row 0 being the start; hit rows last.
  init(column: [UInt8], rows: [UInt32], columns: Int, reach: Int, hits: ScanHits) {
    rowCount = rows.count / columns
    self.columns = columns
    self.reach = reach
    self.hits = hits
    firstHit = UInt32((rowCount - hits.probesOf.count) * columns)
    self.column = .allocate(capacity: 256)
    self.column.initialize(from: column, count: 256)
    next = .allocate(capacity: rows.count)
    for (index, row) in rows.enumerated() {
      (next + index).initialize(to: row * UInt32(columns))
    }
  }

  deinit {
    column.deallocate()
    next.deallocate()
  }

  /// Reports every hit in a text to `starts`.
  func run(_ text: UnsafeBufferPointer<UInt8>, _ starts: inout StartList) {
    guard let bytes = text.baseAddress else { return }
    guard text.count >= Self.splitBytesMin else {
      return finish(text, from: 0, state: 0, &starts)
    }
    let quarter = text.count / 4
    let (one, two, three, four) = (bytes, bytes + quarter, bytes + 2 * quarter, bytes + 3 * quarter)
    var a: UInt32 = 0
    var b = state(before: quarter, in: bytes)
    var c = state(before: 2 * quarter, in: bytes)
    var d = state(before: 3 * quarter, in: bytes)
    for index in 0..<quarter {
      a = next[Int(a &+ UInt32(column[Int(one[index])]))]
      b = next[Int(b &+ UInt32(column[Int(two[index])]))]
      c = next[Int(c &+ UInt32(column[Int(three[index])]))]
      d = next[Int(d &+ UInt32(column[Int(four[index])]))]
      if max(max(a, b), max(c, d)) >= firstHit {
        let end = index + 1
        if a >= firstHit { report(a, text, end, &starts) }
        if b >= firstHit { report(b, text, end + quarter, &starts) }
        if c >= firstHit { report(c, text, end + 2 * quarter, &starts) }
        if d >= firstHit { report(d, text, end + 3 * quarter, &starts) }
      }
    }
    finish(text, from: 4 * quarter, state: d, &starts)
  }

  /// The state that reading from the beginning would have reached.
  private func state(before index: Int, in bytes: UnsafePointer<UInt8>) -> UInt32 {
    var start = index
    var characters = 0
    while start > 0, characters < reach {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { characters += 1 }
    }
    var state: UInt32 = 0
    for at in start..<index { state = next[Int(state &+ UInt32(column[Int(bytes[at])]))] }
    return state
  }

  /// One chain from `start` to the text's end.
  private func finish(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, state: UInt32, _ starts: inout StartList
  ) {
    var state = state
    for index in start..<text.count {
      state = next[Int(state &+ UInt32(column[Int(text[index])]))]
      if state >= firstHit { report(state, text, index + 1, &starts) }
    }
  }

  @inline(never)
  private func report(
    _ state: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ end: Int, _ starts: inout StartList
  ) {
    for index in hits.probesOf[Int(state - firstHit) / columns] {
      let probe = hits.probes[index]
      if probe.isCaseSensitive, !hits.literals[index].occurs(in: text, endingAt: end) { continue }
      starts.note(probe, in: text, endingAt: end)
    }
  }
}

/// What the hit rows of a ``ScanTable`` report.
struct ScanHits: Sendable {
  var probes: [Probe]
  /// For each probe its literal, where the probes are about literals.
  var literals: [Literal] = []
  /// For each hit row in order its probes.
  var probesOf: [Range<Int>]
}
