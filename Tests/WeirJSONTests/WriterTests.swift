import Testing
import WeirJSON

@Suite struct WriterTests {
  private func splice(
    _ line: String, _ edits: [Edit], _ replacements: String
  ) throws(SpliceFailure) -> String {
    var output: [UInt8] = []
    let bytes = Array(line.utf8)
    let side = Array(replacements.utf8)
    let failure: SpliceFailure? = bytes.asLine { line in
      side.asLine { side in
        do throws(SpliceFailure) {
          try LineWriter.splice(line, edits: edits, replacements: side, into: &output)
          return nil
        } catch { return error }
      }
    }
    if let failure { throw failure }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `edits replace their bytes and nothing else`() throws {
    let edits = [
      Edit(range: 0..<1, replacement: 0..<2), Edit(range: 1..<1, replacement: 2..<3),
      Edit(range: 3..<6, replacement: 0..<0),
    ]
    #expect(try splice("abcdef", edits, "XYZ") == "XYZbc")
    #expect(try splice("abc", [], "") == "abc")
    #expect(try splice("", [Edit(range: 0..<0, replacement: 0..<1)], "x") == "x")
  }

  @Test func `bad edits are refused`() {
    let edit = { Edit(range: $0, replacement: $1) }
    #expect(throws: SpliceFailure.unsorted(1)) {
      try splice("abc", [edit(1..<2, 0..<0), edit(0..<1, 0..<0)], "")
    }
    #expect(throws: SpliceFailure.unsorted(1)) {
      try splice("abc", [edit(0..<2, 0..<0), edit(1..<3, 0..<0)], "")
    }
    #expect(throws: SpliceFailure.outsideLine(0)) { try splice("abc", [edit(2..<4, 0..<0)], "") }
    #expect(throws: SpliceFailure.outsideLine(0)) { try splice("abc", [edit(-1..<0, 0..<0)], "") }
    #expect(throws: SpliceFailure.outsideReplacements(0)) {
      try splice("abc", [edit(0..<1, 0..<1)], "")
    }
  }

  @Test func `unedited bytes come out as they went in`() throws {
    var generator = SeededGenerator(state: 9)
    let line = (0..<40).map { _ in String("abcdefghij".randomElement(using: &generator) ?? "a") }
      .joined()
    for _ in 0..<500 {
      let cuts = (0..<6).map { _ in Int.random(in: 0...40, using: &generator) }.sorted()
      let edits = stride(from: 0, to: 6, by: 2).map {
        Edit(range: cuts[$0]..<cuts[$0 + 1], replacement: 0..<1)
      }
      let output = try splice(line, edits, "#")
      let kept = [0..<cuts[0], cuts[1]..<cuts[2], cuts[3]..<cuts[4], cuts[5]..<40]
        .map { String(decoding: Array(line.utf8)[$0], as: UTF8.self) }
      #expect(output == kept.joined(separator: "#"))
    }
  }

  @Test func `escaping is minimal and reads back as it was`() {
    let text = "a\"b\\c/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é😀\u{2028}"
    var output: [UInt8] = []
    Array(text.utf8).asLine { LineWriter.appendEscaped($0, into: &output) }
    let escaped = String(decoding: output, as: UTF8.self)
    #expect(
      escaped == #"a\"b\\c/\b\f\n\r\t\u0000\u001f"# + "\u{7f}é😀\u{2028}")
    let read = ReadLine("{\"t\":\"" + escaped + "\"}", paths: [["t"]])
    #expect(read.failure == nil && read.value.string(in: read.line) == text)
  }
}
