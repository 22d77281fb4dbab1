/// Letters moved apart, and other spaces between words.
extension Disguise {
  static let spaces: [Disguise] = [
    text("spaced", "a space between letters, three between words") {
      between($0, gap: "   ") { " " }
    },
    text("dotted", "a full stop between letters") { between($0) { "." } },
    text("dashed", "a hyphen between letters") { between($0) { "-" } },
    Disguise(
      "exotic-spaces", "spaces of other kinds and widths",
      .text { text, random in
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
          out.append(scalar == " " ? pick(from: exoticSpaces, &random) : scalar)
        }
        return String(out)
      }),
    scalars("line-breaks", "every word on a line of its own") { $0 == " " ? 0x0a : $0.value },
  ]

  private static let exoticSpaces: [Unicode.Scalar] = [
    "\u{a0}", "\u{2003}", "\u{2009}", "\u{202f}", "\u{3000}",
  ]
}
