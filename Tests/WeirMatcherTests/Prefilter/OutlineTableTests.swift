import Testing

@testable import WeirMatcher

@Suite struct OutlineTableTests {
  private func outline(_ pattern: String, flags: String = "") throws -> Outline {
    try #require(Outline(RegexParser.parse(RegexSource(pattern, flags: flags)).root))
  }

  /// Whether a match may begin at an offset.
  private func canMatch(
    _ pattern: String, _ text: String, from start: Int = 0, flags: String = "",
    steps: Int = 1_000
  ) throws -> Bool {
    let table = OutlineRows.forward(try outline(pattern, flags: flags))
    var steps = steps
    return withBytes(text) { text in
      let side = SymbolSet.side(of: text, before: start)
      return table.canMatch(text, from: start, after: side, &steps)
    }
  }

  /// Where matches may begin before a literal at an offset, and where the reading stopped.
  private func starts(
    _ pattern: String, before literal: String, at index: Int, _ text: String, steps: Int = 1_000
  ) throws -> (found: [Int], lost: Int?) {
    let bytes = literal.utf8.map { Literal.Byte(value: $0, isEitherCase: false) }
    let known = OutlineRows.Backward(try outline(pattern), [Literal(bytes: bytes)])
    var found: [Int] = []
    var steps = steps
    let lost = withBytes(text) { text in
      known.table.findStarts(text, from: index, known.entries[0], &steps) { start, _ in
        found.append(start)
      }
    }
    return (found, lost)
  }

  @Test(arguments: [
    ("ab", true), ("abb", true), ("abbc", true), ("abc-", true), ("ab ", true), ("a", false),
    ("abbb", false), ("abx", false), ("abcc", false), ("b", false), ("", false), ("abé", true),
  ])
  func `reading forward ends where no match can go on`(text: String, isPossible: Bool) throws {
    #expect(try canMatch(#"\bab{1,2}c?\b"#, text) == isPossible)
  }

  @Test func `what stands before a start can deny it`() throws {
    #expect(try !canMatch(#"\bab"#, "xab", from: 1))
    #expect(try canMatch(#"\bab"#, "-ab", from: 1))
    #expect(try canMatch(#"\Bab"#, "xab", from: 1))
    #expect(try !canMatch(#"\Bab"#, "ab"))
    // What a character outside ASCII is to a boundary is PCRE2's to say.
    #expect(try canMatch(#"\bab"#, "éab", from: 2))
  }

  @Test func `characters outside ASCII are told by their first byte, however long`() throws {
    #expect(try canMatch("é{2}x", "àãx"))
    #expect(try !canMatch("é{2}x", "é日x"))
    #expect(try canMatch("[^é]{2}x", "日😀x"))
    #expect(try !canMatch("é{2}x", "日x"))
    #expect(try !canMatch("é{2}x", "日éé"))
    #expect(try canMatch("kiss", "\u{212A}i\u{17F}S", flags: "i"))
    #expect(try !canMatch("kiss", "\u{212A}iss"))
  }

  @Test func `bounded repeats are counted`() throws {
    let phone = #"\+[0-9]{1,3}[ -]?[0-9]{2,4}(?:[ -]?[0-9]{2,4}){2,4}\b"#
    #expect(try canMatch(phone, "+49 30 1234 5678"))
    #expect(try !canMatch(phone, "+49 30 1234"[...].dropLast(2) + " x"))
    #expect(try !canMatch(phone, "+49 301 2-3456"))
    #expect(try !canMatch(phone, "+" + String(repeating: "1", count: 40)))
  }

  @Test func `where the steps don't suffice a match is possible`() throws {
    let text = String(repeating: "a", count: 50)
    #expect(try !canMatch("a+@", text))
    #expect(try canMatch("a+@", text, steps: 49))
    #expect(try !canMatch("a+@", text, steps: 50))
  }

  @Test func `a pattern with more states than there is room for is known as far as they go`() throws
  {
    let pattern = "[ab]{0,30}a[ab]{0,30}b[ac]{0,30}d"
    #expect(try !canMatch(pattern, "x"))
    #expect(try !canMatch(pattern, "abx"))
    #expect(try canMatch(pattern, String(repeating: "ab", count: 40) + "x"))
  }

  @Test func `what the tree does not show has no outline`() {
    #expect(Outline(RegexParser.parse(RegexSource(#"(a)\1"#)).root) == nil)
    #expect(Outline(RegexParser.parse(RegexSource(#"\Xa"#)).root) == nil)
  }

  @Test func `a table that knows nothing denies nothing`() {
    let table = OutlineTable()
    var steps = 9
    withBytes("abc") { text in
      #expect(table.canMatch(text, from: 1, after: .word, &steps))
      let lost = table.findStarts(text, from: 2, table.open, &steps) { _, _ in }
      #expect(lost == 2)
    }
  }

  @Test func `reading backward finds every start, the last first`() throws {
    let pattern = #"(?:send|end)\s+(?:the\s+)?key"#
    #expect(try starts(pattern, before: "key", at: 9, "send the key").found == [1, 0])
    #expect(try starts(pattern, before: "key", at: 5, "send key").found == [1, 0])
    #expect(try starts(pattern, before: "key", at: 8, "sendthe key").found == [])
    #expect(try starts(#"\w+@"#, before: "@", at: 4, "a bé@").found == [2, 3].reversed())
  }

  @Test func `reading backward ends where no match can begin, at the front, and out of steps`()
    throws
  {
    let text = String(repeating: "a", count: 20) + "x"
    let whole = try starts("a+x", before: "x", at: 20, text)
    #expect(whole.found.count == 20 && whole.lost == nil)
    let part = try starts("a+x", before: "x", at: 20, text, steps: 5)
    #expect(part.found == [19, 18, 17, 16, 15] && part.lost == 15)
    let none = try starts("a+x", before: "x", at: 3, "aa-x", steps: 1)
    #expect(none.found == [] && none.lost == nil)
  }

  @Test func `a literal may stand in several places of a pattern`() throws {
    let pattern = "a?oo[0-9]*oob"
    #expect(try starts(pattern, before: "oo", at: 4, "aoo1oob").found == [4, 1, 0])
  }

  @Test func `starts that follow each other make one window`() {
    var found = FoundStarts()
    var windows: [ClosedRange<Int>] = []
    for start in [40, 39, 36, 20, 3, 0] {
      if let window = found.take(start) { windows.append(window) }
    }
    #expect(windows == [36...40, 20...20])
    #expect(found.window == 0...3)
  }

  @Test(arguments: [
    (#"\babc(?:d|e)f?\b"#, "abc"), ("(?i)abc(?-i)(?:D|e)", "abc"), ("(?:Ab|ab)c|ABx", "ab"),
    (#"é{2}[a-z]"#, "é"), ("abc", "abc"), (#"\Bab{1,9}c"#, "abb"),
  ])
  func `reading on behind a literal says what reading it says`(pattern: String, word: String) throws
  {
    for isFolded in [false, true] {
      let literal = Literal(
        bytes: word.utf8.map { Literal.Byte(value: $0, isEitherCase: isFolded && $0 < 0x80) })
      let table = OutlineRows.forward(try outline(pattern))
      for before in ["", "x", " "] {
        for behind in ["", "d", "D", "ef", "x", "c", "C", "é1", "éa", " ", "bbbbbbc"] {
          for spelling in isFolded ? [word, word.uppercased()] : [word] {
            withBytes(before + spelling + behind) { text in
              let start = before.utf8.count
              let side = SymbolSet.side(of: text, before: start)
              var (left, other) = (100, 100)
              let lead = table.lead(after: side, reading: literal)
              #expect(
                table.canMatch(text, from: start, lead, &left)
                  == table.canMatch(text, from: start, after: side, &other),
                "\(pattern) in \(before + spelling + behind)")
              #expect(left >= other)
            }
          }
        }
      }
    }
  }
}
