import Testing

@testable import WeirText

/// Each measure beside the plain one, to the bit.
@Suite struct FastMeasureTests {
  /// Texts of many lengths: ASCII alone, mixed, few different characters, bytes that are no UTF-8.
  private func text(_ round: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let length = round % 70 * (round % 11 == 0 ? 9 : 1)
    switch round % 5 {
    case 0: return Array(randomText(&generator, length: length).utf8)
    case 1: return (0..<length).map { _ in UInt8.random(in: 0...0x7F, using: &generator) }
    case 2:
      let few = Array("aZ7 \n\r\t+/=_-.é\u{85}\u{B}".utf8)
      return (0..<length).map { _ in few.randomElement(using: &generator) ?? 0 }
    case 3:
      let words = ["word ", "A1b2C3d4E5f6G7h8", "漢字", "\u{200B}", "😀", "  ", "\r\n", "xYz9xYz9"]
      return (0..<length / 4).flatMap { _ in
        Array((words.randomElement(using: &generator) ?? "").utf8)
      }
    default: return (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
  }

  private func expectAgreement(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { utf8 in
      let scalars = PlainMeasures.scalars(utf8)
      // Bytes that are no UTF-8 are counted by their leading bytes.
      if UTF8Scanner.firstInvalid(utf8) == nil {
        #expect(TextMeasure.scalarCount(utf8) == scalars.count)
        #expect(TextMeasure.nonASCIIRatio(utf8) == PlainMeasures.share(scalars) { $0 >= 0x80 })
        #expect(TextMeasure.base64LikeRatio(utf8) == PlainMeasures.base64LikeRatio(scalars))
      }
      #expect(
        TextMeasure.symbolRatio(utf8)
          == PlainMeasures.share(scalars) { ScalarClass($0) == .symbol })
      #expect(
        TextMeasure.digitRatio(utf8) == PlainMeasures.share(scalars) { ScalarClass($0) == .digit })
      #expect(TextMeasure.uppercaseRatio(utf8) == PlainMeasures.uppercaseRatio(scalars))
      let words = PlainMeasures.words(scalars)
      #expect(TextMeasure.wordCount(utf8) == words.count)
      #expect(TextMeasure.longestToken(utf8) == words.map(\.count).max() ?? 0)
      #expect(TextMeasure.lineCount(utf8) == PlainMeasures.lineCount(scalars))
      let entropy = PlainMeasures.entropy(scalars, log2: TextMeasure.log2)
      #expect(TextMeasure.characterEntropy(utf8).bitPattern == entropy.bitPattern)
      #expect(TextMeasure.repetitionRatio(utf8) == PlainMeasures.repetitionRatio(utf8))
    }
  }

  @Test func `measures of random texts are those taken scalar by scalar`() {
    var generator = SeededGenerator(state: 61)
    for round in 0..<700 { expectAgreement(text(round, &generator)) }
  }

  @Test func `every byte counts alike at every place of a block`() {
    for byte in UInt8.min..<0x80 {
      for place in [0, 1, 7, 15, 16, 20] {
        var bytes = Array("Word 12, some=Text Here 9".utf8)
        bytes[place] = byte
        expectAgreement(bytes)
      }
    }
  }

  @Test func `counters of lanes do not overflow`() {
    let long = [UInt8](repeating: 0x41, count: 16 * 600 + 5)
    long.withUnsafeBufferPointer { utf8 in
      #expect(TextMeasure.scalarCount(utf8) == long.count)
      #expect(TextMeasure.uppercaseRatio(utf8) == 1)
      #expect(TextMeasure.digitRatio(utf8) == 0)
    }
  }

  @Test func `many different characters have the entropy of their number`() {
    let text = (0..<1024).map { String(UnicodeScalar(0x4E00 + UInt32($0 % 512)) ?? " ") }.joined()
    #expect(measured(text, TextMeasure.characterEntropy) == 9)
  }

  @Test func `what is hidden is found wherever plain blocks end`() {
    for length in 0..<50 {
      for hidden in ["\u{200B}", "\u{7F}", "\u{0}", "\u{1F}", "a\u{FE0F}\u{FE0F}"] {
        for end in ["", "\n\t\r", "é", String(repeating: "z", count: 40)] {
          let plain = String(repeating: "a", count: length) + end
          let text = String(repeating: "a", count: length) + hidden + end
          #expect(!measured(plain, TextMeasure.hasInvisible))
          #expect(measured(text, TextMeasure.hasInvisible))
          let count = Double(text.unicodeScalars.count)
          #expect(measured(text, TextMeasure.invisibleRatio) == 1 / count)
        }
      }
    }
  }
}
