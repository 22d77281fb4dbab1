import Foundation
import Testing

@testable import WeirMatcher

@Suite struct TextShapeTests {
  private static let cases =
    ProcessInfo.processInfo.environment["WEIR_CASES"].flatMap(Int.init) ?? 30

  private func canMatch(_ pattern: String, _ text: String, near: Near? = nil) throws -> Bool {
    let set = try PatternSet([PatternSource(name: "p", regex: RegexSource(pattern), near: near)])
    return try withBytes(text) { bytes in
      var shape = try #require(TextShape(of: bytes))
      return set.canMatch(0, in: &shape)
    }
  }

  @Test(arguments: [
    // Any digit from the third character on, and nothing else for what is none.
    ("m-0000", "m-[0-9]{4}", true), ("m-0000", "m-9876", true), ("m-0000", "m-[0-9]{5}", false),
    ("m-0000", "n", false), ("m-0000", "M", false), ("m-0000", "(?i)M-1", true),
    ("1700", "17[0-9]9", true), ("1700", "16", true), ("1700", "^16", false),
    ("1700", "[2-9]{2}", true),
    ("1700", "[2-9]{4}", false),
    // Repeats.
    ("s-12", "s-[0-9]{1,3}$", true), ("s-12", "s-[0-9]?$", false), ("s-12", "(?:[0-9]{2})*s", true),
    ("s-12", "(?:-|[0-9])+x", false), ("s-12", "(?:a?){40}-", true),
    ("s-12", "(?>[0-9]+)[0-9]", true),
    ("s-12", "(?:s|-[0-9])+[0-9]", true), ("s-12", "(?:[0-9]{3})+", false),
    // Assertions.
    ("s-12", "^-", false), ("s-12", "s$", false), ("s-12", "[0-9]\\b[0-9]", false),
    ("s-12", "-\\b[0-9]{2}\\b", true), ("s-12", "s\\B", false), ("s-12", "[0-9]\\B[0-9]", true),
    // Looks of one character, and longer ones, which are not read.
    ("s-12", "(?<!-)[0-9]{2}", false), ("s-12", "(?<!x|-)[0-9]{2}", false),
    ("s-12", "(?<!1)[0-9]", true), ("s-12", "-(?![0-9])", false), ("s-12", "-(?![0-8])", true),
    ("s-12", "(?!s)s", false), ("s-12", "(?!s-)s", true), ("s-12", "(?=x)s", true),
    ("s-12", "(?<![\\p{Lu}-])[0-9]{2}", true),
    // What the tree can't say.
    ("s-12", "(s)-\\1", true), ("s-12", "\\G12", true),
  ])
  func `what may match in some text of a shape`(text: String, pattern: String, wanted: Bool) throws
  {
    #expect(try canMatch(pattern, text) == wanted)
  }

  @Test func `a word that has to stand near may be there or not`() throws {
    for (text, wanted) in [
      ("pin 1234", true), ("PIN 1234", true), ("id: 1234", false), ("id 12340", true),
      ("code9 1234", true), ("code 1234", false),
    ] {
      let near = Near(words: ["pin", "code1", "ID"], distance: 1)
      let isLong = text.hasPrefix("id")
      #expect(try canMatch(isLong ? "[0-9]{5}" : "[0-9]{4}", text, near: near) == wanted, "\(text)")
    }
  }

  @Test func `only short texts of printable ASCII have a shape`() {
    for (text, wanted) in [
      (String(repeating: "1", count: TextShape.bytesMax), true), ("", true), ("~ ", true),
      (String(repeating: "1", count: TextShape.bytesMax + 1), false), ("é", false), ("a\n", false),
      ("\u{7F}", false),
    ] {
      #expect(withBytes(text) { TextShape(of: $0) != nil } == wanted)
    }
  }

  @Test func `after so many steps everything may match`() throws {
    let set = try PatternSet([PatternSource(name: "p", regex: RegexSource("abc|abd|x"))])
    withBytes("s-12") { bytes in
      for (steps, wanted) in [(1, true), (100, false), (30, false)] {
        var shape = TextShape(of: bytes, stepsMax: steps)
        #expect(shape.map { _ in set.canMatch(0, in: &shape!) } == wanted)
      }
      // They are those of all patterns together.
      var shape = TextShape(of: bytes, stepsMax: 100)!
      #expect(!set.canMatch(0, in: &shape))
      #expect((0..<100).contains { _ in set.canMatch(0, in: &shape) })
    }
  }

  private static let pieces = [
    "sk", "ask", "KISS", "or", "the", "ab", "a", "x1", "-", "@", ".", "00", "7", "k", "s", "ab12",
    "drop", " ", "12", "3456", "2",
  ]

  @Test func `no text has a match that its shape denies`() throws {
    var maker = PatternMaker(generator: SplitMix(seed: 9))
    let scratch = MatchScratch()
    var (denied, found) = (0, 0)
    for _ in 0..<(4 * Self.cases) {
      let source = PatternSource(name: "p", regex: maker.pattern(), near: maker.near())
      guard let set = try? PatternSet([source]) else { continue }
      for _ in 0..<20 {
        let text = (0...maker.number(5)).map { _ in maker.pick(Self.pieces) }.joined()
        guard var shape = withBytes(text, { TextShape(of: $0) }) else { continue }
        let canMatch = set.canMatch(0, in: &shape)
        if !canMatch { denied += 1 }
        for _ in 0..<5 {
          let other = like(text, &maker)
          let isFound = withBytes(other) { bytes in
            if case .found = set.firstMatch(of: 0, in: bytes, scratch: scratch) {
              true
            } else {
              false
            }
          }
          if isFound { found += 1 }
          #expect(canMatch || !isFound, "\(source.regex) in \(other) like \(text)")
        }
      }
    }
    #expect(denied > 20 * Self.cases && found > 2 * Self.cases)
  }

  /// Another text of the shape.
  private func like(_ text: String, _ maker: inout PatternMaker) -> String {
    let digits = Array("0123456789")
    let end = text.dropFirst(TextShape.fixedBytes).map {
      digits.contains($0) ? maker.pick(digits) : $0
    }
    return text.prefix(TextShape.fixedBytes) + String(end)
  }
}
