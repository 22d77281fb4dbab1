import Testing

@testable import WeirMatcher

@Suite struct GroupScanTests {
  private static let patterns = [
    #"(?<![\w.])[0-9]{4}[^0-9 ][0-9]{4}(?!\w)"#, #"\b[A-Z]{2}[0-9]{3,5}\b"#,
    #"[0-9]{2}[a-z]?[s-z]"#, #"[0-9](?: ?[0-9]){4,19}"#, #"\B[a-z]{3}[^a-z][0-9]+"#,
    #"[éa-c]{2}[0-9]{2}"#,
  ]

  private static let texts = [
    "1234-5678", "x1234-5678 .1234-5678 1234-5678é", "AB123 ABC123 éAB12345", "12x 12ax 123x",
    "1 2 3 4 5 6 7 8 9 0", "1 2 3 4 5", "xabc-1", "éa12 a\u{301}b34 bc5", "", "9", "a1-2b",
    "日本12日x",
  ]

  private func set(_ bounds: StartGroup.Bounds) throws -> PatternSet {
    var bounds = bounds
    bounds.scanMembersMin = 1
    return try PatternSet(
      Self.patterns.map { PatternSource(name: $0, regex: RegexSource($0)) }, bounds: bounds)
  }

  /// What the group says of one start.
  private func possible(
    _ set: PatternSet, _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> [Int] {
    var scratch = GroupScratch(members: set.prefilter.groups.membersMax)
    var found: [Int] = []
    var steps = 1_000
    set.prefilter.groups.all[0].read(text, from: start, &steps, &scratch) { found.append($0) }
    return found
  }

  /// The starts that a scan of a text reports; nil where there was no room.
  private func reported(_ set: PatternSet, _ text: String) throws -> Set<Int>? {
    let made = set.prefilter.groups.scan
    let scan = try #require(made)
    var found: Set<Int> = []
    let isAll = withBytes(text) { text in
      scan.pointee.read(text) {
        #expect(text.indices.contains($0) && text[$0] & 0xC0 != 0x80)
        found.insert($0)
      }
    }
    return isAll ? found : nil
  }

  @Test(
    arguments: texts + (0..<32).map { String(texts.joined(separator: " ").dropFirst($0)) })
  func `it tells of every start of which something is possible`(
    text: String
  ) throws {
    let set = try set(.init())
    for _ in 0..<2 {
      let found = try #require(try reported(set, text))
      withBytes(text) { bytes in
        for start in bytes.indices where bytes[start] & 0xC0 != 0x80 {
          #expect(found.contains(start) || possible(set, bytes, from: start).isEmpty)
        }
      }
    }
  }

  @Test func `it does not tell of starts that end early`() throws {
    let set = try set(.init())
    #expect(try reported(set, "ABC 12- A1b2 é- x12A on. ") == [])
    // The letters before it could be the beginning of `[a-z]{3}[^a-z]` inside a word.
    #expect(try reported(set, "on 12x at AB123.") == [3, 10])
  }

  @Test func `a start that is read for long is asked about, and so is one that the text cuts`()
    throws
  {
    let set = try set(.init())
    #expect(try reported(set, "1 2 3 4 .") == [0])
    #expect(try reported(set, "1 2 3 .") == [])
    #expect(try reported(set, "x 1 2") == [2, 4])
  }

  @Test(arguments: [(0, 100), (300, 1 << 16), (1 << 16, 100)])
  func `without room it says so`(entries: Int, parts: Int) throws {
    let set = try set(.init(entriesMax: entries, partsMax: parts))
    let whole = try self.set(.init())
    var isFull = false
    for text in Self.texts {
      if let found = try reported(set, text) {
        #expect(try found == reported(whole, text))
      } else {
        isFull = true
      }
    }
    #expect(isFull)
  }

  @Test func `small groups are asked where the scan for classes hits`() throws {
    let few = try PatternSet(Self.patterns.map { PatternSource(name: $0, regex: RegexSource($0)) })
    let isThere = few.prefilter.groups.scan != nil
    #expect(!isThere)
  }

  @Test func `threads that read at once agree`() async throws {
    let set = try set(.init(entriesMax: 20_000, partsMax: 3_000))
    let text = Self.texts.joined(separator: " ")
    let expected = try reported(try self.set(.init()), text)
    try await withThrowingTaskGroup(of: Set<Int>?.self) { tasks in
      for _ in 0..<8 { tasks.addTask { try reported(set, text) } }
      for try await found in tasks { #expect(found == nil || found == expected) }
    }
  }
}
