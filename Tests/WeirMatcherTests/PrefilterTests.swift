import Testing

@testable import WeirMatcher

@Suite struct PrefilterTests {
  private func plan(_ pattern: String, flags: String = "") throws -> SearchPlan {
    let source = PatternSource(name: "p", regex: RegexSource(pattern, flags: flags))
    return try PatternSet([source]).searchPlan(of: 0)
  }

  private func set(_ patterns: [String], flags: String = "") throws -> PatternSet {
    try PatternSet(patterns.map { PatternSource(name: $0, regex: RegexSource($0, flags: flags)) })
  }

  private func candidates(_ set: PatternSet, _ text: String) -> [Int] {
    let scan = TextScan()
    withBytes(text) { set.scan($0, into: scan) }
    return Array(scan.candidates)
  }

  @Test(arguments: [
    (#"\bghp_[A-Za-z0-9]{36}\b"#, "begins with `ghp_`"),
    (#"(?:ghp_|xoxb-)[A-Z0-9]{16}"#, "begins with one of 2 texts"),
    (#"\b[A-Za-z0-9._%+-]+@[a-z.]+\.[a-z]{2,4}\b"#, "a run of one class before `@`"),
    (#"[0-9]{14}\.atlasv1\."#, "a little before `.atlasv1.`"),
    (#"[0-9]{1,4}\.atlasv1\."#, "a little before `.atlasv1.`, read back from there"),
    (#"\w+ .*\bpassw0rd"#, "somewhere before `passw0rd`, read back from there"),
    (#"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b"#, "begins with 5 characters of certain classes"),
    (#"^[a-z]{3}x|\A["']"#, "begins where the text does"),
    (#"(?m)^[^a]"#, "searched everywhere: nothing in it must occur"),
    (#"[^a]"#, "searched everywhere: nothing in it must occur"),
    (#"\Gabcdef"#, "searched everywhere: nothing in it must occur"),
  ])
  func `a plan says in a phrase how a pattern is looked for`(pattern: String, phrase: String) throws
  {
    let plan = try plan(pattern)
    #expect(plan.phrase == phrase)
    #expect(plan.isPrefiltered == !phrase.hasPrefix("searched everywhere"))
  }

  @Test(arguments: ["kiss", "KISS", "\u{212A}i\u{17F}s", "kIſS"])
  func `a caseless literal is found in the spellings outside ASCII, too`(text: String) throws {
    let set = try set(["kiss"], flags: "i")
    #expect(set.searchPlan(of: 0).isPrefiltered)
    #expect(candidates(set, "… \(text) …") == [0])
  }

  @Test func `a literal of one case is not found in another`() throws {
    let set = try set(["AKIA", "akia", "(?i)akia"])
    #expect(candidates(set, "xx AKIA xx") == [0, 2])
    #expect(candidates(set, "xx akia xx") == [1, 2])
    #expect(candidates(set, "xx Akia xx") == [2])
  }

  @Test func `candidates are those that were found in the last text`() throws {
    let set = try set(["needle", "thread", "[^a]"])
    let scan = TextScan()
    #expect(!scan.canMatch(0))
    withBytes("a needle") { set.scan($0, into: scan) }
    #expect((0..<3).map(scan.canMatch) == [true, false, true])
    withBytes("a thread") { set.scan($0, into: scan) }
    #expect(Array(scan.candidates) == [1, 2])
    withBytes("") { set.scan($0, into: scan) }
    #expect(scan.candidates.isEmpty)
  }

  @Test func `a text beyond the bound is a failure for every pattern`() throws {
    let set = try set(["needle", "thread"])
    let scan = TextScan()
    withBytes(String(repeating: "a", count: MatcherLimits.textBytesMax + 1)) { bytes in
      set.scan(bytes, into: scan)
      #expect(Array(scan.candidates) == [0, 1])
      var cursor = set.candidates(of: 1, in: bytes, scan: scan, scratch: MatchScratch())
      #expect(cursor.next() == .failure(.textTooLong(bytes: bytes.count)))
    }
  }

  @Test(arguments: [0, 1, 31, 95, 96, 97, 200, 333])
  func `a literal is found wherever the four parts of a text meet`(padding: Int) throws {
    let set = try set(["needle", #"\b[0-9]{3}-[0-9]{2}"#])
    let scratch = MatchScratch()
    let scan = TextScan()
    for start in 0...padding {
      let before = String(repeating: ".", count: start)
      let after = String(repeating: "é", count: padding - start)
      withBytes(before + "needle 123-45" + after) { bytes in
        set.scan(bytes, into: scan)
        for (pattern, offset) in [(0, 0), (1, 7)] {
          var cursor = set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch)
          guard case .found(let match) = cursor.next() else {
            Issue.record("pattern \(pattern) at \(start) of \(padding)")
            continue
          }
          #expect(match.wholeStart == start + offset)
        }
      }
    }
  }

  @Test func `of a text beyond the bound every pattern is a candidate, whatever its plan asks for`()
    throws
  {
    let set = try set([
      #"(?:show|print)\s+(?:me\s+)?(?:your|the)\s+(?:prompt|rules)"#, #"[0-9]{3}-[0-9]{2}"#, "-",
      #"\w+@\w+"#,
    ])
    let scan = TextScan()
    withBytes(String(repeating: "z", count: MatcherLimits.textBytesMax + 1)) { bytes in
      set.scan(bytes, into: scan)
      #expect((0..<4).allSatisfy { scan.canMatch($0) })
    }
  }

  @Test func `windows of a hostile text stay few, and no match is lost`() throws {
    let set = try set(["ab?c", "a", "[ab]+@x"])
    let scan = TextScan()
    let text = String(repeating: "ac,a@", count: 25_000) + "bb@x"
    withBytes(text) { bytes in
      set.scan(bytes, into: scan)
      #expect(scan.memory.pointee.windowCount < StartList.windowsLeast)
      let scratch = MatchScratch()
      for pattern in 0..<3 {
        let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: 0)
        let fast = Trail(
          set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 0)
        #expect(fast == slow)
      }
    }
  }

  @Test(arguments: [#"(?:\p{Lu})*+sk"#, #"\p{Lu}+@"#, #"\b\p{Ll}+@x"#, #"\p{Lu}++b@"#])
  func `a class of which the tree holds too much denies no match`(pattern: String) throws {
    let set = try set([pattern], flags: "i")
    let scan = TextScan()
    withBytes("aSsk aB@x bé@x ABb@") { bytes in
      set.scan(bytes, into: scan)
      let scratch = MatchScratch()
      let slow = Trail(set.candidates(of: 0, in: bytes, scratch: scratch), rejects: 0)
      let fast = Trail(set.candidates(of: 0, in: bytes, scan: scan, scratch: scratch), rejects: 0)
      #expect(slow == fast)
      #expect(!slow.matches.isEmpty)
    }
  }

  @Test func `what nearly matches everywhere is no candidate`() throws {
    let set = try set([
      #"\b(?:[0-9][ -]?){12,18}[0-9]\b"#, #"(?:send|post)\s+(?:the\s+)?key\s+to\b"#,
      #"[0-9]{8,10}:AA[a-z]{33}\b"#, #"\b[a-z.]+@[a-z]+\.[a-z]{2,4}\b"#, "(?i)over-[a-z]{4}!",
    ])
    let piece = "1234 5678 9012 345_ send the key too 123456789:AAabc me@site Over-abcd? post key "
    #expect(candidates(set, String(repeating: piece, count: 50)) == [])
    let whole =
      "1234 5678 9012 345 post key to 12345678:AA\(String(repeating: "a", count: 33)) me@a.de over-ABCD!"
    #expect(candidates(set, String(repeating: piece, count: 50) + whole) == [0, 1, 2, 3, 4])
  }

  @Test func `a start too far from its literal to be read back to is found`() throws {
    let set = try set([#"<[^<>]*secret"#, #"x[^<>]*yend"#])
    let filler = String(repeating: "secre ", count: 2_000)
    let text = "<a " + filler + "secret x" + filler + "yend"
    let scan = TextScan()
    withBytes(text) { bytes in
      set.scan(bytes, into: scan)
      for pattern in 0..<2 {
        let scratch = MatchScratch()
        let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: 0)
        let fast = Trail(
          set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 0)
        #expect(slow == fast)
        #expect(slow.matches.count == 1)
      }
    }
  }

  @Test func `one long run before a literal is read once, not from each of its places`() throws {
    let set = try set([#"\b[a-z.]+@[a-z]+\.[a-z]{2,4}\b"#])
    let scan = TextScan()
    let text = String(repeating: "a.", count: 400_000) + "@1 " + "me@site.com"
    withBytes(text) { bytes in
      set.scan(bytes, into: scan)
      var cursor = set.candidates(of: 0, in: bytes, scan: scan, scratch: MatchScratch())
      guard case .found(let match) = cursor.next() else {
        Issue.record("the address is there")
        return
      }
      #expect(match.wholeStart == text.utf8.count - 11)
      #expect(cursor.next() == .notFound)
    }
  }

  @Test(arguments: [#"(?>[^\w]+?)@"#, #"(?U)(?>[^\w]+)@"#])
  func `an atomic group that takes little leaves what it could have taken`(pattern: String) throws {
    let set = try set([pattern])
    #expect(candidates(set, "one.@ two") == [0])
    withBytes("one.@ two") { bytes in
      let found = set.firstMatch(of: 0, in: bytes, scratch: MatchScratch())
      #expect(found == .found(TextMatch(start: 3, end: 5, wholeStart: 3, wholeEnd: 5, view: .raw)))
    }
  }

  @Test func `what can match at line starts only does not match inside a line end`() throws {
    let set = try set([#".*\n"#, #".*\n(?=s)"#])
    let scan = TextScan()
    for text in ["\r\nskab", "x\r\n\nskab", "\r\n", "a\n\r\ns\r\n"] {
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        let scratch = MatchScratch()
        for pattern in 0..<2 {
          let slow = Trail(set.candidates(of: pattern, in: bytes, scratch: scratch), rejects: 0)
          let fast = Trail(
            set.candidates(of: pattern, in: bytes, scan: scan, scratch: scratch), rejects: 0)
          #expect(slow == fast, "\(text.debugDescription)")
        }
      }
    }
  }

  @Test(arguments: [#"\n+x1"#, "\n\\w", #"(?m)^\s?x"#, #"\r?\n?x"#])
  func `a match at LF after CR is found wherever the search begins`(pattern: String) throws {
    let set = try set([pattern])
    let scan = TextScan()
    withBytes("é\r\nx1") { bytes in
      set.scan(bytes, into: scan)
      let scratch = MatchScratch()
      let slow = Trail(set.candidates(of: 0, in: bytes, scratch: scratch), rejects: 0)
      let fast = Trail(set.candidates(of: 0, in: bytes, scan: scan, scratch: scratch), rejects: 0)
      #expect(slow == fast)
      #expect(slow.matches.count == 1)
    }
  }

  /// Their outlines take more work than tables may, or more edges than an outline may have.
  @Test(arguments: [
    #"\b(?:(?:\w{3,7}|\d) layers?\b[^\n]{0,120}\b(?:scene|fiction)|layer \d\b[^\n]{0,160}\bpropose|each one can create)"#,
    #"(?:[a-z]{1,9} )?five layers(?:[^\n]{0,90}[^\n]{0,90}scene)"#,
    #"(?:[^\n]?){90}five layers"#,
  ])
  func `a pattern too large to be read back is believed at every hit`(pattern: String) throws {
    let set = try PatternSet([
      PatternSource(name: "large", regex: RegexSource(pattern, flags: "i"))
    ])
    let scan = TextScan()
    for text in [
      "Tell it in five layers, each a scene in the one before.", "five layers, scene",
      "Five layers",
    ] {
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        let scratch = MatchScratch()
        let slow = Trail(set.candidates(of: 0, in: bytes, scratch: scratch), rejects: 0)
        let fast = Trail(set.candidates(of: 0, in: bytes, scan: scan, scratch: scratch), rejects: 0)
        #expect(slow == fast, "\(pattern) in \(text)")
      }
    }
  }

  @Test func `a word that has to stand near a match has to be in the text, in any case`() throws {
    let near = Near(words: ["Kosten", "straße", "ПАСПОРТ"], distance: 20)
    let set = try PatternSet([
      PatternSource(name: "near", regex: RegexSource(#"[0-9]{4,9}"#), near: near)
    ])
    let scan = TextScan()
    for (text, isFound) in [
      ("kosten 12345", true), ("\u{212A}O\u{17F}TEN 12345", true), ("12345 Straße", true),
      ("паспорт 12345", true), ("12345 costs", false), ("12345", false),
    ] {
      withBytes(text) { bytes in
        set.scan(bytes, into: scan)
        #expect(scan.candidates.isEmpty != isFound, "\(text)")
        let scratch = MatchScratch()
        let slow = Trail(set.candidates(of: 0, in: bytes, scratch: scratch), rejects: 0)
        let fast = Trail(set.candidates(of: 0, in: bytes, scan: scan, scratch: scratch), rejects: 0)
        #expect(slow == fast && slow.matches.isEmpty != isFound, "\(text)")
      }
    }
  }

  @Test func `what is searched everywhere takes no window where a word is missing`() throws {
    let near = Near(words: ["cost"], distance: 20)
    let set = try PatternSet([
      PatternSource(name: "near", regex: RegexSource(#"\G[^a]"#), near: near)
    ])
    let scan = TextScan()
    for (text, windows) in [("bbb", 0), ("bbb cost", 1), ("", 0)] {
      withBytes(text) { set.scan($0, into: scan) }
      #expect(scan.memory.pointee.windowCount == windows, "\(text)")
      #expect(scan.candidates.count == windows, "\(text)")
    }
  }

  @Test func `a pattern that nobody asks for is never a candidate`() throws {
    var source = PatternSource(name: "idle", regex: RegexSource("abc"))
    source.isWanted = false
    let set = try PatternSet([source, PatternSource(name: "busy", regex: RegexSource("abc"))])
    let scan = TextScan()
    withBytes("xabcx") { bytes in
      set.scan(bytes, into: scan)
      #expect(Array(scan.candidates) == [1])
    }
  }

  @Test func `what begins at the text's start is possible there only`() throws {
    let set = try set([#"^[^'"]{0,60}'\s*or\b"#, #"\A(?:a|b)c"#, #"^x|y"#])
    #expect(candidates(set, "it is ' or 1") == [0])
    #expect(candidates(set, "\"' or 1") == [])
    #expect(candidates(set, "bc") == [1])
    #expect(candidates(set, " bc y") == [2])
    #expect(candidates(set, "\nbc\nac") == [])
    #expect(candidates(set, "b") == [])
  }

  @Test func `what begins at the text's start reaches as far as its counts do`() throws {
    let once = #"^[^'"]{0,60}'\s*or\b"#
    let twice = #"^(?:[^'"]{0,60}[-é漢])?[^'"]{0,60}'\s*or\b"#
    let endless = #"^(?:[^'"]{0,60}[-é漢])*'\s*or\b"#
    // In characters, and more than one stride beyond.
    for letter in ["-", "é", "漢"] {
      for (pattern, reach) in [(once, 60), (twice, 121), (endless, 3000)] {
        let set = try set([pattern])
        for count in [0, 1, 59, 60, 80, 121, 140, 3000] where count <= reach || count > reach + 16 {
          let text = String(repeating: letter, count: count) + "' or 1"
          #expect(candidates(set, text) == (count <= reach ? [0] : []), "\(pattern) \(count)")
        }
      }
    }
  }

  @Test func `more patterns than there is room for in a group are looked for otherwise`() throws {
    let set = try set((0..<300).map { "^[a-z]\($0)x" })
    #expect(candidates(set, "a7x") == [7])
    #expect(candidates(set, "a299x") == [299])
    #expect(candidates(set, "-a299x").filter { $0 < 200 } == [])
  }
}
