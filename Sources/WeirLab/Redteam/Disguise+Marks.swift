import WeirSignals

/// Marks among the letters that nobody sees, or that nobody reads.
extension Disguise {
  static let marks: [Disguise] = [
    Disguise(
      "combining", "two combining marks on every letter",
      .text { text, random in
        afterEach(of: text, where: \.properties.isAlphabetic) { out in
          for _ in 0..<2 { out.append(pick(from: combiningMarks, &random)) }
        }
      }),
    Disguise(
      "zero-width", "characters without width between the letters",
      .text { text, random in between(text) { String(pick(from: zeroWidth, &random)) } }),
    text("soft-hyphens", "soft hyphens between the letters") { between($0) { "\u{ad}" } },
    text("variation-selectors", "a variation selector after every letter") { text in
      afterEach(of: text, where: \.properties.isAlphabetic) { $0.append("\u{fe0f}") }
    },
    scalars("tags", "invisible tag characters instead of ASCII") { scalar in
      (0x20...0x7e).contains(scalar.value) ? scalar.value + 0xe0000 : scalar.value
    },
    text("right-to-left", "backwards, under an override that shows it forwards") { text in
      "\u{202e}" + String(String.UnicodeScalarView(text.unicodeScalars.reversed())) + "\u{202c}"
    },
  ]

  private static let combiningMarks = (0x300..<0x316).compactMap(Unicode.Scalar.init)
  private static let zeroWidth: [Unicode.Scalar] = [
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}",
  ]

  /// One of a list that has at least one.
  static func pick<Element>(from list: [Element], _ random: inout RandomSource) -> Element {
    list[Int(random.next(below: UInt64(list.count)))]
  }

  private static func afterEach(
    of text: String, where isMarked: (Unicode.Scalar) -> Bool,
    _ add: (inout String.UnicodeScalarView) -> Void
  ) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      out.append(scalar)
      if isMarked(scalar) { add(&out) }
    }
    return String(out)
  }

  /// A mark between the characters of each word; `gap` stands between words.
  static func between(_ text: String, gap: String = " ", _ mark: () -> String) -> String {
    var out = String.UnicodeScalarView()
    for (place, word) in text.unicodeScalars.split(
      separator: " ", omittingEmptySubsequences: false
    ).enumerated() {
      if place > 0 { out.append(contentsOf: gap.unicodeScalars) }
      for (index, scalar) in word.enumerated() {
        if index > 0 { out.append(contentsOf: mark().unicodeScalars) }
        out.append(scalar)
      }
    }
    return String(out)
  }
}
