/// Whether the value is an international bank account number.
///
/// Formula: ISO 13616-1 and ISO/IEC 7064 MOD 97-10: with its first four characters moved to the
/// end and letters read as 10 to 35, the number leaves 1 modulo 97. The length must be the
/// country's (SWIFT IBAN Registry). Spaces and hyphens are dropped; letters may be small.
public func isIBAN(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 34) { plain in
    var count = 0
    for byte in value where byte != 0x20 && byte != 0x2D {
      guard count < 34, let upper = upperAlphanumeric(byte) else { return false }
      plain.initializeElement(at: count, to: upper)
      count += 1
    }
    guard count >= 15, isLetter(plain[0]), isLetter(plain[1]) else { return false }
    guard ibanLength(UInt16(plain[0]) << 8 | UInt16(plain[1])) == count else { return false }
    guard !isLetter(plain[2]), !isLetter(plain[3]) else { return false }
    var remainder = 0
    for index in 0..<count { remainder = append(plain[(index + 4) % count], to: remainder) }
    return remainder == 1
  }
}

private func append(_ byte: UInt8, to remainder: Int) -> Int {
  isLetter(byte)
    ? (remainder * 100 + Int(byte) - 55) % 97 : (remainder * 10 + Int(byte) - 48) % 97
}

private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 }

private func upperAlphanumeric(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39, 0x41...0x5A: byte
  case 0x61...0x7A: byte - 0x20
  default: nil
  }
}

/// Characters of a country's number, by its two letters as one big-endian number.
private func ibanLength(_ country: UInt16) -> Int? {
  lengths[country]
}

private let lengths: [UInt16: Int] = {
  let table: [(Int, String)] = [
    (15, "NO"), (16, "BE"), (18, "DK FO FI GL NL SD FK"), (19, "MK SI"),
    (20, "AT BA EE KZ XK LT LU MN"), (21, "HR LV LI CH"),
    (22, "BH BG CR GE DE IE ME RS GB VA"), (23, "IL IQ TL AE GI OM SO"),
    (24, "AD CZ MD PK RO SA SK ES SE TN VG DZ"), (25, "LY PT ST"),
    (26, "IS TR"), (27, "BI DJ FR GR IT MR MC SM BF"),
    (28, "AL AZ CY DO GT HN HU LB NI PL SV BY BJ CI ML NE SN TG"), (29, "BR EG PS QA UA"),
    (30, "JO KW MU YE"), (31, "MT SC"), (32, "LC"), (33, "RU"),
  ]
  var lengths: [UInt16: Int] = [:]
  for (length, countries) in table {
    for country in countries.split(separator: " ") {
      lengths[country.utf8.reduce(0) { $0 << 8 | UInt16($1) }] = length
    }
  }
  return lengths
}()
