/// National numbers of the Americas, Africa, Asia and Oceania. Each case names who states the rule.
extension CheckDigits {
  /// nil where the number isn't of this part of the world.
  func americas(_ s: CheckSymbols) -> Bool? {
    switch self {
    // AFIP: of the checks 10 and 11, 10 is written 9.
    case .arCuit: s.isNumber(11) && isArgentine(s)
    // Receita Federal.
    case .brCpf:
      s.isNumber(11) && CheckSymbols.upTo11(s.sum([10, 9, 8, 7, 6, 5, 4, 3, 2])) == s[9]
        && CheckSymbols.upTo11(s.sum([11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == s[10]
    case .brCnpj:
      s.isNumber(14) && CheckSymbols.upTo11(s.sum([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == s[12]
        && CheckSymbols.upTo11(s.sum([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == s[13]
    case .caSin: s.isNumber(9) && s[0] != 0 && s[0] != 8 && s.luhn()
    // Registro Civil: weights 2 to 7 from the right, K is 10.
    case .clRut: isChilean(s)
    // Registro Nacional de Población; Ñ stands between N and O.
    case .mxCurp: s.count == 18 && !s.isLetter(17) && isMexican(s)
    // American Bankers Association.
    case .usAba:
      s.isNumber(9) && s.number(0..<2) <= 80 && s.sum([3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
    // Drug Enforcement Administration: two letters, or a letter and a 9.
    case .usDea:
      s.count == 9 && s.isLetter(0) && (2..<9).allSatisfy { !s.isLetter($0) }
        && s.sum([1, 2, 1, 2, 1, 2], from: 2) % 10 == s[8]
    // 45 CFR 162.406: Luhn with 80840 before, which adds 24.
    case .usNpi: s.isNumber(10) && (s[0] == 1 || s[0] == 2) && s.luhn(prefix: 24)
    default: nil
    }
  }

  /// nil where the number isn't of this part of the world.
  func elsewhere(_ s: CheckSymbols) -> Bool? {
    switch self {
    case .aeId: s.isNumber(15) && s.number(0..<3) == 784 && s.luhn()
    // Australian Business Register: the first digit less one, modulo 89.
    case .auAbn:
      s.isNumber(11) && s.sum([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 == 10
    case .auAcn: s.isNumber(9) && s.sum([8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 == 0
    case .auMedicare:
      (10...11).contains(s.count) && s.isNumber(10...11) && (2...6).contains(s[0])
        && s.sum([1, 3, 7, 9, 1, 3, 7, 9]) % 10 == s[8]
    case .auTfn: s.isNumber(9) && s.sum([1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
    // GB 11643-1999: ISO/IEC 7064 MOD 11-2, X is 10.
    case .cnId: s.count == 18 && isChinese(s)
    case .hkId: isHongKong(s)
    case .ilId: s.isNumber(9) && s.luhn()
    // Unique Identification Authority of India.
    case .inAadhaar: s.isNumber(12) && s[0] >= 2 && s.holdsVerhoeff
    // Goods and Services Tax Network: base 36, products split into quotient and remainder.
    case .inGstin: s.count == 15 && isIndianTax(s)
    case .jpMyNumber:
      s.isNumber(12) && CheckSymbols.upTo11(s.sum([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) == s[11]
    case .krBrn:
      s.isNumber(10)
        && (s.sum([1, 3, 7, 1, 3, 7, 1, 3, 5, 1]) + s[8] * 5 / 10) % 10 == 0
    // Resident registration act; numbers given out since October 2020 have no check.
    case .krRrn:
      s.isNumber(13) && (1...12).contains(s.number(2..<4))
        && (11 - s.sum([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10 == s[12]
    case .nzIrd:
      s.isNumber(8...9) && (10_000_000..<150_000_000).contains(s.number(0..<s.count))
        && isNewZealand(s)
    case .sgNric: s.count == 9 && s.hasLetters(only: 0, 8) && isSingapore(s)
    case .thId:
      s.isNumber(13) && s[0] != 0
        && (11 - s.sum([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == s[12]
    case .twId: s.count == 10 && s.hasLetters(only: 0) && isTaiwanese(s)
    case .zaId: s.isNumber(13) && (1...12).contains(s.number(2..<4)) && s.luhn()
    default: nil
    }
  }

  private func isArgentine(_ s: CheckSymbols) -> Bool {
    let rest = s.sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return (rest == 0 ? 0 : rest == 1 ? 9 : 11 - rest) == s[10]
  }

  private func isChilean(_ s: CheckSymbols) -> Bool {
    let last = s.count - 1
    guard (7...8).contains(last), (0..<last).allSatisfy({ !s.isLetter($0) }) else { return false }
    let sum = (0..<last).reduce(0) { $0 + s[$1] * (2 + (last - 1 - $1) % 6) }
    let check = 11 - sum % 11
    return check == 10 ? s[last] == 20 : check % 11 == s[last]
  }

  private func isMexican(_ s: CheckSymbols) -> Bool {
    guard (0..<4).allSatisfy({ s.isLetter($0) }), (4..<10).allSatisfy({ !s.isLetter($0) })
    else { return false }
    let sum = (0..<17).reduce(0) { $0 + (s[$1] >= 24 ? s[$1] + 1 : s[$1]) * (18 - $1) }
    return (10 - sum % 10) % 10 == s[17]
  }

  private func isChinese(_ s: CheckSymbols) -> Bool {
    guard (0..<17).allSatisfy({ !s.isLetter($0) }), (1...12).contains(s.number(10..<12))
    else { return false }
    let check = s[17] == 33 ? 10 : s[17]
    let sum = s.sum([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
    return check <= 10 && (sum + check) % 11 == 1
  }

  /// One or two letters, six digits and a check, A being 10; a missing letter counts as 36.
  private func isHongKong(_ s: CheckSymbols) -> Bool {
    guard (8...9).contains(s.count), s.isLetter(0) else { return false }
    let first = s.count - 7
    guard first == 1 || s.isLetter(1), (first..<first + 6).allSatisfy({ !s.isLetter($0) }),
      s[s.count - 1] <= 10
    else { return false }
    let letters = first == 1 ? 36 * 9 + s[0] * 8 : s[0] * 9 + s[1] * 8
    return (letters + s.sum([7, 6, 5, 4, 3, 2, 1], from: first)) % 11 == 0
  }

  private func isIndianTax(_ s: CheckSymbols) -> Bool {
    let sum = (0..<14).reduce(0) { sum, place in
      let product = s[place] * (place.isMultiple(of: 2) ? 1 : 2)
      return sum + product / 36 + product % 36
    }
    return (36 - sum % 36) % 36 == s[14]
  }

  /// Inland Revenue: a second row of weights where the first leaves 10.
  private func isNewZealand(_ s: CheckSymbols) -> Bool {
    let digits = (s.count == 8 ? [0] : []) + (0..<s.count).map { s[$0] }
    func check(_ weights: [Int]) -> Int {
      let rest = weights.indices.reduce(0) { $0 + weights[$1] * digits[$1] } % 11
      return rest == 0 ? 0 : 11 - rest
    }
    let first = check([3, 2, 7, 6, 5, 4, 3, 2])
    return (first == 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) == digits[8]
  }

  /// S and T are citizens, F, G and M foreigners.
  private func isSingapore(_ s: CheckSymbols) -> Bool {
    let sum = s.sum([2, 7, 6, 5, 4, 3, 2], from: 1)
    switch s[0] {
    case 28: return Self.value(of: "JZIHGFEDCBA", at: sum % 11) == s[8]
    case 29: return Self.value(of: "JZIHGFEDCBA", at: (sum + 4) % 11) == s[8]
    case 15: return Self.value(of: "XWUTRQPNMLK", at: sum % 11) == s[8]
    case 16: return Self.value(of: "XWUTRQPNMLK", at: (sum + 4) % 11) == s[8]
    case 22: return Self.value(of: "KLJNPQRTUWX", at: 10 - (sum + 3) % 11) == s[8]
    default: return false
    }
  }

  private func isTaiwanese(_ s: CheckSymbols) -> Bool {
    let codes = [
      10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32,
      30, 31, 33,
    ]
    let code = codes[s[0] - 10]
    return (code / 10 + code % 10 * 9 + s.sum([8, 7, 6, 5, 4, 3, 2, 1, 1], from: 1)) % 10 == 0
  }
}
