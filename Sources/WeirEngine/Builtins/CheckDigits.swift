import WeirChecker
import WeirMatcher

extension Builtins {
  static let luhn = Builtin(
    BuiltinSignature(
      "luhn", [.init([.text], .bool)],
      "whether the digits pass the Luhn check of ISO/IEC 7812; spaces and hyphens are passed over",
      examples: [
        .init(#"luhn("4111 1111 1111 1111")"#, "true"),
        .init(#"luhn("4111 1111 1111 1112")"#, "false"),
      ]),
    .textToBool { isLuhnNumber($0) })

  static let iban = Builtin(
    BuiltinSignature(
      "iban", [.init([.text], .bool)],
      "whether the text is an IBAN: the country's length and remainder 1 modulo 97 (ISO 13616)",
      examples: [
        .init(#"iban("GB82 WEST 1234 5698 7654 32")"#, "true"),
        .init(#"iban("GB82 WEST 1234 5698 7654 33")"#, "false"),
      ]),
    .textToBool { isIBAN($0) })

  static let checkDigit = Builtin(
    BuiltinSignature(
      "check_digit", [.init([.text, .choice(checkedKinds)], .bool)],
      "whether the text is a number of this kind with a right check; the kinds are "
        + checkedKinds.joined(separator: " "),
      examples: [
        .init(#"check_digit("12345678Z", "es_nif")"#, "true"),
        .init(#"check_digit("12345678A", "es_nif")"#, "false"),
      ]),
    .choice { name in
      guard let kind = CheckDigits(rawValue: name) else {
        preconditionFailure("the checker takes only the kinds that there are")
      }
      return { kind.holds(for: $0) }
    })

  private static let checkedKinds = CheckDigits.allCases.map(\.rawValue)
}
