import WeirChecker
import WeirText

extension Builtins {
  static let charEntropy = Builtin(
    BuiltinSignature(
      "char_entropy", [.init([.text], .float)],
      "Shannon entropy of a text's characters in bits a character; 0 for an empty text",
      examples: [.init(#"char_entropy("aabb")"#, "1.0"), .init(#"char_entropy("")"#, "0.0")]),
    .textToFloat { TextMeasure.characterEntropy($0) })

  static let symbolRatio = ratio(
    "symbol_ratio", "share of punctuation and symbols (Unicode P and S) among the characters",
    example: #"symbol_ratio("a!b?")"#, "0.5"
  ) { TextMeasure.symbolRatio($0) }

  static let digitRatio = ratio(
    "digit_ratio", "share of decimal digits (Unicode Nd) among the characters",
    example: #"digit_ratio("a1b2")"#, "0.5"
  ) { TextMeasure.digitRatio($0) }

  static let uppercaseRatio = ratio(
    "uppercase_ratio", "share of capitals (Unicode Lu) among the letters",
    example: #"uppercase_ratio("Ab1")"#, "0.5"
  ) { TextMeasure.uppercaseRatio($0) }

  static let nonASCIIRatio = ratio(
    "non_ascii_ratio", "share of characters outside ASCII",
    example: #"non_ascii_ratio("aé")"#, "0.5"
  ) { TextMeasure.nonASCIIRatio($0) }

  static let invisibleRatio = ratio(
    "invisible_ratio", "share of characters that show nothing (format, private, control)",
    example: #"invisible_ratio("a\u200bbc")"#, "0.25"
  ) { TextMeasure.invisibleRatio($0) }

  static let base64Ratio = ratio(
    "base64_ratio", "share of characters inside long base64-like runs",
    example: #"base64_ratio("plain words")"#, "0.0"
  ) { TextMeasure.base64LikeRatio($0) }

  static let repetitionRatio = ratio(
    "repetition_ratio", "how much of a text repeats what came before it",
    example: #"repetition_ratio("")"#, "0.0"
  ) { TextMeasure.repetitionRatio($0) }

  static let hasInvisible = Builtin(
    BuiltinSignature(
      "has_invisible", [.init([.text], .bool)],
      "whether a text holds a character that shows nothing",
      examples: [
        .init(#"has_invisible("a\u200bb")"#, "true"), .init(#"has_invisible("a b")"#, "false"),
      ]),
    .textToBool { TextMeasure.hasInvisible($0) })

  private static func ratio(
    _ name: String, _ summary: String, example: String, _ value: String,
    _ body: @escaping @Sendable (TextBytes) -> Double
  ) -> Builtin {
    Builtin(
      BuiltinSignature(
        name, [.init([.text], .float)], summary + ", 0…1", examples: [.init(example, value)]),
      .textToFloat(body))
  }
}
