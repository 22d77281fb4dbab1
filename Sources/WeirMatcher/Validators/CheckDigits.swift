/// Numbers that carry a check: identity, tax, health, bank and product numbers, by the name under
/// which policies ask for them (`check_digit(match, "pl_pesel")`).
///
/// The rules are public: each case names the authority or standard that states its rule. A check says
/// that a number is well formed, never that it was given out.
public enum CheckDigits: String, CaseIterable, Sendable {
  // General
  case imei, isin, lei, vin, mrz, bitcoin, bech32
  // Europe
  case atSvnr = "at_svnr"
  case beNn = "be_nn"
  case bgEgn = "bg_egn"
  case chAhv = "ch_ahv"
  case czRc = "cz_rc"
  case deIdCard = "de_id_card"
  case deKvnr = "de_kvnr"
  case deRvnr = "de_rvnr"
  case deTaxId = "de_tax_id"
  case deVat = "de_vat"
  case dkCpr = "dk_cpr"
  case eeIk = "ee_ik"
  case esNie = "es_nie"
  case esNif = "es_nif"
  case fiHetu = "fi_hetu"
  case frNir = "fr_nir"
  case frSiren = "fr_siren"
  case frSiret = "fr_siret"
  case grAmka = "gr_amka"
  case hrOib = "hr_oib"
  case iePps = "ie_pps"
  case itCf = "it_cf"
  case itVat = "it_vat"
  case nlBsn = "nl_bsn"
  case noFnr = "no_fnr"
  case plNip = "pl_nip"
  case plPesel = "pl_pesel"
  case plRegon = "pl_regon"
  case ptNif = "pt_nif"
  case roCnp = "ro_cnp"
  case ruInn = "ru_inn"
  case ruSnils = "ru_snils"
  case sePn = "se_pn"
  case siEmso = "si_emso"
  case trTckn = "tr_tckn"
  case uaRnokpp = "ua_rnokpp"
  case ukNhs = "uk_nhs"
  // Americas
  case arCuit = "ar_cuit"
  case brCnpj = "br_cnpj"
  case brCpf = "br_cpf"
  case caSin = "ca_sin"
  case clRut = "cl_rut"
  case mxCurp = "mx_curp"
  case usAba = "us_aba"
  case usDea = "us_dea"
  case usNpi = "us_npi"
  // Africa, Asia and Oceania
  case aeId = "ae_id"
  case auAbn = "au_abn"
  case auAcn = "au_acn"
  case auMedicare = "au_medicare"
  case auTfn = "au_tfn"
  case cnId = "cn_id"
  case hkId = "hk_id"
  case ilId = "il_id"
  case inAadhaar = "in_aadhaar"
  case inGstin = "in_gstin"
  case jpMyNumber = "jp_my_number"
  case krBrn = "kr_brn"
  case krRrn = "kr_rrn"
  case nzIrd = "nz_ird"
  case sgNric = "sg_nric"
  case thId = "th_id"
  case twId = "tw_id"
  case zaId = "za_id"

  /// Whether a text is such a number with a right check. Spaces, hyphens, dots and slashes are passed
  /// over, letters may be small; any other character, or another length, is false.
  public func holds(for text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .bitcoin: return isBase58Check(text)
    case .bech32: return isBech32(text)
    default: break
    }
    guard let symbols = CheckSymbols(text), !symbols.areAlike else { return false }
    return europe(symbols) ?? americas(symbols) ?? elsewhere(symbols) ?? general(symbols)
  }

  private func general(_ s: CheckSymbols) -> Bool {
    switch self {
    // ISO/IEC 7812-1 over the 15 digits (3GPP TS 23.003).
    case .imei: s.isNumber(15) && s.luhn()
    case .isin: s.count == 12 && s.isLetter(0) && s.isLetter(1) && s.luhnOfLetters()
    // ISO 17442: ISO/IEC 7064 MOD 97-10.
    case .lei: s.count == 20 && s.remainder97 == 1
    case .vin: s.isVehicle
    // ICAO 9303: weights 7, 3, 1; letters count from 10.
    case .mrz: s.count >= 2 && s.mrzCheck(upTo: s.count - 1) == s[s.count - 1]
    default: false
    }
  }
}

/// The digits and letters of a number: 0 to 9 as themselves, A to Z as 10 to 35.
///
///     "53-0902 A"   5 3 0 9 0 2 10
struct CheckSymbols {
  private var values = SIMD32<UInt8>()
  private(set) var count = 0
  private var letters: UInt32 = 0

  /// nil where another character occurs, or more than 32 of them.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case 0x30...0x39: append(byte &- 0x30)
      case 0x41...0x5A: append(byte &- 0x41 &+ 10)
      case 0x61...0x7A: append(byte &- 0x61 &+ 10)
      case 0x20, 0x2D, 0x2E, 0x2F: continue
      default: return nil
      }
      if count > 32 { return nil }
    }
    if count == 0 { return nil }
  }

  private mutating func append(_ value: UInt8) {
    if count < 32 {
      values[count] = value
      if value >= 10 { letters |= 1 << UInt32(count) }
    }
    count += 1
  }

  subscript(place: Int) -> Int { Int(values[place]) }

  func isLetter(_ place: Int) -> Bool { letters & 1 << UInt32(place) != 0 }

  /// Whether there are so many, all digits.
  func isNumber(_ length: Int) -> Bool { count == length && letters == 0 }
  func isNumber(_ lengths: ClosedRange<Int>) -> Bool { lengths.contains(count) && letters == 0 }

  /// Whether all but the named places are digits.
  func hasLetters(only places: UInt32...) -> Bool {
    letters == places.reduce(0) { $0 | 1 << $1 }
  }

  /// A number of one digit throughout passes most checks and is nobody's.
  var areAlike: Bool { (1..<max(count, 1)).allSatisfy { self[$0] == self[0] } }

  /// The number in a stretch of digits.
  func number(_ places: Range<Int>) -> Int {
    places.reduce(0) { $0 &* 10 &+ self[$1] }
  }

  /// The sum of the symbols from `first`, each times its weight.
  func sum(_ weights: [Int], from first: Int = 0) -> Int {
    weights.indices.reduce(0) { $0 &+ weights[$1] &* self[first &+ $1] }
  }
}
