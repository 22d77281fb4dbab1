import Testing

@testable import WeirLab

@Suite struct TimeWritingTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1_000_000, "1969-12-31T23:59:59Z"),
      (1_767_225_600_000_000, "2026-01-01T00:00:00Z"),
      (1_709_210_096_789_000, "2024-02-29T12:34:56.789Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ] as [(Int64, String)]) func `times are written in UTC`(_ time: Int64, _ text: String)
  {
    #expect(TimeWriting.rfc3339(microseconds: time) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (5_400_000_000, "1h30m"), (250_000, "250ms"), (90_061_000_000, "1d1h1m1s"),
      (7, "7µs"),
    ] as [(Int64, String)]) func `durations are written as policies write them`(
      _ duration: Int64, _ text: String
    )
  {
    #expect(TimeWriting.duration(microseconds: duration) == text)
  }
}

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
