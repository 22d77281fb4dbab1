import Testing

@testable import WeirLab

@Suite struct DiffTests {
  @Test func `equal texts have no diff`() {
    #expect(LineDiff.unified("a\nb\n", "a\nb\n", name: "x") == "")
  }

  @Test func `a change stands among three lines either side`() {
    let old = (1...9).map { "\($0)\n" }.joined()
    let new = old.replacing("5\n", with: "five\n")
    #expect(
      LineDiff.unified(old, new, name: "x")
        == "--- x\n+++ x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n")
  }

  @Test func `signs stand under what differs`() {
    #expect(
      TextDiff.lines(expected: "a**b", got: "a11b") == ["- a**b", "+ a11b", "   ^^"])
    #expect(TextDiff.lines(expected: "ab", got: "a") == ["- ab", "+ a", "   ^"])
  }
}

@Suite struct LineSourceTests {
  private func lines(_ text: String, bound: Int = 100) throws -> [String] {
    var source = LineSource(bytes: Array(text.utf8), lineBytesMax: bound)
    var lines: [String] = []
    while let line = try source.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  @Test func `lines end at a newline or at the end`() throws {
    #expect(try lines("a\r\n\nb") == ["a", "", "b"])
    #expect(try lines("") == [])
  }

  @Test func `a line over the bound is cut a little behind it`() throws {
    #expect(try lines("aaaaaaaaaa\nb\n", bound: 3) == ["aaaaa", "b"])
  }

  @Test func `a tree is drawn with branches`() {
    let tree = TreeText("a", [TreeText("b", [TreeText("c")]), TreeText("d")])
    #expect(tree.lines == ["a", "├─ b", "│  └─ c", "└─ d"])
  }
}
