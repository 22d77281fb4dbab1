import Foundation
import Testing

@testable import WeirText

@Suite struct TextMeasureTests {
  private let ratios: [@Sendable (UnsafeBufferPointer<UInt8>) -> Double] = [
    TextMeasure.symbolRatio, TextMeasure.digitRatio, TextMeasure.uppercaseRatio,
    TextMeasure.nonASCIIRatio, TextMeasure.invisibleRatio, TextMeasure.base64LikeRatio,
    TextMeasure.repetitionRatio,
  ]

  @Test func `the empty text measures zero`() {
    for ratio in ratios { #expect(measured("", ratio) == 0) }
    #expect(measured("", TextMeasure.characterEntropy) == 0)
    #expect(measured("", TextMeasure.scalarCount) == 0)
    #expect(measured("", TextMeasure.longestToken) == 0)
    #expect(measured("", TextMeasure.wordCount) == 0)
    #expect(measured("", TextMeasure.lineCount) == 0)
    #expect(!measured("", TextMeasure.hasInvisible))
  }

  @Test func `ratios stay between zero and one on any bytes`() {
    var generator = SeededGenerator(state: 4)
    for round in 0..<300 {
      let bytes = (0..<round).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.withUnsafeBufferPointer { text in
        for ratio in ratios { #expect((0...1).contains(ratio(text))) }
        #expect(TextMeasure.characterEntropy(text) >= 0)
        #expect(TextMeasure.longestToken(text) <= text.count)
      }
    }
  }

  @Test func `measures agree with the standard library's properties`() {
    var generator = SeededGenerator(state: 5)
    for _ in 0..<300 {
      let text = randomText(&generator, length: 60)
      let scalars = text.unicodeScalars.map { $0.properties }
      let count = Double(scalars.count)
      let letters = scalars.filter { $0.generalCategory.isLetter }.count
      let uppers = scalars.filter { $0.generalCategory == .uppercaseLetter }.count
      let digits = scalars.filter { $0.generalCategory == .decimalNumber }.count
      let symbols = scalars.filter { $0.generalCategory.isSymbol }.count
      #expect(measured(text, TextMeasure.scalarCount) == scalars.count)
      #expect(measured(text, TextMeasure.digitRatio) == Double(digits) / count)
      #expect(measured(text, TextMeasure.symbolRatio) == Double(symbols) / count)
      #expect(
        measured(text, TextMeasure.uppercaseRatio)
          == (letters == 0 ? 0 : Double(uppers) / Double(letters)))
      let words = text.unicodeScalars.split { $0.properties.isWhitespace }
      #expect(measured(text, TextMeasure.wordCount) == words.count)
      #expect(measured(text, TextMeasure.longestToken) == words.map(\.count).max() ?? 0)
      let outside = text.unicodeScalars.filter { !$0.isASCII }.count
      #expect(measured(text, TextMeasure.nonASCIIRatio) == Double(outside) / count)
    }
  }

  @Test func `classes agree with general categories, but for what is said`() {
    var different = 0
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      // Scalars assigned after the table's version, and fillers and marks judged by their effect.
      if let age = properties.age, age.major > 14 { continue }
      if properties.isDefaultIgnorableCodePoint || properties.isWhitespace { continue }
      if properties.age == nil { continue }
      let expected = properties.generalCategory.expectedClass
      if ScalarClass(value) != expected { different += 1 }
    }
    // The 13 format characters that are drawn (Prepended_Concatenation_Mark), as `other`.
    #expect(different == 13)
  }

  @Test func `entropy is Shannon's`() {
    #expect(measured("aaaa", TextMeasure.characterEntropy) == 0)
    #expect(measured("abab", TextMeasure.characterEntropy) == 1)
    #expect(abs(measured("abcdefgh", TextMeasure.characterEntropy) - 3) < 1e-12)
    #expect(abs(measured("é漢😀a", TextMeasure.characterEntropy) - 2) < 1e-12)
    let mixed = "the quick brown fox — 漢字漢字"
    let counts = Dictionary(mixed.unicodeScalars.map { ($0, 1.0) }, uniquingKeysWith: +)
    let total = Double(mixed.unicodeScalars.count)
    let slow = counts.values.reduce(0.0) { $0 - $1 / total * Foundation.log2($1 / total) }
    #expect(abs(measured(mixed, TextMeasure.characterEntropy) - slow) < 1e-12)
  }

  @Test func `the binary logarithm is as good as the C library's`() {
    for exponent in stride(from: 1.0, to: 10_000_000, by: 977.25) {
      let expected = Foundation.log2(exponent)
      #expect(abs(TextMeasure.log2(exponent) - expected) <= 2 * expected.ulp)
    }
  }

  @Test func `tokens, words and lines`() {
    #expect(measured("one two\u{3000}three\n", TextMeasure.wordCount) == 3)
    #expect(measured("a bcd\u{85}日本語x y", TextMeasure.longestToken) == 4)
    #expect(measured("a\nb\r\nc\rd", TextMeasure.lineCount) == 4)
    #expect(measured("a\n", TextMeasure.lineCount) == 1)
    #expect(measured("\n\n", TextMeasure.lineCount) == 2)
  }

  @Test func `encoded stretches are long and mixed`() {
    #expect(measured("aGVsbG8gd29ybGQhIQ==", TextMeasure.base64LikeRatio) == 1)
    #expect(measured("incomprehensibilities", TextMeasure.base64LikeRatio) == 0)
    #expect(measured("abcDEF0123456789 xx", TextMeasure.base64LikeRatio) == 16.0 / 19)
    #expect(measured("abcDEF012345678", TextMeasure.base64LikeRatio) == 0)
  }

  @Test func `repetition counts bytes that were there before`() {
    #expect(measured("no two parts are alike here", TextMeasure.repetitionRatio) == 0)
    #expect(measured("abcdefghij0abcdefghij", TextMeasure.repetitionRatio) == 10.0 / 21)
    let run = String(repeating: "a", count: 1000)
    #expect(measured(run, TextMeasure.repetitionRatio) == 0.999)
  }
}

extension Unicode.GeneralCategory {
  var isLetter: Bool {
    [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
      .contains(self)
  }

  var isSymbol: Bool {
    [
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation,
    ].contains(self)
  }

  var isHidden: Bool { [.control, .format, .privateUse, .unassigned, .surrogate].contains(self) }

  var expectedClass: ScalarClass {
    if self == .uppercaseLetter { return .upper }
    if isLetter { return .letter }
    if self == .decimalNumber { return .digit }
    return isSymbol ? .symbol : isHidden ? .invisible : .other
  }
}
