import Foundation
import Testing

@testable import WeirMatcher

/// What the table of spellings says, against what PCRE2 does with each scalar that has case.
@Suite struct CaseVariantsTests {
  private static let all = (0...UInt32(0x10FFFF)).compactMap(Unicode.Scalar.init)

  /// Scalars that may have another case for the table, for the standard library or for PCRE2,
  /// which gives one to letters, to a few numbers and symbols, and to a combining iota.
  private static let candidates = all.filter { scalar in
    let properties = scalar.properties
    if properties.isCased || properties.changesWhenCaseMapped { return true }
    if CaseVariants.of(scalar.value).count > 1 { return true }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .letterNumber, .otherSymbol:
      return true
    default: return scalar.value == 0x345
    }
  }

  private func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The scalars of a text that a pattern matches one by one.
  private func matches(_ pattern: String, in text: String) throws -> Set<UInt32> {
    let source = PatternSource(name: "p", regex: RegexSource(pattern, flags: "i"))
    let set = try PatternSet([source])
    return withBytes(text) { bytes in
      var matches: [TextMatch] = []
      _ = set.appendMatches(of: 0, in: bytes, to: &matches, scratch: MatchScratch())
      return Set(matches.map { UTF8Scalars.next(bytes, at: $0.start).0 })
    }
  }

  private func escape(_ scalar: UInt32) -> String { #"\x{\#(String(scalar, radix: 16))}"# }

  @Test func `PCRE2 ignores case between the same scalars, all over Unicode`() throws {
    let text = text(Self.candidates)
    let known = Self.candidates.map(\.value).filter { CaseVariants.of($0).count > 1 }
    for scalar in known {
      let found = try matches(escape(scalar), in: text)
      #expect(found == Set(CaseVariants.of(scalar)), "U+\(String(scalar, radix: 16))")
      // In a class it is the same.
      #expect(try matches("[\(escape(scalar))-]", in: text) == found)
    }
    #expect(known.count > 2_800)
  }

  @Test func `PCRE2 gives no other scalar another case`() throws {
    let text = text(Self.candidates)
    let known = Set(Self.candidates.map(\.value).filter { CaseVariants.of($0).count > 1 })
    for scalar in Self.candidates.map(\.value) where !known.contains(scalar) {
      #expect(try matches(escape(scalar), in: text) == [scalar], "U+\(String(scalar, radix: 16))")
    }
    // The rest of Unicode, run by run, has no partner among the candidates.
    let rest = ScalarSet(Self.candidates.map { $0.value...$0.value }).inverted
    for run in rest.ranges {
      let ends = [run.lowerBound, run.upperBound].map { (0xD800...0xDFFF).contains($0) }
      guard ends == [false, false] else { continue }
      let found = try matches("[\(escape(run.lowerBound))-\(escape(run.upperBound))]", in: text)
      #expect(found.isEmpty, "U+\(String(run.lowerBound, radix: 16))")
    }
  }

  @Test func `a set closed under case holds all spellings of its members`() {
    for range: ClosedRange<UInt32> in [0x41...0x5A, 0x61...0x17F, 0x386...0x3CE, 0x400...0x1FFF] {
      let closed = ScalarSet([range]).caseClosed
      #expect(Set(closed.ranges.joined()) == Set(range.flatMap(CaseVariants.of)))
      #expect(closed.caseClosed == closed)
    }
  }

  @Test func `letters of settled scripts are spelled out and others are not`() throws {
    func spellings(_ scalar: Unicode.Scalar) -> [String]? {
      Literal.spellings(of: ScalarSet(scalar.value).caseClosed)?
        .map { String(decoding: $0.bytes.map(\.value), as: UTF8.self) }
    }
    #expect(spellings("д") == ["Д", "д", "\u{1C81}"])
    #expect(spellings("é") == ["É", "é"])
    #expect(spellings("σ") == ["Σ", "ς", "σ"])
    #expect(spellings("ß") == ["ß", "ẞ"])
    #expect(spellings("k") == ["k", "\u{212A}"])
    #expect(spellings("字") == ["字"])
    // A letter with a hook, which got its capital in Unicode 9.
    #expect(spellings("\u{26A}") == nil)
  }
}
