import Testing

@testable import WeirMatcher

@Suite struct UnicodeCategoriesTests {
  @Test func `words are what the standard library has, blocks that are not walked included`() {
    let word = UnicodeCategories.word
    let differing = (0...UInt32(0x33480)).compactMap(Unicode.Scalar.init).filter {
      word.contains($0.value) != UnicodeCategories.isWord($0.properties.generalCategory)
    }
    #expect(differing == ["_"])
  }
}
