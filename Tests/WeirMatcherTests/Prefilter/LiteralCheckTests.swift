import Foundation
import Testing

@testable import WeirMatcher

@Suite struct LiteralCheckTests {
  private func literal(_ text: String, eitherCase: Bool = false) -> Literal {
    Literal(
      bytes: text.utf8.map { byte in
        let hasCases = eitherCase && (0x61...0x7A).contains(Literal.fold(byte))
        return Literal.Byte(value: hasCases ? Literal.fold(byte) : byte, isEitherCase: hasCases)
      })
  }

  private func holds(_ check: LiteralCheck, _ text: String, behind: String = "") -> Bool {
    withBytes(text + behind) { check.holds($0, endingAt: text.utf8.count) }
  }

  @Test(arguments: ["aB", "AKIA_1", "abcdefgH", "abcdefghI", "Abcdefghijkl", "0123456789abcdeF"])
  func `only the literal itself holds, wherever in the text it stands`(wanted: String) {
    let check = LiteralCheck(literal(wanted))
    for (before, behind) in [
      ("", ""), ("x", "y"), ("12345678", ""), ("", " a longer text behind it"),
    ] {
      #expect(holds(check, before + wanted, behind: behind))
      for index in wanted.indices {
        for other in [wanted[index].lowercased(), wanted[index].uppercased(), "~"]
        where other != String(wanted[index]) {
          let changed = wanted.replacingCharacters(in: index...index, with: other)
          #expect(!holds(check, before + changed, behind: behind))
        }
      }
    }
  }

  @Test func `letters of either case hold in both, and signs only as they are`() {
    let check = LiteralCheck(literal("aki_[1", eitherCase: true))
    for text in ["aki_[1", "AKI_[1", "aKi_[1"] { #expect(holds(check, text)) }
    for text in ["aki\u{7F}[1", "aki_{1", "aki_[\u{11}"] { #expect(!holds(check, text)) }
  }

  @Test func `what would stand outside of the text does not hold, and nothing stands everywhere`() {
    let check = LiteralCheck(literal("abc"))
    withBytes("abc") { text in
      for end in -1...4 { #expect(check.holds(text, endingAt: end) == (end == 3)) }
      for end in 0...3 { #expect(LiteralCheck().holds(text, endingAt: end)) }
    }
  }
}
