import WeirChecker
import WeirText

extension Builtins {
  static let length = Builtin(
    BuiltinSignature(
      "length", [.init([.text], .int), .init([.anyList], .int)],
      "Unicode scalars of a text after unescaping, or elements of a list",
      examples: [.init(#"length("héllo")"#, "5"), .init(#"length("")"#, "0")]),
    .textToInt { Int64(TextMeasure.scalarCount($0)) }, .listCount)

  static let bytes = Builtin(
    BuiltinSignature(
      "bytes", [.init([.text], .int)], "UTF-8 bytes of a text after unescaping",
      examples: [.init(#"bytes("héllo")"#, "6")]),
    .textToInt { Int64($0.count) })

  static let wordCount = Builtin(
    BuiltinSignature(
      "word_count", [.init([.text], .int)], "runs of anything but white space",
      examples: [.init(#"word_count("one two  three")"#, "3")]),
    .textToInt { Int64(TextMeasure.wordCount($0)) })

  static let lineCount = Builtin(
    BuiltinSignature(
      "line_count", [.init([.text], .int)], "lines of a text; an empty text has none",
      examples: [.init(#"line_count("a\nb")"#, "2"), .init(#"line_count("")"#, "0")]),
    .textToInt { Int64(TextMeasure.lineCount($0)) })

  static let longestToken = Builtin(
    BuiltinSignature(
      "longest_token", [.init([.text], .int)],
      "Unicode scalars of the longest run of anything but white space",
      examples: [.init(#"longest_token("a bcd ef")"#, "3")]),
    .textToInt { Int64(TextMeasure.longestToken($0)) })
}
