import Testing

@testable import WeirMatcher

@Suite struct StartGroupTests {
  private static let patterns = [
    #"(?<![\w.])[0-9]{4}[^0-9 ][0-9]{4}(?!\w)"#, #"\b[A-Z]{2}[0-9]{3,5}\b"#,
    #"[0-9]{2}[a-z]?[s-z]"#, #"[0-9](?: ?[0-9]){4,9}"#, #"\B[a-z]{3}[^a-z][0-9]+"#,
    #"[éa-c]{2}[0-9]{2}"#,
  ]

  private func set(_ bounds: StartGroup.Bounds = .init()) throws -> PatternSet {
    try PatternSet(
      Self.patterns.map { PatternSource(name: $0, regex: RegexSource($0)) }, bounds: bounds)
  }

  /// What the group says of every start of a text.
  private func possible(_ set: PatternSet, _ text: String, steps: Int = 1_000) throws -> [[Int]] {
    let groups = set.prefilter.groups.all
    var scratch = GroupScratch(members: set.prefilter.groups.membersMax)
    return withBytes(text) { text in
      text.indices.filter { text[$0] & 0xC0 != 0x80 }.map { start in
        var found: [Int] = []
        var left = steps
        groups[0].read(text, from: start, &left, &scratch) { found.append($0) }
        #expect(left >= 0 && left <= steps)
        return found.sorted()
      }
    }
  }

  /// The same, pattern by pattern.
  private func checked(_ set: PatternSet, _ text: String, steps: Int = 1_000) -> [[Int]] {
    withBytes(text) { text in
      text.indices.filter { text[$0] & 0xC0 != 0x80 }.map { start in
        set.patterns.indices.filter { pattern in
          guard case .classes = set.prefilter.plans[pattern].starts else { return false }
          var left = steps
          guard let tables = set.prefilter.checks[pattern].tables else { return true }
          return tables.pointee.canMatch(text, from: start, &left)
        }
      }
    }
  }

  private static let texts = [
    "1234-5678", "x1234-5678 .1234-5678 1234-5678é", "AB123 ABC123 éAB12345", "12x 12ax 123x",
    "1 2 3 4 5 6 7 8 9 0", "xabc-1", "éa12 a\u{301}b34 bc5", "", "9", "a1-2b", "日本12日x",
  ]

  private static let bounds: [StartGroup.Bounds] = [
    .init(), .init(entriesMax: 0, partsMax: 0), .init(entriesMax: 700, partsMax: 40),
    .init(entriesMax: 1 << 18, partsMax: 3),
  ]

  @Test(arguments: texts, bounds)
  func `it says of each start what each pattern's own table says`(
    text: String, bounds: StartGroup.Bounds
  ) throws {
    let set = try set(bounds)
    for _ in 0..<2 { #expect(try possible(set, text) == checked(set, text)) }
  }

  @Test(arguments: [1, 2, 3, 5, 8]) func `where the steps end, what is still read is possible`(
    steps: Int
  ) throws {
    for bounds in Self.bounds {
      let set = try set(bounds)
      for text in Self.texts {
        #expect(try possible(set, text, steps: steps) == checked(set, text, steps: steps))
      }
    }
  }

  @Test
  func `patterns that begin with classes are one group, those at the text's start a few each`()
    throws
  {
    let classes = try set().prefilter
    #expect(classes.groups.all.count == 1 && classes.groups.classCount == 1)
    #expect(classes.groups.membersMax == Self.patterns.count)
    #expect(try PatternSet([]).prefilter.groups.all.isEmpty)
    let anchored = try PatternSet(
      (0..<20).map { PatternSource(name: "p", regex: RegexSource("^a\($0)")) })
    #expect(anchored.prefilter.groups.classCount == 0)
    #expect(anchored.prefilter.groups.all.count == 2 && anchored.prefilter.groups.membersMax == 16)
  }

  @Test func `threads that read at once agree`() async throws {
    let set = try set(.init(entriesMax: 3_000, partsMax: 300))
    let text = Self.texts.joined(separator: " ")
    let expected = checked(set, text)
    try await withThrowingTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<8 { tasks.addTask { try possible(set, text) == expected } }
      for try await isEqual in tasks { #expect(isEqual) }
    }
  }

  @Test func `a text made to need ever new states is read in steps of its length`() throws {
    let set = try set(.init(entriesMax: 2_000, partsMax: 100))
    var maker = PatternMaker(generator: SplitMix(seed: 5))
    let text = (0..<8_000).map { _ in maker.pick(["1", "2 ", "AB", "c", "12", "-", "é"]) }.joined()
    let scan = TextScan()
    let scratch = MatchScratch()
    withBytes(text) { bytes in
      set.scan(bytes, into: scan)
      for pattern in 0..<set.count {
        let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: 0)
        let fast = Trail(
          set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 0)
        #expect(fast == slow)
      }
    }
  }
}
