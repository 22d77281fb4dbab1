import Testing

@testable import WeirMatcher

@Suite struct ValidatorTests {
  private typealias Validator = @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

  private func holds(_ validator: Validator, _ value: String) -> Bool {
    withBytes(value) { validator($0) }
  }

  @Test(arguments: [
    "4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "378282246310005",
    "6011111111111117", "30569309025904", "6304000000000000", "4222222222222",
  ])
  func `test card numbers pass`(value: String) { #expect(holds(isLuhnNumber, value)) }

  @Test(arguments: [
    "4111 1111 1111 1112", "0000000000000000", "1111111111111117a", "", "18", "41111111111",
    "41111111111111111111", "4111.1111.1111.1111", "٤١١١١١١١١١١١١١١١",
  ])
  func `other numbers are no cards`(value: String) { #expect(!holds(isLuhnNumber, value)) }

  @Test(arguments: [
    "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606",
    "NO9386011117947", "BE68 5390 0754 7034", "MT84MALT011000012345MTLCAST001S",
    "gb82 west 1234 5698 7654 32", "CH9300762011623852957",
  ])
  func `real account numbers pass`(value: String) { #expect(holds(isIBAN, value)) }

  @Test(arguments: [
    "GB82 WEST 1234 5698 7654 33", "DE8937040044053201300", "XX82WEST12345698765432", "",
    "GB82WEST1234569876543", "GBXXWEST12345698765432",
    "GB82 WEST 1234 5698 7654 32 0000000000000000",
    "GB82 WEST 1234 5698 765é 32", "1282WEST12345698765432",
  ])
  func `other texts are no account numbers`(value: String) { #expect(!holds(isIBAN, value)) }

  @Test func `any bytes are answered`() {
    var random = SplitMix(seed: 5)
    for _ in 0..<2_000 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next())
      }
      bytes.withUnsafeBufferPointer { value in
        for validator: Validator in [isLuhnNumber, isIBAN] where validator(value) {
          #expect(value.count >= 2)
        }
      }
    }
  }
}
