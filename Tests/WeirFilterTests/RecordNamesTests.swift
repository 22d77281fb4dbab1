import Testing
import WeirProject

@testable import WeirFilter

@Suite struct RecordNamesTests {
  private let names = RecordNames(policies: ["mail", "b_2"], patterns: ["email", "/\"x\\d/"])

  private func text(_ write: (inout JSONBytes) -> Void) -> String {
    var text = JSONBytes()
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func `objects begin with the names of a policy and a rule`() {
    let object = text { text in
      text.open("[")
      names.openRule(0, 2, &text)
      text.close("}")
      names.openRule(1, 0, &text)
      text.member("more", true)
      text.close("}")
      names.openPolicy(1, &text)
      names.pattern(1, &text)
      text.close("}")
      text.close("]")
    }
    #expect(
      object == #"[{"policy":"mail","rule":"mail:2"},{"policy":"b_2","rule":"b_2","more":true},"#
        + #"{"policy":"b_2","pattern":"/\"x\\d/"}]"#)
  }

  @Test func `a rule's name is an element by itself`() {
    let list = text { text in
      text.open("[")
      names.rule(0, 10, &text)
      names.rule(1, 0, &text)
      text.close("]")
    }
    #expect(list == #"["mail:10","b_2"]"#)
  }
}

@Suite struct LineBufferTests {
  @Test func `lines that somebody refers to stay in place while reading goes on`() throws {
    let place = Workplace()
    let text = (0..<400).map { "line \($0)" }.joined(separator: "\n") + "\n"
    place.write("input", text)
    let descriptor = try Files.openToRead(place.path("input"))
    var buffer = LineBuffer(lineBytesMax: 100, initialBytes: 64)
    var lines: [(Chunk, UnsafeBufferPointer<UInt8>)] = []
    while case .success(let count) = buffer.fill(from: descriptor), count > 0 {
      while let line = buffer.nextLine() { lines.append((buffer.chunk, line)) }
    }
    #expect(
      lines.map { String(decoding: $0.1, as: UTF8.self) }.joined(separator: "\n") + "\n" == text)
  }

  @Test func `memory is used again where nobody refers to it`() throws {
    let place = Workplace()
    place.write("input", String(repeating: "some line\n", count: 1000))
    let descriptor = try Files.openToRead(place.path("input"))
    var buffer = LineBuffer(lineBytesMax: 100, initialBytes: 64)
    var seen: Set<ObjectIdentifier> = []
    var kept: [Chunk] = []
    while case .success(let count) = buffer.fill(from: descriptor), count > 0 {
      while buffer.nextLine() != nil {}
      seen.insert(ObjectIdentifier(buffer.chunk))
      kept = kept.suffix(1) + [buffer.chunk]
    }
    #expect(seen.count <= 4)
  }

  @Test func `a batch takes lines up to a number, and to the one that fills its bytes`() throws {
    let place = Workplace()
    let long = String(repeating: "x", count: FilterLimits.batchBytes / 2)
    place.write("input", "a\nb\nc\n\(long)\n\(long)\nlast\n")
    let descriptor = try Files.openToRead(place.path("input"))
    var buffer = LineBuffer(lineBytesMax: 100)
    _ = buffer.fill(from: descriptor)
    let sizes = [2, 10, 10, 10].map { most in
      let batch = Batch()
      batch.take(from: &buffer, most: most)
      return [batch.count, batch.bytes]
    }
    #expect(sizes == [[2, 2], [3, 1 + 2 * long.utf8.count], [1, 4], [0, 0]])
  }
}
