import Testing

@testable import WeirCrypto

/// A token whose padding depends on the length: 5 gives two `=`, 20 one, 40 none.
private func token(_ length: Int, _ seed: Int64 = 1) throws -> [UInt8] {
  try sampleRing(1).encrypt([UInt8](repeating: 66, count: length), context: [], seconds: seed)
}

private func found(_ parts: [UInt8]...) -> [[UInt8]] {
  let text = Array(parts.joined())
  return tokenRanges(in: text).map { Array(text[$0]) }
}

@Test(arguments: [5, 20, 40, 90])
func `a token is found wherever it stands`(_ length: Int) throws {
  let token = try token(length)
  #expect(found(token) == [token])
  #expect(found(bytes("{\"text\":\"IBAN "), token, bytes("\"}")) == [token])
  #expect(found(bytes("x"), token, bytes(".")) == [token])
  #expect(found(bytes("gAAAA "), token, bytes(" gAAAA")) == [token])
}

@Test func `an encrypted token has the shape it says`() throws {
  let shape = try Regex(EncryptedToken.pattern)
  for length in 0..<100 { #expect(text(try token(length)).wholeMatch(of: shape) != nil) }
}

@Test(arguments: [5, 20, 40, 90])
func `a token that stands against letters is found`(_ length: Int) throws {
  let token = try token(length)
  #expect(found(bytes("abc"), token, bytes("def")) == [token])
  #expect(found(bytes("gAAAA"), token, bytes("_")) == [token])
}

@Test(arguments: [5, 20, 40], [5, 20, 40])
func `tokens side by side are told apart`(_ one: Int, _ other: Int) throws {
  let (first, second) = (try token(one, 1), try token(other, 2))
  #expect(found(first, second) == [first, second])
  #expect(found(first, bytes(","), second) == [first, second])
  #expect(found(first, second, first) == [first, second, first])
}

@Test
func `seventeen tokens without padding, which together have a token's length, are told apart`()
  throws
{
  let tokens = try (0..<17).map { try token(40, $0) }
  #expect(found(Array(tokens.joined())) == tokens)
}

@Test func `text without tokens has none`() {
  #expect(found(bytes("nothing here")) == [])
  #expect(found(bytes("gAAAA")) == [])
  #expect(found([]) == [])
  #expect(found(bytes("gAAAA" + String(repeating: "A", count: 94))) == [], "one character short")
  #expect(found(bytes("gAAAA" + String(repeating: "A", count: 93) + "=")) == [], "one pad lost")
}

@Test func `a run of beginnings that lead to nothing is searched in one pass`() {
  // Looking for the run's end from each of them would take some 10¹⁰ steps.
  let beginning = bytes("gAAAA" + String(repeating: "x", count: 59))
  let run = Array(repeatElement(beginning, count: 16_384).joined())
  #expect(tokenRanges(in: run) == [])
}

@Test func `found ranges are in order, apart and within the text, whatever it is`() {
  var numbers = SampleNumbers(state: 9)
  let pieces = [bytes("gAAAA"), bytes("="), bytes("_-Zz"), bytes(" "), [0xFF, 0]]
  for _ in 0..<300 {
    let count = Int.random(in: 0...200, using: &numbers)
    let text = (0..<count).flatMap { _ in pieces.randomElement(using: &numbers) ?? [] }
    var end = 0
    for range in tokenRanges(in: text) {
      #expect(range.lowerBound >= end && range.upperBound <= text.count)
      #expect(text[range].starts(with: bytes("gAAAA")))
      end = range.upperBound
    }
  }
}
