import Foundation
import Testing

@testable import WeirCrypto

private let raw = (0..<32).map { UInt8($0 * 7 + 3) }

private func idOfParsed(_ text: String) throws -> String {
  try SecretKey.parse(name: "k", contents: bytes(text)).id
}

private func id(_ bytes: [UInt8]) throws -> String { try SecretKey(name: "k", bytes: bytes).id }

@Test func `one key in every encoding is one key`() throws {
  let hex = hexText(raw)
  let standard = Data(raw).base64EncodedString()
  let url = text(Base64.urlText(raw))
  let spellings = [
    hex, hex.uppercased(), "hex:\(hex)", standard, url, url.replacing("=", with: ""),
    "base64:\(standard)", "base64:\(url)",
  ]
  for spelling in spellings {
    for ending in ["", "\n", "\r\n"] { #expect(try idOfParsed(spelling + ending) == id(raw)) }
  }
}

@Test func `bytes that are not UTF-8 are the key as they are, line ending included`() throws {
  let binary = [0xFF] + raw + bytes("\n")
  #expect(try SecretKey.parse(name: "k", contents: binary).id == id(binary))
}

@Test func `a passphrase is its bytes without the line ending`() throws {
  let phrase = "a passphrase with spaces, long enough"
  #expect(try idOfParsed(phrase + "\n") == id(bytes(phrase)))
  #expect(try idOfParsed("raw:" + phrase) == id(bytes(phrase)))
  #expect(try idOfParsed(phrase + "\n\n") == id(bytes(phrase + "\n")), "one ending, not all")
}

@Test func `raw: keeps text that looks encoded as it is`() throws {
  let hex = hexText(raw)
  #expect(try idOfParsed("raw:" + hex) == id(bytes(hex)))
}

@Test func `hexadecimal text for fewer than 32 bytes is not taken for a passphrase`() {
  let digits = String(repeating: "a1", count: 16)
  #expect(throws: KeyError.tooShort(name: "k", bytes: 16)) { try idOfParsed(digits) }
}

@Test func `hexadecimal text with a digit lost is refused`() {
  let digits = String(hexText(raw).dropLast())
  #expect(throws: KeyError.malformed(name: "k", encoding: .hex)) { try idOfParsed(digits) }
}

@Test func `a declared encoding is held to`() {
  #expect(throws: KeyError.malformed(name: "k", encoding: .hex)) {
    try idOfParsed("hex:" + String(repeating: "xy", count: 40))
  }
  #expect(throws: KeyError.malformed(name: "k", encoding: .base64)) {
    try idOfParsed("base64:" + String(repeating: "!", count: 44))
  }
  #expect(throws: KeyError.tooShort(name: "k", bytes: 3)) { try idOfParsed("base64:AQID") }
}

@Test(arguments: ["", "\n", "hex:", "base64:", "raw:", "short"])
func `nothing much is not a key`(_ text: String) {
  #expect(throws: KeyError.self) { try idOfParsed(text) }
}

@Test func `any bytes give a key or an error`() {
  var numbers = SampleNumbers(state: 5)
  for _ in 0..<500 {
    let count = Int.random(in: 0...80, using: &numbers)
    let contents = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let key = try? SecretKey.parse(name: "k", contents: contents)
    if let key { #expect(key.id.count == 8) } else { #expect(count < 64) }
  }
}
