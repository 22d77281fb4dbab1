import Testing

@testable import WeirMatcher

@Suite struct SymbolSetTests {
  private func set(_ pattern: String) throws -> SymbolSet {
    let root = InspectedRegex(RegexSource(pattern)).parts?.tree.root
    return try #require(root).firstSymbols
  }

  /// The symbol of a character.
  private func symbol(_ character: Unicode.Scalar) -> Int { Int(Array(String(character).utf8)[0]) }

  @Test(
    arguments: [
      ("[а-яё]", "аёяп", "aéα日💻"), ("(?i)é", "éÉã", "eŸ日"), ("ÿ", "ÿ", "Ÿ"), ("(?i)ÿ", "ÿŸ", "日y"),
      ("[\u{7F}-\u{81}]", "\u{7F}\u{80}\u{81}", "~à"), ("[߿-ࠀ]", "߿ࠀ", "\u{1000}à"),
      ("[\u{FFFF}-\u{10000}]", "\u{FFFF}\u{10000}", "\u{40000}日"),
      ("\u{10FFFF}", "\u{10FFFF}", "💻"), (#"\s"#, " \u{A0}\u{2003}\u{3000}", "xàд日💻"),
      ("k", "k", "K"), ("(?i)k", "kK\u{212A}", "日"),
    ])
  func `a few characters are told by the byte that they begin with`(
    pattern: String, inside: String, outside: String
  ) throws {
    let set = try set(pattern)
    for character in inside.unicodeScalars { #expect(set.contains(symbol(character))) }
    for character in outside.unicodeScalars { #expect(!set.contains(symbol(character))) }
  }

  @Test(arguments: [
    #"\w"#, #"\W"#, "[^a]", #"\p{L}"#, ".", "[一-龥]", "(?i)\u{A7C0}",
  ])
  func `of many, and of a letter that may be given another case, it holds all`(pattern: String)
    throws
  {
    let set = try set(pattern)
    for character in "éд日💻\u{10FFFF}".unicodeScalars { #expect(set.contains(symbol(character))) }
  }

  @Test func `columns tell characters apart by the byte that they begin with`() throws {
    let columns = SymbolColumns([try set("[а-я]"), try set("é")])
    let of = { (text: String) in columns.ofBytes[Int(Array(text.utf8)[0])] }
    #expect(of("а") != of("é") && of("а") == of("я") && of("日") == of("💻") && of("日") != of("а"))
    #expect(columns.ofBytes[0x80] == columns.count && columns.ofBytes[0xBF] == columns.count)
  }
}
