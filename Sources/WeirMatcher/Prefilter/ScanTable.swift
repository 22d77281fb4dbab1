/// An automaton over bytes as one dense table, and the loop that runs it over a text.
///
///     column[byte]   which column of the table a byte reads; bytes treated alike share one
///     rows           what comes after each row, see ``ScanRows``: a state is a row's name, and a hit
///                    is a state below zero
///
/// What a state knows began at most `reach` characters ago, or bytes. So a text can be read from four places
/// at once, each reading `reach` characters into the next one's part, and the four chains of loads
/// overlap in time where a single one would wait for memory at every byte. A part that begins
/// inside a match may report too much, never too little.
final class ScanTable: @unchecked Sendable {
  private enum AnyRows {
    case plain(PlainRows)
    case strips(StripRows)
  }

  private let rows: AnyRows
  let columns: Int
  /// Characters of the text that a state knows of.
  let reach: Int
  /// Whether that is characters, not bytes.
  private let countsCharacters: Bool
  // Invariant: written by init only, and freed by deinit, like the rows.
  private let hits: UnsafeMutablePointer<ScanHit>
  /// For each hit row in order its hits.
  private let hitsOf: UnsafeMutablePointer<Range<Int>>
  private let hitRows: Int

  /// Texts shorter than this are read in one go.
  private static let splitBytesMin = 96
  /// Rows up to which plain ones are faster: two lines of each are half a megabyte.
  private static let plainRows = 4_096

  /// Where the four chains stand: their states, and how far each has read.
  private struct Chains {
    var a = 0
    var b = 0
    var c = 0
    var d = 0
    var index = 0
  }

  /// - Parameters:
  ///   - rows: Row numbers, `columns` to a row; row 0 is the starting row, hit rows come last.
  ///   - hitsOf: For each hit row in order its hits.
  convenience init(
    column: [UInt8], rows: [UInt32], columns: Int, reach: Int, countsCharacters: Bool,
    hits: [ScanHit], hitsOf: [Range<Int>]
  ) {
    let rowCount = rows.count / columns
    let quietRows = rowCount - hitsOf.count
    let entries = rows.map { row in
      Int32(Int(row) < quietRows ? Int(row) : Int(row) - rowCount)
    }
    self.init(
      column: column, quiet: entries[..<(quietRows * columns)],
      hit: entries[(quietRows * columns)...], columns: columns, reach: reach,
      countsCharacters: countsCharacters, hits: hits, hitsOf: hitsOf)
  }

  /// - Parameters:
  ///   - quiet: The entries of the quiet rows, see ``ScanRows``; the first is the starting row.
  ///   - hit: Those of the hit rows.
  ///   - hitsOf: For each hit row in order its hits.
  init(
    column: [UInt8], quiet: ArraySlice<Int32>, hit: ArraySlice<Int32>, columns: Int, reach: Int,
    countsCharacters: Bool, hits: [ScanHit], hitsOf: [Range<Int>]
  ) {
    self.columns = columns
    self.reach = reach
    self.countsCharacters = countsCharacters
    self.hits = .allocate(capacity: hits.count)
    self.hits.initialize(from: hits, count: hits.count)
    self.hitsOf = .allocate(capacity: hitsOf.count)
    self.hitsOf.initialize(from: hitsOf, count: hitsOf.count)
    hitRows = hitsOf.count
    let quietRows = quiet.count / columns
    if quietRows + hitRows > Self.plainRows, StripRows.fits(quietRows: quietRows, hitRows: hitRows)
    {
      rows = .strips(StripRows(column: column, columns: columns, quiet: quiet, hit: hit))
    } else {
      rows = .plain(PlainRows(column: column, columns: columns, quiet: quiet, hit: hit))
    }
  }

  deinit {
    switch rows {
    case .strips(let rows): rows.deallocate()
    case .plain(let rows): rows.deallocate()
    }
    hits.deallocate()
    hitsOf.deallocate()
  }

  /// Reports every hit in a text to `starts`.
  func run(_ text: UnsafeBufferPointer<UInt8>, _ starts: inout StartList) {
    switch rows {
    case .strips(let rows): run(rows, text, &starts)
    case .plain(let rows): run(rows, text, &starts)
    }
  }

  private func run<Rows: ScanRows>(
    _ rows: Rows, _ text: UnsafeBufferPointer<UInt8>, _ starts: inout StartList
  ) {
    guard text.count >= max(Self.splitBytesMin, 5 * reach), let bytes = text.baseAddress else {
      return read(rows, text, 0, to: text.count, state: 0, &starts)
    }
    let part = (text.count - reach) / 4
    var chains = Chains()
    while chains.index < part + reach {
      chains = advance(rows, chains, bytes, part, to: part + reach)
      if chains.a < 0 { report(rows.number(of: chains.a), text, chains.index, &starts) }
      if chains.b < 0 { report(rows.number(of: chains.b), text, chains.index + part, &starts) }
      if chains.c < 0 { report(rows.number(of: chains.c), text, chains.index + 2 * part, &starts) }
      if chains.d < 0 { report(rows.number(of: chains.d), text, chains.index + 3 * part, &starts) }
    }
    if countsCharacters { finish(rows, chains, text, part, &starts) }
    read(rows, text, 4 * part + reach, to: text.count, state: chains.d, &starts)
  }

  /// Reads on where characters of several bytes made `reach` of them longer.
  private func finish<Rows: ScanRows>(
    _ rows: Rows, _ chains: Chains, _ text: UnsafeBufferPointer<UInt8>, _ part: Int,
    _ starts: inout StartList
  ) {
    var next = part
    for state in [chains.a, chains.b, chains.c] {
      let end = Self.skip(reach, from: next, in: text)
      if end > next + reach { read(rows, text, next + reach, to: end, state: state, &starts) }
      next += part
    }
  }

  /// Reads on in all four parts, up to `end` or just past the next byte at which one of them hits.
  @inline(never)
  private func advance<Rows: ScanRows>(
    _ rows: Rows, _ chains: Chains, _ bytes: UnsafePointer<UInt8>, _ part: Int,
    to end: Int
  ) -> Chains {
    var chains = chains
    let (one, two, three, four) = (bytes, bytes + part, bytes + 2 * part, bytes + 3 * part)
    while chains.index < end {
      let index = chains.index
      chains.a = rows.step(chains.a, one[index])
      chains.b = rows.step(chains.b, two[index])
      chains.c = rows.step(chains.c, three[index])
      chains.d = rows.step(chains.d, four[index])
      chains.index = index &+ 1
      if chains.a | chains.b | chains.c | chains.d < 0 { break }
    }
    return chains
  }

  /// One chain from `index` to `end`.
  private func read<Rows: ScanRows>(
    _ rows: Rows, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, to end: Int,
    state: Int, _ starts: inout StartList
  ) {
    var state = state
    var index = index
    while index < end {
      state = rows.step(state, text[index])
      index += 1
      if state < 0 { report(rows.number(of: state), text, index, &starts) }
    }
  }

  /// The index so many characters on, or the text's end.
  private static func skip(
    _ characters: Int, from index: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = index
    var left = characters
    while index < text.count, left > 0 || text[index] & 0xC0 == 0x80 {
      if text[index] & 0xC0 != 0x80 { left -= 1 }
      index += 1
    }
    return index
  }

  @inline(never)
  private func report(
    _ row: Int, _ text: UnsafeBufferPointer<UInt8>, _ end: Int, _ starts: inout StartList
  ) {
    for index in hitsOf[hitRows + row] where hits[index].letters.hold(text, end) {
      starts.note(hits + index, in: text, endingAt: end)
    }
  }
}

/// What a hit row of a ``ScanTable`` reports.
struct ScanHit: Sendable {
  var probe: Probe
  /// What folding left open.
  var letters = CaseCheck()
}

/// Letters of one case, which a scan that folds case finds in both, looked at again: the last
/// sixteen bytes of a hit as two numbers, its last byte the highest.
///
///     bytes  … x x A K I A _          wanted   … 0 0 A K I A 0
///                         ^ end       compared … 0 0 F F F F 0
struct CaseCheck: Sendable {
  private var compared = SIMD2<UInt64>.zero
  private var wanted = SIMD2<UInt64>.zero
  /// Bytes before `end` that are read.
  private var bytes = 0

  init() {}

  init(_ literal: Literal) {
    for (offset, byte) in literal.bytes.reversed().enumerated()
    where byte.isLetter && !byte.isEitherCase {
      let shift = UInt64(56 - 8 * (offset & 7))
      compared[offset >> 3] |= 0xFF << shift
      wanted[offset >> 3] |= UInt64(byte.value) << shift
      bytes = offset < 8 ? 8 : 16
    }
  }

  func hold(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    if bytes == 0 { return true }
    if (Self.last(text, end) ^ wanted[0]) & compared[0] != 0 { return false }
    return bytes == 8 || (Self.last(text, end - 8) ^ wanted[1]) & compared[1] == 0
  }

  /// The eight bytes before `end`; what lies before the text reads as zeros.
  private static func last(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> UInt64 {
    if end >= 8 {
      let raw = UnsafeRawBufferPointer(text)
      return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in 0..<max(end, 0) { word = word >> 8 | UInt64(text[index]) << 56 }
    return word
  }
}
