/// Rules that several numbers share.
extension CheckSymbols {
  /// Luhn (ISO/IEC 7812-1, annex B) over the symbols from `first`; `prefix` is added to the sum.
  func luhn(from first: Int = 0, upTo end: Int? = nil, prefix: Int = 0) -> Bool {
    let end = end ?? count
    let sum = (first..<end).reduce(prefix) { sum, place in
      sum &+ Self.doubled(self[place], (end &- place).isMultiple(of: 2))
    }
    return sum.isMultiple(of: 10)
  }

  private static func doubled(_ digit: Int, _ isDoubled: Bool) -> Int {
    let value = isDoubled ? digit &* 2 : digit
    return value > 9 ? value &- 9 : value
  }

  /// Luhn over the digits of all symbols, letters as two digits (ISO 6166).
  func luhnOfLetters() -> Bool {
    var sum = 0
    var isDoubled = false
    for place in (0..<count).reversed() {
      sum &+= Self.doubled(self[place] % 10, isDoubled)
      isDoubled.toggle()
      if isLetter(place) {
        sum &+= Self.doubled(self[place] / 10, isDoubled)
        isDoubled.toggle()
      }
    }
    return sum.isMultiple(of: 10)
  }

  /// The remainder modulo 97 of the number in which letters are two digits (ISO/IEC 7064 MOD 97-10).
  var remainder97: Int {
    (0..<count).reduce(0) { rest, place in
      (isLetter(place) ? rest &* 100 &+ self[place] : rest &* 10 &+ self[place]) % 97
    }
  }

  /// ISO/IEC 7064 MOD 11,10 over all digits, the last the check.
  var holdsMod11Over10: Bool {
    var product = 10
    for place in 0..<count &- 1 {
      let sum = (self[place] &+ product) % 10
      product = (sum == 0 ? 10 : sum) &* 2 % 11
    }
    return (11 &- product) % 10 == self[count &- 1]
  }

  /// The check digit of a machine-readable travel document over a stretch (ICAO 9303, part 3).
  func mrzCheck(from first: Int = 0, upTo end: Int) -> Int {
    (first..<end).reduce(0) { $0 &+ self[$1] &* [7, 3, 1][($1 &- first) % 3] } % 10
  }

  /// The digit that takes a sum to the next multiple of 11; of 10 and 11, `large` is written 0.
  static func upTo11(_ sum: Int) -> Int {
    let rest = sum % 11
    return rest < 2 ? 0 : 11 &- rest
  }

  /// Verhoeff's check over all digits (J. Verhoeff, 1969): the group of the pentagon.
  var holdsVerhoeff: Bool {
    var check = 0
    for place in 0..<count {
      var digit = self[count &- 1 &- place]
      for _ in 0..<place % 8 { digit = Self.permutation[digit] }
      check = Self.pentagon(check, digit)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// The product of two symmetries of the pentagon: 0 to 4 turn it, 5 to 9 turn it over first.
  private static func pentagon(_ a: Int, _ b: Int) -> Int {
    switch (a < 5, b < 5) {
    case (true, true): (a &+ b) % 5
    case (true, false): (a &+ b) % 5 &+ 5
    case (false, true): (a &- b) % 5 &+ 5
    case (false, false): (a &- b &+ 5) % 5
    }
  }

  /// A vehicle's number: letters count as in 49 CFR 565.15, X at the ninth place is 10.
  var isVehicle: Bool {
    guard count == 17 else { return false }
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    var sum = 0
    for place in 0..<17 {
      let value = isLetter(place) ? Self.vehicleLetters[self[place] &- 10] : self[place]
      if value == 0 && isLetter(place) { return false }
      sum &+= weights[place] &* value
    }
    let check = sum % 11
    return check == 10 ? self[8] == 33 : self[8] == check
  }

  /// I, O and Q don't occur.
  private static let vehicleLetters = [
    1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9,
  ]
}
