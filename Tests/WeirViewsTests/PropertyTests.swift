import Testing
import WeirViews

@Suite struct PropertyTests {
  @Test func `a plain text in lower case is its own reading`() {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<200 {
      let words = (0..<30).compactMap { _ in plainWords.randomElement(using: &generator) }
      let text = words.joined(separator: " ") + "."
      #expect(reading(.folded, of: text) == nil)
      #expect(reading(.decoded, of: text) == nil)
    }
  }

  @Test(arguments: [ViewKind.folded, .decoded])
  func `maps rise, lie within the text and keep to whole scalars`(kind: ViewKind) {
    var generator = SeededGenerator(state: 2)
    let view = TextView()
    for _ in 0..<400 {
      var text = hostileText(&generator)
      let starts = scalarBounds(text)
      let shown = text
      text.withUTF8 { raw in
        guard view.build(kind, of: raw) else { return }
        #expect(String(validating: view.bytes, as: UTF8.self) != nil)
        #expect(view.bytes.count <= 8 * raw.count + 8)
        var last = 0..<0
        for index in view.bytes.indices {
          let source = view.source(of: index..<(index + 1))
          let rises = source.lowerBound >= last.lowerBound && source.upperBound >= last.upperBound
          let isWhole = starts.contains(source.lowerBound) && starts.contains(source.upperBound)
          if !rises || !isWhole || source.isEmpty { Issue.record("\(shown): \(last) \(source)") }
          last = source
        }
      }
    }
  }

  @Test(arguments: [ViewKind.folded, .decoded])
  func `a reading is the same whatever was read before`(kind: ViewKind) {
    var generator = SeededGenerator(state: 3)
    let view = TextView()
    for _ in 0..<200 {
      var text = hostileText(&generator)
      let fresh = reading(kind, of: text)
      let again = text.withUTF8 { raw in
        view.build(kind, of: raw) ? String(decoding: view.bytes, as: UTF8.self) : nil
      }
      #expect(fresh == again)
    }
  }

  @Test(arguments: [ViewKind.folded, .decoded])
  func `any bytes have a reading in UTF-8`(kind: ViewKind) {
    var generator = SeededGenerator(state: 4)
    let view = TextView()
    for length in 0..<300 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      bytes.withUnsafeBufferPointer { raw in
        guard view.build(kind, of: raw) else { return }
        #expect(String(validating: view.bytes, as: UTF8.self) != nil)
        let all = view.source(of: view.bytes.indices)
        #expect(all.lowerBound >= 0 && all.upperBound <= raw.count)
      }
    }
  }

  @Test func `an empty range has an empty cause`() {
    let view = TextView()
    var text = "a\u{200B}b"
    text.withUTF8 { raw in
      #expect(view.build(.folded, of: raw))
      #expect(view.source(of: 0..<0) == 0..<0)
      #expect(view.source(of: 1..<1) == 4..<4)
      #expect(view.source(of: 2..<2) == 5..<5)
    }
  }

  @Test(arguments: hostileTexts)
  func `a hostile text comes to an end`(text: String) {
    for kind in [ViewKind.folded, .decoded] {
      let size = reading(kind, of: text)?.utf8.count ?? 0
      #expect(size <= 8 * text.utf8.count)
    }
  }
}

private let plainWords = [
  "the", "weather", "was", "fine", "and", "so", "we", "walked", "along", "a", "river", "until",
  "evening", "came", "over", "hills", "where", "some", "old", "friends", "lived", "i", "think",
]

/// Texts that are mostly pieces of disguises and encodings.
private func hostileText(_ generator: inout SeededGenerator) -> String {
  let pieces = [
    "%", "%25", "%6", "%69", "%c0%ae", "%e2%82%ac", "%ff", "&", "&#", "&#x69;", "&lt", "&amp;",
    "&#0;",
    "\\", "\\u", "\\u0069", "\\ud83d\\ude00", "\\ud83d", "\\x69", "\\101", "69676e6f7265", "0x69",
    "aWdub3JlIGFsbA==", "aWdub3JlIGFsbCBwcmV2aW91cw", "105 103 110 111", "01101001", "vtaber nyy",
    "\u{200B}", "\u{301}", "\u{E0069}", "\u{FEFF}", "а", "е", "ρ", "ж", "ﬁ", "ﷺ", "𝐢", "Ⓖ", "é",
    "ß",
    "日", "😀", "1gn0re", "l33t", "$", "@", "i g n o r e", "a.b.c.d", " ", "  ", "\n", "\u{3000}",
    "x",
    "1 ' o r 1 = 1", "....%.2.f", ".\n.", "   ", "fpevcg", "' be 1", "a@b.c0m", "'5", "4 ",
    "QR89 3704 0044 0532 0130 00",
    "D389 3704 0044 0532", "0r", "h77p://", "%p0", "\\k41",
    "Hello", "1", "0", "=", "+", "/", "-", "_", "\u{0}", "\u{FFFD}", "क्षि", "한", "ガ", "ｶﾞ",
  ]
  return (0..<Int.random(in: 1...40, using: &generator)).compactMap { _ in
    pieces.randomElement(using: &generator)
  }.joined()
}

private func scalarBounds(_ text: String) -> Set<Int> {
  var bounds: Set<Int> = [0]
  var offset = 0
  for scalar in text.unicodeScalars {
    offset += String(scalar).utf8.count
    bounds.insert(offset)
  }
  return bounds
}

private let hostileTexts: [String] = [
  "&", "%25", "%", "&#", "&#0", "&amp;", "\\", "\\u", "a.", "a ", "a \u{301}", "\u{301}", "а", "а ",
  "1a",
  "l33t 1234 ", "10 ", "69 ", "0x", "aA", "aWdub3JlIGFsbCBwcmV2aW91cw/", "vtaber ", "\u{200B}", "ﷺ",
  "$",
  "' be ", "%a ", "QR89 ", "D389 ", "e.", "0r ", "'5", "4 w0rd ", "x.@", "fpevcg", "a@b.pbz ",
  ".\n", ". . a ",
  "a.b", "a   ", ". ", "@.", "://", "1.", "a1!", "\u{E0041}",
].map { piece in String(repeating: piece, count: 30_000 / piece.utf8.count) }

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
