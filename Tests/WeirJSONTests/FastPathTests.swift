import Testing

@testable import WeirJSON

/// Each fast path beside the plain one, over random lengths, alignments and bytes.
@Suite struct FastPathTests {
  /// Mostly plain letters, with any byte in between.
  private func bytes(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let oddness = [2, 20, 200, 2000].randomElement(using: &generator) ?? 2
    return (0..<count).map { _ in
      generator.next() % UInt64(oddness) == 0
        ? UInt8(truncatingIfNeeded: generator.next())
        : UInt8.random(in: 0x30...0x7A, using: &generator)
    }
  }

  private func expectEnds(
    _ seed: UInt64, at isEnd: (UInt8) -> Bool,
    _ scan: (Int, UnsafeBufferPointer<UInt8>) -> Int
  ) {
    var generator = SeededGenerator(state: seed)
    for round in 0..<1_000 {
      bytes(round % 90, &generator).asLine { line in
        let start = line.isEmpty ? 0 : Int(generator.next() % UInt64(line.count))
        let end = line.indices.first { $0 >= start && isEnd(line[$0]) } ?? line.count
        if scan(start, line) != end { Issue.record("\(start) \(Array(line))") }
      }
    }
    for byte in UInt8.min...UInt8.max {
      for place in [0, 7, 8, 15, 16, 31, 32, 39] {
        var line = Array(repeating: UInt8(0x35), count: 40)
        line[place] = byte
        let end = line.asLine { scan(0, $0) }
        if end != (isEnd(byte) ? place : 40) { Issue.record("\(byte) at \(place)") }
      }
    }
  }

  @Test func `plain text ends where it ends byte by byte`() {
    let isEnd = { (byte: UInt8) in
      byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C
    }
    expectEnds(1, at: isEnd) { StringScan.plainEnd(from: $0, in: $1) }
  }

  @Test func `what need not be escaped ends where it ends byte by byte`() {
    let isEnd = { (byte: UInt8) in
      byte < 0x20 || byte == 0x22 || byte == 0x5C
    }
    expectEnds(2, at: isEnd) { StringScan.unescapedEnd(from: $0, in: $1) }
  }

  @Test func `the next backslash is where it is byte by byte`() {
    let isEnd = { (byte: UInt8) in byte == 0x5C }
    expectEnds(3, at: isEnd) { StringScan.backslash(in: $0..<$1.count, of: $1) }
  }

  @Test func `digits end where they end byte by byte`() {
    var generator = SeededGenerator(state: 4)
    for round in 0..<3_000 {
      let digits = (0..<round % 30).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
      let line = digits + [UInt8.random(in: 0...255, using: &generator)] + digits.dropFirst(12)
      let end = line.firstIndex { !(0x30...0x39).contains($0) } ?? line.count
      #expect(line.asLine { NumberScan.digitsEnd(from: 0, in: $0) } == end)
    }
  }

  @Test func `a short name is what the general scan finds, with its bytes`() {
    var generator = SeededGenerator(state: 5)
    var found = 0
    for round in 0..<6_000 {
      var name = bytes(round % 12, &generator)
      name.insert(0x22, at: Int(generator.next() % UInt64(name.count + 1)))
      name.asLine { line in
        guard let (prefix, count) = StringScan.shortName(from: 0, in: line) else { return }
        found += 1
        #expect(count < 8 && line[count] == 0x22)
        #expect(StringScan.plainEnd(from: 0, in: line) == count)
        #expect(prefix == (0..<count).reduce(0) { $0 | UInt64(line[$1]) << UInt64($1 * 8) })
      }
    }
    #expect(found > 300)
  }

  @Test func `capitals are folded in eight bytes as in one`() {
    for byte in UInt8.min..<0x80 {
      let folded: UInt8 = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      for place in 0..<8 as Range<UInt64> {
        let word = UInt64(byte) << (place * 8) | 0x7F << ((place ^ 1) * 8)
        let expected = UInt64(folded) << (place * 8) | 0x7F << ((place ^ 1) * 8)
        #expect(NameTables.asciiFolded(word) == expected)
      }
    }
  }

  /// A tree with more children than there are bits, names of every length, alike beginnings.
  private struct ManyNames {
    static let names =
      (0..<90).map { "n\($0)" } + (1...40).map { String(repeating: "x", count: $0) }
      + ["a long name 1", "a long name 2", "é", "eé", "日本語の名前", ""]
    var reader = JSONReader(tree: FieldTree(paths: names.map { [$0] }))
    var document = Document()

    mutating func failure(_ line: String) -> ReadFailure.Reason? {
      Array(line.utf8).asLine { reader.read($0, into: &document)?.reason }
    }
  }

  @Test func `every declared name finds its slot, and no other name finds one`() {
    var many = ManyNames()
    for (slot, name) in ManyNames.names.enumerated() {
      #expect(many.failure("{\"\(name)\":\(slot),\"\(name)?\":0}") == nil)
      let found = many.document.slots.indices.filter { many.document.slots[$0].kind == .number }
      #expect(found == [slot])
      #expect(many.failure("{\"\(name)\":0,\"\(name)\":0}") == .duplicateName)
    }
    let all = ManyNames.names.map { "\"\($0)\":1" }.joined(separator: ",")
    #expect(many.failure("{\(all)}") == nil)
    #expect(many.failure("{\(all),\"n89\":1}") == .duplicateName)
  }

  @Test func `a large capital name is a lookalike at every length`() {
    var many = ManyNames()
    for count in 1...40 {
      let name = String(repeating: "x", count: count - 1) + "X"
      #expect(many.failure("{\"\(name)\":0}") == .lookalikeName)
    }
    for name in ["É", "e\\u0301", "ee\\u0301", "A long name 1", "N7"] {
      #expect(many.failure("{\"\(name)\":0}") == .lookalikeName)
    }
    for name in ["xY", "É?", "éé", "A long name 3", "N90"] {
      #expect(many.failure("{\"\(name)\":0}") == nil)
    }
  }

  @Test func `a reader remembers no name of another line or of a closed object`() {
    var reader = JSONReader()
    var document = Document()
    let large = "{" + (0..<40).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    for line in ["[\(large),\(large)]", "{\"a\":\(large),\"b\":\(large)}", large, large] {
      let line = "{\"x\":\(line)}"
      #expect(Array(line.utf8).asLine { reader.read($0, into: &document) } == nil)
    }
    let repeated = large.dropLast() + ",\"k7\":0}"
    #expect(Array(repeated.utf8).asLine { reader.read($0, into: &document) } != nil)
    #expect(Array(large.utf8).asLine { reader.read($0, into: &document) } == nil)
  }
}
