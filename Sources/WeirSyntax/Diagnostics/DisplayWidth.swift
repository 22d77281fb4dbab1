/// How text stands in a terminal: so that carets come to stand under what they point at.
enum DisplayWidth {
  /// Columns that a tab is shown as.
  static let tab = 4

  /// The text as it is shown: tabs as spaces, and nothing that could move or hide other text.
  static func shown(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        out += String(repeating: " ", count: tab)
      } else if isHarmful(scalar) {
        out += "\u{fffd}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Columns that the shown form of `text` takes.
  static func columns(_ text: String) -> Int {
    shown(text).reduce(0) { $0 + columns($1) }
  }

  /// Control characters and direction controls: a policy file must not steer a terminal.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1f, 0x7f...0x9f, 0x61c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func columns(_ character: Character) -> Int {
    character.unicodeScalars.contains(where: isWide) ? 2 : 1
  }

  /// The blocks that Unicode's East Asian Width (UAX #11) calls wide, coarsely.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60,
      0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
