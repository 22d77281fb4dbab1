import Testing

@testable import WeirMatcher

@Suite struct LongRunTests {
  private func longRun(_ pattern: String, allowsRare: Bool = false) -> LongRun? {
    let regex = InspectedRegex(RegexSource(pattern))
    return regex.parts.flatMap {
      LongRun($0.tree.root, regex.surroundings, allowsRare: allowsRare)
    }
  }

  private func found(_ pattern: String, _ text: String) throws -> [Range<Int>] {
    let run = try #require(longRun(pattern))
    var found: [Range<Int>] = []
    withBytes(text) { text in run.find(in: text) { found.append($0) } }
    return found
  }

  @Test func `runs are found wherever they stand, and shorter ones are not`() throws {
    for before in 0..<40 {
      for length in 14..<40 {
        let text =
          String(repeating: "a-", count: before / 2) + String(repeating: "-", count: before % 2)
          + String(repeating: "b", count: length) + "-cc-"
        let isLong = length >= 20
        #expect(
          try found("[a-c]{20}", text) == (isLong ? [before..<before + length] : []),
          "\(length) behind \(before)")
      }
    }
  }

  @Test func `all runs of a text are found`() throws {
    let run = String(repeating: "7", count: 16)
    #expect(try found("[0-9]{16,}", "\(run)x\(run)9 1\(run)") == [0..<16, 17..<34, 35..<52])
    #expect(try found("[0-9]{16}x", "") == [])
    #expect(try found("[0-9]{16}x", "é\(run)") == [2..<18])
  }

  @Test(arguments: [
    (#"(?<![\w-])[a-z]{16}"#, true), (#"\b[a-z]{16,40}x"#, false), (#"(?<![a-y])[a-z]{20}"#, false),
  ])
  func `where members are denied before, only a run's first character begins a match`(
    pattern: String, isFirstOnly: Bool
  ) throws {
    #expect(try #require(longRun(pattern)).isFirstOnly == isFirstOnly)
  }

  @Test(arguments: [#"[A-Z]{5,}"#, #"[0-9]{9}x"#, #"(?<!\w)[*#]{6}"#])
  func `runs of rare characters may be shorter`(pattern: String) throws {
    #expect(longRun(pattern, allowsRare: true) != nil)
    #expect(longRun(pattern) == nil)
  }

  @Test(arguments: [
    #"[a-z]{15}"#, #"[A-Z]{4,}"#, #"[A-Za-z]{6}"#, #"[é-ž]{20}"#, #"\w{20}"#, #"a[a-z]{20}"#,
    #"[a-z]{0,20}"#,
  ])
  func `other patterns have none`(pattern: String) {
    #expect(longRun(pattern, allowsRare: true) == nil)
  }

  @Test func `few patterns are spared a scan for classes that many have`() throws {
    func phrase(_ others: [String]) throws -> String {
      let patterns = ["[A-Z]{6,}"] + others
      let set = try PatternSet(
        patterns.map { PatternSource(name: $0, regex: RegexSource($0)) }
          + [PatternSource(name: "http", regex: RegexSource("http"))])
      let scan = TextScan()
      for (text, expected) in [
        ("one ORDERS two", [0]), ("on http", [patterns.count]), ("ORDER", []),
      ] {
        withBytes(text) { set.scan($0, into: scan) }
        #expect(Array(scan.candidates) == expected, "\(others.count) others, \(text)")
      }
      return set.searchPlan(of: 0).phrase
    }
    #expect(try phrase([]) == "begins with 6 or more characters of one class")
    #expect(try phrase(["[0-9][a-z]{2}[0-9]"]) != "begins with 6 or more characters of one class")
  }

  @Test func `a pattern that begins with a long run is possible where one is`() throws {
    let set = try PatternSet(
      [
        #"(?<![a-z0-9.])[a-z0-9]{24}(?!\w)"#, #"[a-z0-9]{24,30}[^a-z0-9 ]"#,
        #"(?<![a-z0-9.])[a-z0-9]{24}\b"#,
      ].map {
        PatternSource(name: $0, regex: RegexSource($0))
      })
    for pattern in 0..<3 {
      #expect(
        set.searchPlan(of: pattern).phrase == "begins with 24 or more characters of one class")
    }
    let scan = TextScan()
    let word = String(repeating: "a1", count: 12)
    for (text, expected) in [
      (word, [0, 1, 2]), ("x\(word)", [1]), (".\(word) x\(word)!", [1]), ("é \(word)!", [0, 1, 2]),
    ] {
      withBytes(text) { set.scan($0, into: scan) }
      #expect(Array(scan.candidates) == expected, "\(text)")
    }
  }

  @Test func `runs of every length are looked for in texts that are long enough for them`() throws {
    let lengths = [30, 17, 24, 20, 33, 16, 28, 19]
    let set = try PatternSet(
      lengths.map { PatternSource(name: "\($0)", regex: RegexSource("[a-z]{\($0)}")) })
    let scan = TextScan()
    for length in 15...34 {
      withBytes(String(repeating: "a", count: length)) { set.scan($0, into: scan) }
      let expected = lengths.indices.filter { lengths[$0] <= length }
      #expect(Array(scan.candidates) == expected, "\(length)")
    }
  }
}
