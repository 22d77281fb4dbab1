import Testing
import WeirChecker

@testable import WeirEngine

@Suite struct ContainsTests {
  @Test func `a text is found in another as the naive search finds it`() {
    var random = SeededRandom(8)
    for _ in 0..<3_000 {
      let text = (0..<random.below(80)).map { _ in random.pick(Array("aab".utf8)) }
      let start = random.below(text.count + 1)
      var wanted = Array(text[start...].prefix(random.below(40)))
      if random.once(in: 2), !wanted.isEmpty { wanted[wanted.count - 1] ^= 3 }
      let found = text.withUnsafeBufferPointer { text in
        wanted.withUnsafeBufferPointer { text.contains($0) }
      }
      #expect(found == TextSearch.contains.holds(text, wanted))
    }
  }

  @Test func `two hostile texts take linear time`() throws {
    let a = String(repeating: "a", count: 400_000)
    let line = #"{"text":"\#(a)","user":"\#(a.prefix(200_000))b"}"#
    // Quadratic, this would not end while anyone waits.
    #expect(try answer(#"(text ?? "") contains (user ?? "x")"#, line) == .no)
  }

  /// A text that rules look for in a field is found by the scan for patterns, whose bound on texts
  /// is none for `contains`.
  @Test func `a text is found in a field whatever it is made of and however long the field is`()
    throws
  {
    let wanted = [#"a.b*"#, "\\", "#x", "é!", "İ", "k", "-", "^$", "(?i)"]
    for text in wanted {
      let json = text.replacing("\\", with: "\\\\")
      let long = String(repeating: "z", count: 1_100_000)
      for line in [#"{"text":"\#(json)","user":"u"}"#, #"{"text":"\#(long)\#(json)","user":"u"}"#] {
        #expect(try answer("(text ?? \"\") contains \(quoted(text))", line) == .yes)
        #expect(
          try answer("exists(text) and text contains \(quoted(text))", line) == .yes,
          "\(text) in \(line.utf8.count) bytes")
        #expect(try answer("exists(text) and text contains \(quoted("y" + text))", line) == .no)
      }
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\") + "\""
  }
}
