import Foundation
import Testing

@testable import WeirMatcher

@Suite struct CaseCheckTests {
  private func literal(_ text: String, eitherCase: Bool = false) -> Literal {
    Literal(
      bytes: text.utf8.map { Literal.Byte(value: $0, isEitherCase: eitherCase) })
  }

  private func holds(_ check: CaseCheck, _ text: String) -> Bool {
    withBytes(text) { check.hold($0, $0.count) }
  }

  @Test(arguments: ["aB", "AKIA_1", "abcdefgH", "abcdefghI", "Abcdefghijkl"])
  func `only the case that was asked for holds, at a text's start and behind other bytes`(
    wanted: String
  ) {
    let check = CaseCheck(literal(wanted))
    for before in ["", "x", "12345678", "a longer text before it "] {
      #expect(holds(check, before + wanted))
      for index in wanted.indices where wanted[index].isLetter {
        let other =
          wanted[index].isUppercase ? wanted[index].lowercased() : wanted[index].uppercased()
        let changed = wanted.replacingCharacters(in: index...index, with: other)
        #expect(!holds(check, before + changed))
      }
    }
  }

  @Test func `letters of either case and what is no letter are left alone`() {
    #expect(holds(CaseCheck(literal("akia", eitherCase: true)), "aKiA"))
    #expect(holds(CaseCheck(literal("12-_")), "zzzz"))
    #expect(holds(CaseCheck(), ""))
  }
}
