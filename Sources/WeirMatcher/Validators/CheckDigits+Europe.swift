/// National numbers of Europe. Each case names who states the rule.
extension CheckDigits {
  /// nil where the number isn't of this part of the world.
  func europe(_ s: CheckSymbols) -> Bool? {
    switch self {
    // Dachverband der österreichischen Sozialversicherungsträger.
    case .atSvnr: s.isNumber(10) && s[0] != 0 && s.sum([3, 7, 9, -1, 5, 8, 4, 2, 1, 6]) % 11 == 0
    // Rijksregister: 97 less the remainder; those born since 2000 have a 2 before.
    case .beNn: s.isNumber(11) && isBelgian(s)
    // ГРАО.
    case .bgEgn: s.isNumber(10) && s.sum([2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == s[9]
    // Zentrale Ausgleichsstelle: EAN-13 beginning with 756.
    case .chAhv:
      s.isNumber(13) && s.number(0..<3) == 756
        && s.sum([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0
    // Zákon č. 133/2000 Sb.: the remainder of nine digits modulo 11, where 10 is written 0. Slovakia too.
    case .czRc:
      s.isNumber(10) && isBirthMonth(s.number(2..<4), [0, 20, 50, 70])
        && s.number(0..<9) % 11 % 10 == s[9]
    // Bundesdruckerei, ICAO 9303.
    case .deIdCard: s.count == 10 && !s.isLetter(9) && s.mrzCheck(upTo: 9) == s[9]
    // GKV-Spitzenverband: the letter as two digits, every second digit doubled.
    case .deKvnr: s.count == 10 && s.hasLetters(only: 0) && isGermanHealth(s)
    // VKVV § 4.
    case .deRvnr: s.count == 12 && s.hasLetters(only: 8) && isGermanPension(s)
    // Bundeszentralamt für Steuern: ISO/IEC 7064 MOD 11,10; one digit occurs twice or thrice.
    case .deTaxId: s.isNumber(11) && s[0] != 0 && s.holdsMod11Over10 && repeatsOneDigit(s)
    case .deVat: s.isNumber(9) && s.holdsMod11Over10
    // CPR-kontoret; not every number given out since 2007 has the check.
    case .dkCpr:
      s.isNumber(10) && isDay(s.number(0..<2), s.number(2..<4))
        && s.sum([4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    // EVS 585:2007; Lithuania has the same rule.
    case .eeIk: s.isNumber(11) && isBaltic(s)
    // Real Decreto 1553/2005: the letter of the remainder modulo 23; X, Y, Z stand for 0, 1, 2.
    case .esNif: s.count == 9 && s.hasLetters(only: 8) && spanish(s.number(0..<8)) == s[8]
    case .esNie:
      s.count == 9 && s.hasLetters(only: 0, 8) && (33...35).contains(s[0])
        && spanish((s[0] - 33) * 10_000_000 + s.number(1..<8)) == s[8]
    // Digi- ja väestötietovirasto.
    case .fiHetu:
      s.count >= 10 && s.isLetter(s.count - 1) == (s[s.count - 1] > 9) && isFinnish(s)
    // INSEE: 97 less the remainder of thirteen digits; Corsica's 2A and 2B are 19 and 18.
    case .frNir: s.count == 15 && isFrench(s)
    case .frSiren: s.isNumber(9) && s.luhn()
    case .frSiret: s.isNumber(14) && s.luhn(upTo: 9) && s.luhn()
    case .grAmka: s.isNumber(11) && isDay(s.number(0..<2), s.number(2..<4)) && s.luhn()
    case .hrOib: s.isNumber(11) && s.holdsMod11Over10
    // Department of Employment Affairs and Social Protection: modulo 23, W is 0.
    case .iePps: isIrish(s)
    // Decreto ministeriale 23/12/1976.
    case .itCf: s.count == 16 && isItalian(s)
    case .itVat: s.isNumber(11) && s.luhn()
    // Belastingdienst, the test of eleven.
    case .nlBsn: s.isNumber(9) && s.sum([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
    // Skatteetaten.
    case .noFnr:
      s.isNumber(11) && s.sum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0
        && s.sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    case .plNip: s.isNumber(10) && s.sum([6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 == 0
    case .plPesel:
      s.isNumber(11) && isBirthMonth(s.number(2..<4), [0, 20, 40, 60, 80])
        && s.sum([1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
    case .plRegon: s.isNumber(9) && s.sum([8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == s[8]
    case .ptNif: s.isNumber(9) && CheckSymbols.upTo11(s.sum([9, 8, 7, 6, 5, 4, 3, 2])) == s[8]
    // Legea 105/1996.
    case .roCnp: s.isNumber(13) && isRomanian(s)
    case .ruInn: isRussianTax(s)
    case .ruSnils: s.isNumber(11) && isRussianInsurance(s)
    // Skatteverket: Luhn over the last ten digits, with or without the century.
    case .sePn: (s.isNumber(10) || s.isNumber(12)) && s.luhn(from: s.count - 10)
    case .siEmso:
      s.isNumber(13) && remainder(-s.sum([7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]), 11) % 10 == s[12]
    // Nüfus ve Vatandaşlık İşleri.
    case .trTckn: s.isNumber(11) && isTurkish(s)
    case .uaRnokpp:
      s.isNumber(10) && remainder(s.sum([-1, 5, 7, 9, 4, 6, 10, 5, 7]), 11) % 10 == s[9]
    // NHS Data Dictionary.
    case .ukNhs: s.isNumber(10) && s.sum([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    default: nil
    }
  }

  private func remainder(_ value: Int, _ modulus: Int) -> Int {
    (value % modulus + modulus) % modulus
  }

  private func isDay(_ day: Int, _ month: Int) -> Bool {
    (1...31).contains(day) && (1...12).contains(month)
  }

  /// Months are shifted by sex or century.
  private func isBirthMonth(_ month: Int, _ shifts: [Int]) -> Bool {
    shifts.contains { (1...12).contains(month - $0) }
  }

  private func isBelgian(_ s: CheckSymbols) -> Bool {
    let number = s.number(0..<9)
    let check = s.number(9..<11)
    return 97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check
  }

  private func isGermanHealth(_ s: CheckSymbols) -> Bool {
    let letter = s[0] - 9
    let digits = [letter / 10, letter % 10] + (1..<9).map { s[$0] }
    let sum = digits.indices.reduce(0) { sum, place in
      let product = digits[place] * (place.isMultiple(of: 2) ? 1 : 2)
      return sum + product / 10 + product % 10
    }
    return sum % 10 == s[9]
  }

  private func isGermanPension(_ s: CheckSymbols) -> Bool {
    let letter = s[8] - 9
    let digits = (0..<8).map { s[$0] } + [letter / 10, letter % 10, s[9], s[10]]
    let weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
    let sum = digits.indices.reduce(0) { sum, place in
      let product = digits[place] * weights[place]
      return sum + product / 10 + product % 10
    }
    return sum % 10 == s[11]
  }

  private func repeatsOneDigit(_ s: CheckSymbols) -> Bool {
    var counts = SIMD16<UInt8>()
    for place in 0..<10 { counts[s[place]] += 1 }
    let repeated = (0..<10).filter { counts[$0] > 1 }
    return repeated.count == 1 && counts[repeated[0]] <= 3
  }

  private func isBaltic(_ s: CheckSymbols) -> Bool {
    guard isDay(s.number(5..<7), s.number(3..<5)) else { return false }
    let first = s.sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    if first < 10 { return first == s[10] }
    return s.sum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10 == s[10]
  }

  private func spanish(_ number: Int) -> Int {
    Self.value(of: "TRWAGMYFPDXBNJZSQVHLCKE", at: number % 23)
  }

  /// The symbol of a letter or digit of an alphabet.
  static func value(of alphabet: StaticString, at place: Int) -> Int {
    let byte = Int(alphabet.utf8Start[place])
    return byte < 0x41 ? byte - 0x30 : byte - 0x41 + 10
  }

  /// `131052-308T`, `131052A308T`: a letter between is the century.
  private func isFinnish(_ s: CheckSymbols) -> Bool {
    let serial: Range<Int>
    switch s.count {
    case 10: serial = 6..<9
    case 11 where s.isLetter(6): serial = 7..<10
    default: return false
    }
    guard isDay(s.number(0..<2), s.number(2..<4)) else { return false }
    let number = s.number(0..<6) * 1000 + s.number(serial)
    return Self.value(of: "0123456789ABCDEFHJKLMNPRSTUVWXY", at: number % 31) == s[s.count - 1]
  }

  private func isFrench(_ s: CheckSymbols) -> Bool {
    var number = s.number(0..<5) * 100
    switch (s[5], s[6]) {
    case (2, 10): number += 19
    case (2, 11): number += 18
    case (0...9, 0...9): number += s[5] * 10 + s[6]
    default: return false
    }
    guard (7..<15).allSatisfy({ !s.isLetter($0) }), !s.isLetter(0) else { return false }
    number = number * 1_000_000 + s.number(7..<13)
    return 97 - number % 97 == s.number(13..<15)
  }

  private func isIrish(_ s: CheckSymbols) -> Bool {
    guard s.count == 8 || s.count == 9, (0..<7).allSatisfy({ !s.isLetter($0) }), s.isLetter(7)
    else { return false }
    var sum = s.sum([8, 7, 6, 5, 4, 3, 2])
    if s.count == 9 {
      guard s.isLetter(8) else { return false }
      sum += s[8] == 32 ? 0 : (s[8] - 9) * 9
    }
    let letter = sum % 23
    return letter == 0 ? s[7] == 32 : s[7] == letter + 9
  }

  private func isItalian(_ s: CheckSymbols) -> Bool {
    guard s.isLetter(15) else { return false }
    let odd = [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]
    let sum = (0..<15).reduce(0) { sum, place in
      let value = s.isLetter(place) ? s[place] - 10 : s[place]
      return sum + (place.isMultiple(of: 2) ? odd[value] : value)
    }
    return sum % 26 == s[15] - 10
  }

  private func isRomanian(_ s: CheckSymbols) -> Bool {
    guard s[0] != 0, isDay(s.number(5..<7), s.number(3..<5)) else { return false }
    let rest = s.sum([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return (rest == 10 ? 1 : rest) == s[12]
  }

  private func isRussianTax(_ s: CheckSymbols) -> Bool {
    if s.isNumber(10) { return s.sum([2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == s[9] }
    return s.isNumber(12) && s.sum([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == s[10]
      && s.sum([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == s[11]
  }

  private func isRussianInsurance(_ s: CheckSymbols) -> Bool {
    s.sum([9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 == s.number(9..<11)
  }

  private func isTurkish(_ s: CheckSymbols) -> Bool {
    let odd = s[0] + s[2] + s[4] + s[6] + s[8]
    let even = s[1] + s[3] + s[5] + s[7]
    let sum = (0..<10).reduce(0) { $0 + s[$1] }
    return s[0] != 0 && remainder(odd * 7 - even, 10) == s[9] && sum % 10 == s[10]
  }
}
