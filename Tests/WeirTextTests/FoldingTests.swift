import Foundation
import Testing

@testable import WeirText

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Text", "text"), ("ＴＥＸＴ", "text"), ("te\u{200B}xt", "text"), ("\u{FEFF}text", "text"),
    ("ﬁle", "file"), ("ſecret", "secret"), ("STRASSE", "straße"), ("①", "1"), ("\u{212A}ey", "key"),
    ("e\u{301}", "É"), ("한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"),
    ("𝓽𝓮𝔁𝓽", "TEXT"), ("a\u{323}\u{301}", "a\u{301}\u{323}"), ("te\u{FE0F}xt", "text"),
  ])
  func `disguises of case and form share a key`(first: String, second: String) {
    // Compared as bytes, since `==` on String forgives canonical differences.
    #expect(Array(folded(first).utf8) == Array(folded(second).utf8))
  }

  @Test func `different names keep different keys`() {
    #expect(folded("text") != folded("texts"))
    #expect(folded("text") != folded("tеxt"))
    #expect(folded("a\u{301}") != folded("a"))
    #expect(folded("") == "" && folded("a_B-9.") == "a_b-9.")
  }

  @Test func `keys agree with Foundation's NFKD and the library's lower case`() {
    var generator = SeededGenerator(state: 2)
    for _ in 0..<400 {
      let text = randomText(&generator, length: 8)
      let known = String(
        String.UnicodeScalarView(
          text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
      let upper = known.decomposedStringWithCompatibilityMapping
      #expect(Array(folded(known).utf8) == Array(folded(upper).utf8), "\(known.debugDescription)")
      #expect(Array(folded(text).utf8) == Array(folded(known).utf8), "\(text.debugDescription)")
    }
  }

  @Test func `a key is its own key`() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<500 {
      let key = folded(randomText(&generator, length: 12))
      #expect(Array(folded(key).utf8) == Array(key.utf8))
    }
  }

  @Test func `every cased scalar shares a key with its lower and upper case`() {
    for value in UInt32(0x80)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), value < 0xA000 || value > 0xD800,
        scalar.properties.isCased, let age = scalar.properties.age, age.major < 14,
        scalar != "\u{130}", scalar != "\u{345}"
      else { continue }
      let key = Array(folded(String(scalar)).utf8)
      #expect(key == Array(folded(scalar.properties.lowercaseMapping).utf8), "U+\(value)")
    }
  }

  @Test func `a scalar folds to nothing, one or many`() {
    var scalars: [UInt32] = []
    for scalar: UInt32 in [0x41, 0x200B, 0xFB03, 0xAC01] {
      Folding.appendFolded(scalar, to: &scalars)
    }
    #expect(scalars == [0x61, 0x66, 0x66, 0x69, 0x1100, 0x1161, 0x11A8])
  }

  @Test func `a hostile run of combining marks takes no quadratic time`() {
    let marks = String(repeating: "\u{301}\u{323}", count: 200_000)
    // Quadratic, this would not end while anyone waits.
    #expect(folded("a" + marks).unicodeScalars.count == 400_001)
  }
}
