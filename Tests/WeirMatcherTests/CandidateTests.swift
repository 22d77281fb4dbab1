import Testing

@testable import WeirMatcher

@Suite struct CandidateTests {
  private func set(
    _ pattern: String, flags: String = "", near: Near? = nil
  ) throws -> PatternSet {
    try PatternSet([
      PatternSource(
        name: "p", regex: RegexSource(pattern, flags: flags), near: near)
    ])
  }

  private func values(_ set: PatternSet, _ text: String, limit: Int? = nil) -> [String] {
    withBytes(text) { bytes in
      var matches: [TextMatch] = []
      let status = set.appendMatches(
        of: 0, in: bytes, to: &matches, limit: limit, scratch: MatchScratch())
      if limit == nil { #expect(status == .complete) }
      return matches.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }
  }

  /// The matches that a caller believes, and how the search ended.
  private func believed(
    _ set: PatternSet, _ text: String, _ accepts: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> (values: [String], ending: SearchOutcome) {
    withBytes(text) { bytes in
      var cursor = set.candidates(of: 0, in: bytes, scratch: MatchScratch())
      var values: [String] = []
      while true {
        let outcome = cursor.next()
        guard case .found(let match) = outcome else { return (values, outcome) }
        let value = UnsafeBufferPointer(rebasing: bytes[match.start..<match.end])
        if accepts(value) {
          values.append(String(decoding: value, as: UTF8.self))
        } else {
          cursor.reject()
        }
      }
    }
  }

  @Test func `accepted matches do not overlap`() throws {
    #expect(values(try set("aa"), "aaaaa") == ["aa", "aa"])
  }

  @Test func `a rejected candidate resumes one character after its start`() throws {
    let set = try set("[äb]{2}")
    withBytes("äbäb") { bytes in
      var cursor = set.candidates(of: 0, in: bytes, scratch: MatchScratch())
      var starts: [Int] = []
      while case .found(let match) = cursor.next() {
        starts.append(match.wholeStart)
        cursor.reject()
      }
      #expect(starts == [0, 2, 3])
    }
  }

  @Test func `rejecting twice or too early changes nothing`() throws {
    let set = try set("a")
    withBytes("aa") { bytes in
      var cursor = set.candidates(of: 0, in: bytes, scratch: MatchScratch())
      cursor.reject()
      _ = cursor.next()
      cursor.reject()
      cursor.reject()
      guard case .found(let second) = cursor.next() else { return #expect(Bool(false)) }
      #expect(second.start == 1)
      #expect(cursor.next() == .notFound)
      #expect(cursor.next() == .notFound)
    }
  }

  @Test func `a card hidden behind other digits is still found`() throws {
    let set = try set(#"(?:[0-9][ -]?){15}[0-9]"#)
    let (values, ending) = believed(set, "9 4111 1111 1111 1111", isLuhnNumber)
    #expect(values == ["4111 1111 1111 1111"])
    #expect(ending == .notFound)
  }

  @Test func `what a caller rejects is no match`() throws {
    let text = "0000000000000000 4111111111111111"
    #expect(believed(try set("[0-9]{16}"), text, isLuhnNumber).values == ["4111111111111111"])
    #expect(believed(try set("[0-9]{16}"), text) { _ in false }.values == [])
  }

  @Test func `the group named value is the match`() throws {
    let set = try set(#"key=(?<value>[a-z]+);"#)
    withBytes("x key=abc; y") { bytes in
      let outcome = set.firstMatch(of: 0, in: bytes, scratch: MatchScratch())
      let match = TextMatch(start: 6, end: 9, wholeStart: 2, wholeEnd: 10, view: .raw)
      #expect(outcome == .found(match))
    }
  }

  @Test func `a value group that caught nothing leaves the whole`() throws {
    #expect(values(try set("a(?<value>b)?c"), "ac abc") == ["ac", "b"])
    #expect(values(try set("a(?<value>b*)c"), "ac abc") == ["b"])
  }

  @Test func `a value group far down the list is found`() throws {
    let groups = String(repeating: "(a)", count: 20)
    #expect(
      values(try set(groups + "(?<value>b)"), String(repeating: "a", count: 20) + "b") == ["b"])
  }

  @Test func `the limit stops the list, and says so`() throws {
    let set = try set("a")
    withBytes("aaa") { bytes in
      var matches: [TextMatch] = []
      let status = set.appendMatches(
        of: 0, in: bytes, to: &matches, limit: 2, scratch: MatchScratch())
      #expect(status == .limitReached)
      #expect(matches.count == 2)
    }
  }

  @Test(arguments: [
    ("ab", 2), ("a{3}b?|[xyz]{2}", 2), ("(?<=ab)c(?=de)", 1), (#"^\w+@\w+$"#, 3), ("(a+)b+", 2),
  ])
  func `a pattern knows how long the texts are in which it matches`(
    pattern: String, wanted: Int
  ) throws {
    #expect(try set(pattern).patterns[0].scalarsMin == wanted)
    let near = Near(words: ["phone", "tel"], distance: 5)
    #expect(try set(pattern, near: near).patterns[0].scalarsMin == wanted + 3)
  }

  @Test func `a word that may stand beside a value group makes no text longer`() throws {
    let near = Near(words: ["card"], distance: 5)
    let pattern = try set("card (?<value>[0-9]{4})", near: near)
    #expect(pattern.patterns[0].scalarsMin == 9)
    #expect(values(pattern, "card 1234") == ["1234"])
  }

  @Test func `nothing is known of a pattern that the tree does not show whole`() throws {
    #expect(try set("(x)?(?(1)abc|)a").patterns[0].scalarsMin == 0)
  }

  @Test func `an empty text holds no match`() throws {
    #expect(values(try set("a"), "") == [])
  }

  // MARK: near

  private func near(_ words: [String], _ distance: Int) throws -> PatternSet {
    try set("[0-9]+", near: Near(words: words, distance: distance))
  }

  @Test func `a word may stand exactly so far before the value`() throws {
    let set = try near(["card"], 4)
    #expect(values(set, "card .. 12") == ["12"])
    #expect(values(set, "card ... 12") == [])
    #expect(values(set, "cardé 12") == [])
    #expect(values(set, "card éé 12") == ["12"])
    #expect(values(set, "card ééé 12") == [])
  }

  @Test func `a word may stand exactly so far after the value`() throws {
    let set = try near(["card"], 4)
    #expect(values(set, "12 .. card") == ["12"])
    #expect(values(set, "12 ... card") == [])
    #expect(values(set, "12 éé card") == ["12"])
  }

  @Test func `the word must be whole`() throws {
    let set = try near(["card"], 40)
    #expect(values(set, "discard 12") == [])
    #expect(values(set, "cards 12") == [])
    #expect(values(set, "card_ 12") == [])
    #expect(values(set, "card12") == [])
    #expect(values(set, "(card) 12") == ["12"])
    #expect(values(set, "écard 12 cardé") == [])
  }

  @Test func `case does not matter, in any script`() throws {
    #expect(values(try near(["card"], 9), "CaRd 12") == ["12"])
    #expect(values(try near(["KARTE"], 9), "\u{212A}arte 12") == ["12"])
    #expect(values(try near(["straße"], 9), "STRAẞE 12") == ["12"])
    #expect(values(try near(["ΣΊΣΥΦΟΣ"], 9), "σίσυφος 12") == ["12"])
    #expect(values(try near(["карта"], 9), "12 КАРТА") == ["12"])
  }

  @Test func `the value itself is not its neighbour`() throws {
    let set = try set("card [0-9]+", near: Near(words: ["card"], distance: 20))
    #expect(values(set, "card 12") == [])
    #expect(values(set, "card card 12") == ["card 12"])
  }

  @Test func `a phrase may be a word, and a longer one wins`() throws {
    #expect(values(try near(["credit card"], 1), "Credit Card 12") == ["12"])
    #expect(values(try near(["card", "card no"], 1), "card no 12") == ["12"])
    #expect(values(try near(["#"], 0), "#12") == ["12"])
  }

  @Test(arguments: [
    Near(words: [], distance: 3), Near(words: [""], distance: 3), Near(words: ["a"], distance: -1),
    Near(words: ["a"], distance: Int.max),
  ])
  func `a near without meaning is refused`(near: Near) {
    #expect(throws: PatternSetError(index: 0, name: "p", error: .invalidNear)) {
      try set("a", near: near)
    }
  }

  // MARK: Unicode

  @Test func `word boundaries and case know Unicode`() throws {
    #expect(values(try set(#"\bcafé\b"#), "le café noir, cafés") == ["café"])
    #expect(values(try set("kiss", flags: "i"), "\u{212A}i\u{17F}S") == ["\u{212A}iſS"])
    #expect(values(try set(#"\d"#), "٣") == ["٣"])
    #expect(values(try set("É", flags: "i"), "é") == ["é"])
  }

  @Test func `a dollar without m is only the very end`() throws {
    #expect(values(try set("a$"), "a\n") == [])
    #expect(values(try set("a$", flags: "m"), "a\na\r\na\u{2028}") == ["a", "a", "a"])
    #expect(values(try set("a.b", flags: "s"), "a\nb") == ["a\nb"])
    #expect(values(try set("a b # c", flags: "x"), "ab") == ["ab"])
  }

  // MARK: failures

  @Test func `a match limit is a failure, not "not found"`() throws {
    let set = try set("(a+)+$")
    let outcome = withBytes(String(repeating: "a", count: 60) + "b") {
      set.firstMatch(of: 0, in: $0, scratch: MatchScratch())
    }
    #expect(outcome == .failure(.matchLimit))
  }

  @Test func `a failure is final`() throws {
    let set = try set("(a+)+$")
    withBytes(String(repeating: "a", count: 60) + "b") { bytes in
      var cursor = set.candidates(of: 0, in: bytes, scratch: MatchScratch())
      #expect(cursor.next() == .failure(.matchLimit))
      cursor.reject()
      #expect(cursor.next() == .failure(.matchLimit))
    }
  }

  @Test func `a text over the bound is a failure`() throws {
    let set = try set("a")
    let length = MatcherLimits.textBytesMax + 1
    let outcome = withBytes(String(repeating: "a", count: length)) {
      set.firstMatch(of: 0, in: $0, scratch: MatchScratch())
    }
    #expect(outcome == .failure(.textTooLong(bytes: length)))
  }

  @Test func `long runs that every start reads again are a failure`() throws {
    let set = try set(#"\w+@"#)
    let word = String(repeating: "a", count: 20_000)
    func outcome(_ text: String) -> SearchOutcome {
      withBytes(text) { set.firstMatch(of: 0, in: $0, scratch: MatchScratch()) }
    }
    #expect(outcome(word) == .failure(.workLimit))
    #expect(outcome(String(repeating: "some words ", count: 20_000)) == .notFound)
  }

  @Test func `rejected candidates share one budget`() throws {
    let set = try set(#"[0-9]+"#)
    let (values, ending) = believed(set, String(repeating: "7", count: 20_000), isIBAN)
    #expect(values == [])
    #expect(ending == .failure(.workLimit))
  }

  @Test func `two threads share one set and find the same`() async throws {
    let set = try set(#"\b[a-z]+[0-9]\b"#)
    let text = String(repeating: "ab1 cd! é9 x2 ", count: 500)
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          withBytes(text) { bytes in
            var matches: [TextMatch] = []
            let scratch = MatchScratch()
            for _ in 0..<5 {
              matches.removeAll()
              _ = set.appendMatches(of: 0, in: bytes, to: &matches, scratch: scratch)
            }
            return matches.count
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [1000, 1000, 1000, 1000])
  }
}
