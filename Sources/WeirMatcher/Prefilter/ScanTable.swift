import CIntrinsics

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
  /// Whether that is characters, not bytes: so it is where the table looks for classes, not literals.
  private let countsCharacters: Bool
  // Invariant: written by init only, and freed by deinit, like the rows.
  private let hits: UnsafeMutablePointer<ScanHit>
  private let probes: UnsafeMutablePointer<Probe>
  /// For each hit row in order its hits.
  private let hitsOf: UnsafeMutablePointer<Range<Int>>
  private let hitRows: Int

  /// Texts shorter than this are read in one go.
  private static let splitBytesMin = 96
  /// Rows up to which plain ones are faster: two lines of each are half a megabyte.
  private static let plainRows = 4_096

  /// Rows with hits that a text led to, and where it was read to. What they say is looked at for many of
  /// them at once: it is seldom at hand, and so the waits for it overlap.
  private struct Met {
    let all: UnsafeMutablePointer<(row: Int32, end: Int32)>
    var count = 0
    static let most = 64
  }

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
    hits: [ScanHit], probes: [Probe], hitsOf: [Range<Int>]
  ) {
    let rowCount = rows.count / columns
    let quietRows = rowCount - hitsOf.count
    let entries = rows.map { row in
      Int32(Int(row) < quietRows ? Int(row) : Int(row) - rowCount)
    }
    self.init(
      column: column, quiet: entries[..<(quietRows * columns)],
      hit: entries[(quietRows * columns)...], columns: columns, reach: reach,
      countsCharacters: countsCharacters, hits: hits, probes: probes, hitsOf: hitsOf)
  }

  /// - Parameters:
  ///   - quiet: The entries of the quiet rows, see ``ScanRows``; the first is the starting row.
  ///   - hit: Those of the hit rows.
  ///   - hitsOf: For each hit row in order its hits.
  init(
    column: [UInt8], quiet: ArraySlice<Int32>, hit: ArraySlice<Int32>, columns: Int, reach: Int,
    countsCharacters: Bool, hits: [ScanHit], probes: [Probe], hitsOf: [Range<Int>]
  ) {
    self.columns = columns
    self.reach = reach
    self.countsCharacters = countsCharacters
    self.hits = .allocate(capacity: hits.count)
    self.hits.initialize(from: hits, count: hits.count)
    self.probes = .allocate(capacity: probes.count)
    self.probes.initialize(from: probes, count: probes.count)
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
    probes.deallocate()
    hitsOf.deallocate()
  }

  /// Reports every hit in a text to `starts`.
  func run(_ text: UnsafeBufferPointer<UInt8>, _ starts: inout StartList) {
    withUnsafeTemporaryAllocation(of: (row: Int32, end: Int32).self, capacity: Met.most) { room in
      guard let first = room.baseAddress else { return }
      var met = Met(all: first)
      switch rows {
      case .strips(let rows): run(rows, text, &met, &starts)
      case .plain(let rows): run(rows, text, &met, &starts)
      }
      report(&met, text, &starts)
    }
  }

  private func run<Rows: ScanRows>(
    _ rows: Rows, _ text: UnsafeBufferPointer<UInt8>, _ met: inout Met, _ starts: inout StartList
  ) {
    guard text.count >= max(Self.splitBytesMin, 5 * reach), let bytes = text.baseAddress else {
      return read(rows, text, 0, to: text.count, state: 0, &met, &starts)
    }
    let part = (text.count - reach) / 4
    var chains = Chains()
    while chains.index < part + reach {
      chains = advance(rows, chains, bytes, part, to: part + reach)
      if chains.a < 0 { note(rows.number(of: chains.a), chains.index, &met, text, &starts) }
      if chains.b < 0 { note(rows.number(of: chains.b), chains.index + part, &met, text, &starts) }
      if chains.c < 0 {
        note(rows.number(of: chains.c), chains.index + 2 * part, &met, text, &starts)
      }
      if chains.d < 0 {
        note(rows.number(of: chains.d), chains.index + 3 * part, &met, text, &starts)
      }
    }
    if countsCharacters { finish(rows, chains, text, part, &met, &starts) }
    read(rows, text, 4 * part + reach, to: text.count, state: chains.d, &met, &starts)
  }

  /// Reads on where characters of several bytes made `reach` of them longer.
  private func finish<Rows: ScanRows>(
    _ rows: Rows, _ chains: Chains, _ text: UnsafeBufferPointer<UInt8>, _ part: Int,
    _ met: inout Met, _ starts: inout StartList
  ) {
    var next = part
    for state in [chains.a, chains.b, chains.c] {
      let end = Self.skip(reach, from: next, in: text)
      if end > next + reach {
        read(rows, text, next + reach, to: end, state: state, &met, &starts)
      }
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
    state: Int, _ met: inout Met, _ starts: inout StartList
  ) {
    var state = state
    var index = index
    while index < end {
      state = rows.step(state, text[index])
      index += 1
      if state < 0 { note(rows.number(of: state), index, &met, text, &starts) }
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

  /// Takes a row with a hit.
  @inline(never)
  private func note(
    _ row: Int, _ end: Int, _ met: inout Met, _ text: UnsafeBufferPointer<UInt8>,
    _ starts: inout StartList
  ) {
    if met.count == Met.most { report(&met, text, &starts) }
    weir_prefetch(hitsOf + (hitRows + row))
    met.all[met.count] = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: end))
    met.count += 1
  }

  /// Reports the hits of the rows met so far.
  @inline(never)
  private func report(
    _ met: inout Met, _ text: UnsafeBufferPointer<UInt8>, _ starts: inout StartList
  ) {
    for index in 0..<met.count {
      weir_prefetch(hits + hitsOf[hitRows + Int(met.all[index].row)].lowerBound)
    }
    for index in 0..<met.count {
      for hit in hitsOf[hitRows + Int(met.all[index].row)] {
        report(hits + hit, text, Int(met.all[index].end), &starts)
      }
    }
    met.count = 0
  }

  @inline(__always)
  private func report(
    _ hit: UnsafePointer<ScanHit>, _ text: UnsafeBufferPointer<UInt8>, _ end: Int,
    _ starts: inout StartList
  ) {
    let end = end + Int(hit.pointee.behind)
    guard hit.pointee.check.holds(text, endingAt: end) else { return }
    for probe in Int(hit.pointee.firstProbe)..<Int(hit.pointee.endProbe) {
      if countsCharacters {
        starts.noteClasses(probes + probe, in: text, endingAt: end)
      } else {
        starts.keep(probes + probe, in: text, endingAt: end)
      }
    }
  }
}

/// What a hit row of a ``ScanTable`` reports.
struct ScanHit: Sendable {
  /// What the row left open.
  private(set) var check = LiteralCheck()
  /// Bytes of the literal behind those that led to the row.
  private(set) var behind: Int32 = 0
  private(set) var firstProbe: Int32
  private(set) var endProbe: Int32

  init(probes: Range<Int>) {
    firstProbe = Int32(probes.lowerBound)
    endProbe = Int32(probes.upperBound)
  }

  /// - Parameter piece: The part of the literal that leads to the row.
  init(_ literal: Literal, piece: Range<Int>, probes: Range<Int>) {
    self.init(probes: probes)
    let isRead = piece.count == literal.bytes.count && literal.isFolded
    if !isRead { check = LiteralCheck(literal) }
    behind = Int32(literal.bytes.count - piece.upperBound)
  }
}
