/// Where the two halves of an attack stand.
enum TextSplit: Sendable {
  /// In two messages, one after the other.
  case messages
  /// In two strings of one message, where it has a second one that the sender writes.
  case fields
  /// In two strings of a list or of a value of any shape.
  case list

  /// The halves of a text, cut at the space nearest to its middle, or in the middle of a word.
  static func halves(_ text: String) -> (String, String) {
    let scalars = Array(text.unicodeScalars)
    let middle = scalars.count / 2
    let spaces = scalars.indices.filter { scalars[$0] == " " && $0 > 0 && $0 < scalars.count - 1 }
    let cut = spaces.min { abs($0 - middle) < abs($1 - middle) }
    let first = scalars[..<(cut ?? middle)]
    let second = scalars[(cut.map { $0 + 1 } ?? middle)...]
    return (Self.text(first), Self.text(second))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension Disguise {
  static let splits: [Disguise] = [
    Disguise("split-messages", "half of it in each of two messages", .split(.messages)),
    Disguise("split-fields", "half of it in each of two strings", .split(.fields)),
    Disguise("split-list", "half of it in each of two elements of a list", .split(.list)),
  ]
}
