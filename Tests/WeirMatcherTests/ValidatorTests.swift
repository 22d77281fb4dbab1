import Testing

@testable import WeirMatcher

@Suite struct ValidatorTests {
  private func holds(_ validator: Validator, _ value: String) -> Bool {
    withBytes(value) { validator.accepts($0) }
  }

  @Test(arguments: [
    "4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "378282246310005",
    "6011111111111117", "30569309025904", "6304000000000000", "4222222222222",
  ])
  func `test card numbers pass`(value: String) { #expect(holds(.luhn, value)) }

  @Test(arguments: [
    "4111 1111 1111 1112", "0000000000000000", "1111111111111117a", "", "18", "41111111111",
    "41111111111111111111", "4111.1111.1111.1111", "٤١١١١١١١١١١١١١١١",
  ])
  func `other numbers are no cards`(value: String) { #expect(!holds(.luhn, value)) }

  @Test(arguments: [
    "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606",
    "NO9386011117947", "BE68 5390 0754 7034", "MT84MALT011000012345MTLCAST001S",
    "gb82 west 1234 5698 7654 32", "CH9300762011623852957",
  ])
  func `real account numbers pass`(value: String) { #expect(holds(.iban, value)) }

  @Test(arguments: [
    "GB82 WEST 1234 5698 7654 33", "DE8937040044053201300", "XX82WEST12345698765432", "",
    "GB82WEST1234569876543", "GBXXWEST12345698765432",
    "GB82 WEST 1234 5698 7654 32 0000000000000000",
    "GB82 WEST 1234 5698 765é 32", "1282WEST12345698765432",
  ])
  func `other texts are no account numbers`(value: String) { #expect(!holds(.iban, value)) }

  @Test func `entropy is bits per character`() {
    #expect(withBytes("") { characterEntropy($0) } == 0)
    #expect(withBytes("aaaa") { characterEntropy($0) } == 0)
    #expect(withBytes("abcd") { characterEntropy($0) } == 2)
    #expect(withBytes("äöüß") { characterEntropy($0) } == 2)
    #expect(withBytes("abäö") { characterEntropy($0) } == 2)
    #expect(holds(.entropy(above: 1.9), "abcd"))
    #expect(!holds(.entropy(above: 2), "abcd"))
  }

  @Test func `dates exist or not`() {
    for good in ["2026-01-31", "20240229", "2000/02/29", "0001.01.01", "9999-12-31"] {
      #expect(holds(.isoDate, good), "\(good)")
    }
    for bad in [
      "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1",
      "0000-01-01", "2026-01/01", "2026 01 01", "", "2026010a",
    ] {
      #expect(!holds(.isoDate, bad), "\(bad)")
    }
  }

  @Test func `social security numbers follow the rules of area, group and serial`() {
    for good in ["123-45-6789", "123456789", "899 01 0001"] {
      #expect(holds(.socialSecurityNumber, good), "\(good)")
    }
    for bad in [
      "000-45-6789", "666-45-6789", "900-45-6789", "123-00-6789", "123-45-0000",
      "078-05-1120", "219-09-9999", "111-11-1111", "123-45-678", "123-45-67890",
    ] {
      #expect(!holds(.socialSecurityNumber, bad), "\(bad)")
    }
  }

  @Test func `Verhoeff check digits catch every single error and swap`() {
    for good in ["2363", "123451", "142857-0", "1234 5678 9012 0"] {
      #expect(holds(.verhoeff, good), "\(good)")
    }
    let digits = Array("2363")
    for place in digits.indices {
      for other in "0123456789" where other != digits[place] {
        var wrong = digits
        wrong[place] = other
        #expect(!holds(.verhoeff, String(wrong)))
      }
    }
    #expect(!holds(.verhoeff, "3263"))
    #expect(!holds(.verhoeff, ""))
    #expect(!holds(.verhoeff, "23x63"))
  }

  @Test func `MOD 11-2 identifiers`() {
    for good in ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"] {
      #expect(holds(.mod11, good), "\(good)")
    }
    for bad in ["0000-0002-1825-0098", "0000-0002-X825-0097", "", "X", "0000-0002-1694-233XX"] {
      #expect(!holds(.mod11, bad), "\(bad)")
    }
  }

  @Test func `any bytes are answered`() {
    var random = SplitMix(seed: 5)
    for _ in 0..<2_000 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next())
      }
      bytes.withUnsafeBufferPointer { value in
        for validator: Validator in [
          .luhn, .iban, .entropy(above: 9), .isoDate, .socialSecurityNumber, .verhoeff, .mod11,
        ] where validator.accepts(value) {
          #expect(value.count >= 2)
        }
      }
    }
  }
}
