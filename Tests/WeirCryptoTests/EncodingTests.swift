import Foundation
import Testing

@testable import WeirCrypto

@Test func `hex text is two lower-case digits a byte`() {
  #expect(hexText([0x00, 0x0F, 0xA5, 0xFF] as [UInt8]) == "000fa5ff")
  #expect(hexText([] as [UInt8]) == "")
}

@Test func `hex is read in either case and only in pairs`() {
  #expect(hexBytes("00aAfF".utf8) == [0x00, 0xAA, 0xFF])
  #expect(hexBytes("".utf8) == [])
  #expect(hexBytes("abc".utf8) == nil)
  #expect(hexBytes("0g".utf8) == nil)
}

@Test func `hex undoes hex for every byte`() {
  let all = (0...255).map { UInt8($0) }
  #expect(hexBytes(hexText(all).utf8) == all)
}

@Test func `base64 agrees with Foundation on every length`() {
  var numbers = SampleNumbers(state: 1)
  for count in 0..<100 {
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let standard = Data(bytes).base64EncodedString()
    let url = standard.replacing("+", with: "-").replacing("/", with: "_")
    #expect(text(Base64.urlText(bytes)) == url)
    #expect(Base64.bytes(standard.utf8) == bytes)
    #expect(Base64.bytes(url.utf8) == bytes)
    #expect(Base64.bytes(url.replacing("=", with: "").utf8) == bytes)
  }
}

@Test(arguments: [
  "A", "AAAAA", "=", "====", "A===", "AA=", "AAA==", "AA==AA==", "A A=", "+-AA", "é",
])
func `text that is not base64 is refused`(_ text: String) {
  #expect(Base64.bytes(text.utf8) == nil)
}

@Test func `base64 with unused bits set is refused, so bytes have one spelling`() {
  #expect(Base64.bytes("AQ==".utf8) == [1])
  #expect(Base64.bytes("AR==".utf8) == nil)
  #expect(Base64.bytes("AQI=".utf8) == [1, 2])
  #expect(Base64.bytes("AQJ=".utf8) == nil)
}
