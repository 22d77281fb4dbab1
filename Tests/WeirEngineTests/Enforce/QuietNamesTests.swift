import Testing

@testable import WeirEngine

@Suite struct QuietNamesTests {
  private func contains(_ names: QuietNames, _ name: String, block: Int) -> Bool {
    Array(name.utf8).withUnsafeBufferPointer { names.contain($0, block: block) }
  }

  private func insert(_ names: inout QuietNames, _ name: String, block: Int) {
    Array(name.utf8).withUnsafeBufferPointer { names.insert($0, block: block) }
  }

  @Test func `a name is quiet for the block that found nothing in it`() {
    var names = QuietNames()
    #expect(!contains(names, "text", block: 0))
    insert(&names, "text", block: 0)
    #expect(contains(names, "text", block: 0))
    #expect(!contains(names, "text", block: 1))
    #expect(!contains(names, "texts", block: 0))
    #expect(!contains(names, "text\0", block: 0), "padding is no part of a name")
  }

  @Test func `an empty table holds nothing, not even an empty name`() {
    #expect(!contains(QuietNames(), "", block: 0))
  }

  @Test func `names longer than a slot are not remembered`() {
    var names = QuietNames()
    let longest = String(repeating: "n", count: 32)
    insert(&names, longest, block: 0)
    insert(&names, longest + "n", block: 0)
    #expect(contains(names, longest, block: 0))
    #expect(!contains(names, longest + "n", block: 0))
  }

  @Test func `a name is never taken for another, however many were inserted`() {
    var names = QuietNames()
    for number in 0..<5_000 { insert(&names, "name\(number)", block: number % 3) }
    for number in 5_000..<10_000 { #expect(!contains(names, "name\(number)", block: 0)) }
    let kept = (0..<5_000).count { contains(names, "name\($0)", block: $0 % 3) }
    #expect(kept > 200 && kept <= 256, "slots are used evenly")
  }

  @Test func `a name that is to be edited is edited in every line, after any number of quiet ones`()
    throws
  {
    var bench = try Bench(
      """
      message { text: string }
      pattern card = /\\b[0-9]{16}\\b/
      redact cards { card -> mask }
      """)
    for _ in 0..<3 {
      #expect(bench.judge(#"{"text":"x","note":"y"}"#).isRedacted == false)
      #expect(
        bench.judge(#"{"text":"x","4111111111111111":"y"}"#).text
          == #"{"text":"x","****************":"y"}"#)
    }
  }
}
