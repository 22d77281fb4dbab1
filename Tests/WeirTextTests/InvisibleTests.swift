import Testing
import WeirText

@Suite struct InvisibleTests {
  @Test(arguments: [
    "plain text\r\n\twith breaks", "👩‍👩‍👧‍👦 family", "👩🏽‍💻", "❤️ and 1️⃣ and ☎︎", "🏳️‍🌈",
    "می‌خواهم", "क्‍ष", "Grüße, 世界", "\u{1FAE8} new emoji", "葛\u{E0100}",
  ])
  func `ordinary writing hides nothing`(text: String) {
    #expect(!measured(text, TextMeasure.hasInvisible))
    #expect(measured(text, TextMeasure.invisibleRatio) == 0)
  }

  @Test(arguments: [
    "zero\u{200B}width", "bidi\u{202E}override", "join\u{200D}er", "\u{200D}", "a\u{200D}😀",
    "tag\u{E0041}", "private\u{E000}", "nul\u{0}", "bell\u{7}", "soft\u{AD}hyphen",
    "bom\u{FEFF}", "filler\u{3164}", "😀\u{FE0F}\u{FE0E}", " \u{FE0F}", "x\u{E0101}\u{E0102}",
    "unassigned\u{0378}",
  ])
  func `what is hidden is found`(text: String) {
    #expect(measured(text, TextMeasure.hasInvisible))
    #expect(measured(text, TextMeasure.invisibleRatio) > 0)
  }

  @Test func `the ratio counts scalars`() {
    #expect(measured("ab\u{200B}\u{200B}", TextMeasure.invisibleRatio) == 0.5)
  }

  @Test func `a hidden character is found at every place among plain ones`() {
    for count in 0..<30 {
      let before = String(repeating: "x", count: count)
      for hidden in ["\u{7F}", "\u{1F}", "\u{200B}", "\u{80}"] {
        let text = before + hidden + "0123456789"
        #expect(measured(text, TextMeasure.invisibleRatio) == 1 / Double(count + 11))
      }
      #expect(!measured(before + "1\u{FE0F}\u{20E3}\n~ é", TextMeasure.hasInvisible))
    }
  }

  @Test func `a scalar by itself`() {
    #expect(TextMeasure.isInvisible(0x200B))
    #expect(TextMeasure.isInvisible(0xE0041))
    #expect(!TextMeasure.isInvisible(0x0A))
    #expect(!TextMeasure.isInvisible(0x41))
    #expect(!TextMeasure.isInvisible(0x0600))
  }
}
