/// A test of a value's inner structure, beyond what an expression can say.
public enum Validator: Sendable, Hashable {
  case luhn
  case iban
  /// Shannon entropy in bits per character, strictly above the number.
  case entropy(above: Double)
  case isoDate
  case socialSecurityNumber
  case verhoeff
  /// ISO 7064 MOD 11-2, as ISNI and ORCID use it.
  case mod11

  /// Whether the value, valid UTF-8, has the structure.
  public func accepts(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .luhn: isLuhnNumber(value)
    case .iban: isIBAN(value)
    case .entropy(let above): characterEntropy(value) > above
    case .isoDate: isISODate(value)
    case .socialSecurityNumber: isSocialSecurityNumber(value)
    case .verhoeff: isVerhoeffNumber(value)
    case .mod11: isMod11Number(value)
    }
  }
}
