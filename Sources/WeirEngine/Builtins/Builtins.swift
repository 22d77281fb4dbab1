import WeirChecker

/// The functions of the language. A new one is a file beside this and a line here.
enum Builtins {
  static let all: [Builtin] =
    [
      length, bytes, wordCount, lineCount, longestToken,
      charEntropy, symbolRatio, digitRatio, uppercaseRatio, nonASCIIRatio,
      invisibleRatio, hasInvisible, base64Ratio, repetitionRatio,
      lower,
      luhn, iban, checkDigit,
      log1p, squareRoot, absolute, minimum, maximum, floor,
      hour, weekday,
      isPrivate,
      asString, asInt, asFloat, asBool, leaves,
    ]
}

/// What the checker needs to know of the functions of the language.
public let builtinSignatures: [BuiltinSignature] = Builtins.all.map(\.signature)
