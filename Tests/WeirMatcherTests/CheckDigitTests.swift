import Testing

@testable import WeirMatcher

/// Numbers made for these tests, by the rules of the authorities, and the examples of the standards
/// themselves; none is anybody's.
struct CheckDigitTests {
  static let samples: [(CheckDigits, [String])] = [
    (.aeId, ["784-1234-1234567-2"]),
    (.arCuit, ["27658036365", "20587366941"]),
    (.atSvnr, ["2587181144", "2741150574"]),
    (.auAbn, ["96065757195", "92722677556"]),
    (.auAcn, ["529392201", "507685243"]),
    (.auMedicare, ["2123 45670 1"]),
    (.auTfn, ["857662659", "511174155"]),
    (.beNn, ["79082763180", "94091027804"]),
    (
      .bech32,
      [
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
      ]
    ),
    (.bgEgn, ["1204173404", "3203249242"]),
    (.bitcoin, ["1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"]),
    (.brCnpj, ["75759142300369", "07665932554858"]),
    (.brCpf, ["76986279779", "85461272630"]),
    (.caSin, ["660813486", "357142207"]),
    (.chAhv, ["7563634777425", "7561395571405"]),
    (.clRut, ["194159129", "677738693"]),
    (.cnId, ["110101196603024744", "110101196307261198"]),
    (.czRc, ["7608105978", "6109079702"]),
    (.deIdCard, ["T220001293"]),
    (.deKvnr, ["A123456780"]),
    (.deRvnr, ["65180539W001"]),
    (.deTaxId, ["33850941230", "46686307216"]),
    (.deVat, ["472696732", "148279569"]),
    (.dkCpr, ["070761-4285"]),
    (.eeIk, ["42003034805", "56210165681"]),
    (.esNie, ["Y8772720M", "X2776370V"]),
    (.esNif, ["54308487J", "29864226Z"]),
    (.fiHetu, ["131052-308T"]),
    (.frNir, ["183082B32519335", "117022A27008356"]),
    (.frSiren, ["389484486", "610717175"]),
    (.frSiret, ["23839716051598", "15882280971684"]),
    (.grAmka, ["25079231749", "12095743873"]),
    (.hkId, ["A1234563"]),
    (.hrOib, ["39216943097", "51142157388"]),
    (.iePps, ["9683349LW", "7201775SW"]),
    (.ilId, ["568693352", "111368510"]),
    (.imei, ["033224538323640", "019734026078843"]),
    (.inAadhaar, ["307275396322", "958509661169"]),
    (.inGstin, ["27RYSPK5976V1ZB", "27NRYBI8693G1Z9"]),
    (.isin, ["USENXXYQXND3", "US4J1FNDYSX5"]),
    (.itCf, ["XVPAIO85D27T032E", "XSFWUU42B06A692N"]),
    (.itVat, ["24384730446", "08038460294"]),
    (.jpMyNumber, ["726796255740", "653036106348"]),
    (.krBrn, ["124-81-00998"]),
    (.krRrn, ["0010201393907", "0206232825336"]),
    (.lei, ["604400MA8MS433O09T15", "7298009CMQMCGSSKQD26"]),
    (.mrz, ["7408122"]),
    (.mxCurp, ["BEML740811HDFRMN72", "BEML490406MDFRMN28"]),
    (.nlBsn, ["127568050", "947675231"]),
    (.noFnr, ["14110148152", "13032135697"]),
    (.nzIrd, ["106165580", "55354596"]),
    (.plNip, ["0651649606", "6287976629"]),
    (.plPesel, ["20110486857", "68050681200"]),
    (.plRegon, ["539490998", "889385282"]),
    (.ptNif, ["238374190", "394308670"]),
    (.roCnp, ["6010602407753", "2410502010391"]),
    (.ruInn, ["3169947618", "4798200736"]),
    (.ruSnils, ["112-233-445 95"]),
    (.sePn, ["460327-5464", "640519-7283"]),
    (.sgNric, ["S1234567D", "F1234567N"]),
    (.siEmso, ["1510981509147", "2102914509259"]),
    (.thId, ["4293252411173", "3215266106177"]),
    (.trTckn, ["95024705956", "11949924784"]),
    (.twId, ["A123456789"]),
    (.uaRnokpp, ["5479324075", "6981866400"]),
    (.ukNhs, ["7458279613", "0798716231"]),
    (.usAba, ["013867858", "217140737"]),
    (.usDea, ["AP5836727"]),
    (.usNpi, ["1234567893"]),
    (.vin, ["1M8GDM9AXKP042788"]),
    (.zaId, ["8910168632182", "3803107318184"]),
  ]

  private func holds(_ kind: CheckDigits, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { kind.holds(for: $0) }
  }

  @Test func `every kind of number has a sample, and each holds`() {
    for kind in CheckDigits.allCases {
      let texts = Self.samples.first { $0.0 == kind }?.1 ?? []
      #expect(!texts.isEmpty, "\(kind)")
      for text in texts { #expect(holds(kind, text), "\(kind) \(text)") }
    }
  }

  @Test func `a number with one digit changed rarely holds`() {
    for (kind, texts) in Self.samples {
      var changed = 0
      var held = 0
      for text in texts {
        for place in text.utf8.indices where (0x30...0x39).contains(text.utf8[place]) {
          for digit in 0x30...0x39 where UInt8(digit) != text.utf8[place] {
            var bytes = Array(text.utf8)
            bytes[text.utf8.distance(from: text.startIndex, to: place)] = UInt8(digit)
            changed += 1
            if bytes.withUnsafeBufferPointer({ kind.holds(for: $0) }) { held += 1 }
          }
        }
      }
      #expect(held * 5 <= changed, "\(kind): \(held) of \(changed)")
    }
  }

  @Test(arguments: [
    "", "-", "0", "111111111", "00000000000", "ABC", "12345678901234567890123456789012345", "١٢٣",
  ])
  func `what is no number at all holds for nothing`(_ text: String) {
    for kind in CheckDigits.allCases { #expect(!holds(kind, text), "\(kind) \(text)") }
  }

  @Test func `separators and small letters change nothing`() {
    #expect(holds(.esNif, "12.345.678-z") == holds(.esNif, "12345678Z"))
    #expect(holds(.chAhv, "756.9217.0769.85"))
    #expect(holds(.twId, "a123456789"))
  }

  @Test func `SHA-256 gives the examples of FIPS 180-4`() {
    let hex = { (bytes: [UInt8]) in
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    #expect(hex(SHA256.digest(Array("abc".utf8))).hasPrefix("ba7816bf8f01cfea414140de5dae2223"))
    #expect(hex(SHA256.digest([])).hasPrefix("e3b0c44298fc1c149afbf4c8996fb924"))
    let two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(hex(SHA256.digest(Array(two.utf8))).hasPrefix("248d6a61d20638b8e5c026930c3e6039"))
  }
}
