import Testing

@testable import WeirMatcher

@Suite struct ScanRowsTests {
  private let columns = 70
  private let quietRows = 20
  private let hitRows = 5
  /// Bytes have columns in another order than their own.
  private var column: [UInt8] { (0..<256).map { UInt8(($0 * 13 + 5) % columns) } }

  /// What comes after a row, which may be one with a hit.
  private func next(_ row: Int, _ column: Int) -> Int32 {
    Int32((row * 31 + column * 17 + 200) % (quietRows + hitRows) - hitRows)
  }

  private func numbers(_ rows: Range<Int>) -> [Int32] {
    rows.flatMap { row in (0..<columns).map { next(row, $0) } }
  }

  private func expectAll(_ rows: some ScanRows) {
    // Every row is come to from those before it.
    var named = [0: 0]
    var queue = [0]
    while let row = queue.popLast(), let name = named[row] {
      for byte in UInt8.min...255 {
        let (found, wanted) = (rows.step(name, byte), Int(next(row, Int(column[Int(byte)]))))
        #expect(rows.number(of: found) == wanted && (found < 0) == (wanted < 0))
        if named.updateValue(found, forKey: wanted) == nil { queue.append(wanted) }
      }
    }
    #expect(named.count == quietRows + hitRows)
    rows.deallocate()
  }

  @Test func `each byte leads from each row to the next, in strips or not`() {
    let (quiet, hit) = (numbers(0..<quietRows), numbers(-hitRows..<0))
    expectAll(StripRows(column: column, columns: columns, quiet: quiet[...], hit: hit[...]))
    expectAll(PlainRows(column: column, columns: columns, quiet: quiet[...], hit: hit[...]))
  }

  @Test func `sixteen bits name 32768 rows of either kind`() {
    #expect(StripRows.fits(quietRows: 32_768, hitRows: 32_768))
    #expect(!StripRows.fits(quietRows: 32_769, hitRows: 1))
    #expect(!StripRows.fits(quietRows: 1, hitRows: 32_769))
  }

  @Test func `literals of more rows than sixteen bits name are found, too`() throws {
    var random = SplitMix(seed: 7)
    let words = (0..<1_500).map { place in
      "\(place):" + String((0..<24).map { _ in "abcdefgh".randomElement(using: &random) ?? "a" })
    }
    let set = try PatternSet(words.map { PatternSource(name: $0, regex: RegexSource($0)) })
    let scan = TextScan()
    for (pattern, word) in words.enumerated().filter({ $0.offset % 100 == 7 }) {
      withBytes(String(repeating: "abch ", count: pattern / 50) + word + " .") { text in
        set.scan(text, into: scan)
        #expect(scan.candidates.contains(pattern), "\(word)")
        #expect(scan.candidates.count < 3)
      }
    }
  }
}
