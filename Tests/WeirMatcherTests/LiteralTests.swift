import Testing

@testable import WeirMatcher

@Suite struct LiteralTests {
  @Test func `any of the texts is found exactly`() {
    let set = LiteralSet(["as an ai", "developer mode", "é"])
    #expect(
      withBytes("so, as an ai, I") { set.firstHit(in: $0) } == .init(literal: 0, start: 4, end: 12))
    #expect(withBytes("As An AI") { set.firstHit(in: $0) } == nil)
    #expect(withBytes("café") { set.firstHit(in: $0) } == .init(literal: 2, start: 3, end: 5))
    #expect(!withBytes("") { set.contains(in: $0) })
  }

  @Test func `no literals occur nowhere, an empty one everywhere`() {
    #expect(!withBytes("abc") { LiteralSet([]).contains(in: $0) })
    #expect(withBytes("") { LiteralSet(["x", ""]).contains(in: $0) })
  }

  @Test func `the set agrees with a search for each literal`() {
    var random = SplitMix(seed: 3)
    for _ in 0..<400 {
      let literals = (0..<Int(random.next() % 6)).map { _ in word(&random, 1...4) }
      let text = word(&random, 0...30)
      let hit = withBytes(text) { LiteralSet(literals).firstHit(in: $0) }
      #expect(hit == slowHit(literals, text), "\(literals) in \(text)")
    }
  }

  @Test func `every byte may occur in a literal`() {
    let all = String(String.UnicodeScalarView((0..<0x500).compactMap { Unicode.Scalar($0) }))
    let set = LiteralSet([all, "zz"])
    #expect(withBytes("x" + all) { set.firstHit(in: $0)?.literal } == 0)
  }

  private func word(_ random: inout SplitMix, _ length: ClosedRange<Int>) -> String {
    String(
      (0..<Int.random(in: length, using: &random)).map { _ in
        "abé".randomElement(using: &random) ?? "a"
      })
  }

  private func slowHit(_ literals: [String], _ text: String) -> LiteralSet.Hit? {
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      let ending = literals.indices.filter {
        bytes[..<end].suffix(literals[$0].utf8.count).elementsEqual(literals[$0].utf8)
      }
      let longest = ending.max {
        (literals[$0].utf8.count, -$0) < (literals[$1].utf8.count, -$1)
      }
      if let longest {
        return .init(literal: longest, start: end - literals[longest].utf8.count, end: end)
      }
    }
    return nil
  }

  @Test func `a word list finds whole words only`() {
    let words = WordList(["card", "Konto-Nr."])
    #expect(withBytes("my CARD.") { words.occurs(in: $0) })
    #expect(!withBytes("discards") { words.occurs(in: $0) })
    #expect(withBytes("KONTO-NR.5") { words.occurs(in: $0) })
    #expect(!withBytes("xkonto-nr.") { words.occurs(in: $0) })
    #expect(!withBytes("car") { words.occurs(in: $0) })
  }

  @Test func `words are found wherever they begin`() {
    let words = ["ka", "#a", "é", "a k", "_k", "\u{212A}#"]
    let list = WordList(words)
    var generator = SplitMix(seed: 7)
    var found = 0
    for _ in 0..<2_000 {
      let length = Int.random(in: 1...6, using: &generator)
      let alphabet = Array("kKaA_# éÉ\u{212A}".unicodeScalars)
      let text = (0..<length).map { _ in alphabet.randomElement(using: &generator)! }
      let isThere = (0..<length).contains { start in
        words.contains { isWord(Array($0.unicodeScalars), at: start, in: text) }
      }
      var line = String.UnicodeScalarView()
      line.append(contentsOf: text)
      #expect(withBytes(String(line)) { list.occurs(in: $0) } == isThere, "\(text)")
      if isThere { found += 1 }
    }
    #expect(found > 200 && found < 1_800)
  }

  private func isWord(
    _ word: [Unicode.Scalar], at start: Int, in text: [Unicode.Scalar]
  ) -> Bool {
    func isLetter(_ place: Int) -> Bool {
      text.indices.contains(place) && UTF8Scalars.isWord(text[place].value)
    }
    let end = start + word.count
    guard end <= text.count,
      zip(word, text[start..<end]).allSatisfy({ CaseVariants.of($0.value).contains($1.value) })
    else { return false }
    return !(isLetter(start) && isLetter(start - 1)) && !(isLetter(end - 1) && isLetter(end))
  }
}
