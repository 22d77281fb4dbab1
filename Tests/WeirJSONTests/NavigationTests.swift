import Testing
import WeirJSON

@Suite struct NavigationTests {
  private let read = ReadLine(sampleLine)

  @Test func `members and elements are reached`() {
    let line = read.line
    let tool = read.value.member(named: "tool", in: line)
    let numbers = read.value.member(named: "n", in: line)
    #expect(read.raw(tool.member(named: "name", in: line)) == "\"read\"")
    #expect(read.raw(numbers.element(2, in: line)) == "2.5E+3")
    #expect(numbers.element(3, in: line).kind == .object)
    #expect(numbers.element(4, in: line) == .absent && numbers.element(-1, in: line) == .absent)
    #expect(read.value.member(named: "nothing", in: line) == .absent)
    #expect(numbers.member(named: "n", in: line) == .absent)
    #expect(
      tool.element(0, in: line) == .absent && JSONValue.absent.element(0, in: line) == .absent)
  }

  @Test func `an escaped name is reached by its text`() {
    let read = ReadLine(#"{"\u0061\ud83d\ude00":7}"#)
    #expect(read.raw(read.value.member(named: "a😀", in: read.line)) == "7")
  }

  @Test func `cursors visit all and only what is there`() {
    let line = read.line
    let names = read.value.members(in: line).map { $0.name.string(in: line) }
    #expect(names == ["id", "at", "text", "n", "tool", "🙂"])
    let kinds = read.value.member(named: "tool", in: line).member(named: "args", in: line)
      .member(named: "a", in: line).elements(in: line).map(\.kind)
    #expect(kinds == [.true, .false, .null, .array])
    let empty = ReadLine(#"{"a":[],"b":{}}"#)
    for member in empty.value.members(in: empty.line) {
      #expect(Array(member.value.elements(in: empty.line)).isEmpty)
      #expect(Array(member.value.members(in: empty.line)).isEmpty)
    }
  }

  @Test func `leaves of a value are those that reading collects`() {
    let collected = ReadLine(sampleLine, collectsLeaves: true)
    var leaves: [Leaf] = []
    collected.value.collectLeaves(in: collected.line, into: &leaves)
    #expect(leaves == collected.document.leaves && leaves.count == 19)
    leaves = []
    let name = read.value.member(named: "id", in: read.line)
    name.collectLeaves(in: read.line, into: &leaves)
    #expect(leaves == [Leaf(value: name, isName: false)])
  }

  @Test func `a pattern visits what it reaches in order`() {
    let read = ReadLine(
      #"{"messages":[{"content":"a"},{"x":0},{"content":["b","c"]},3],"deep":{"content":"d"}}"#)
    let visited = { (steps: [PathPattern.Step]) -> [String] in
      var texts: [String] = []
      PathPattern(steps).visit(within: read.value, in: read.line) { texts.append(read.raw($0)) }
      return texts
    }
    #expect(
      visited([.name("messages"), .everyElement, .name("content")]) == [#""a""#, #"["b","c"]"#])
    #expect(
      visited([.name("messages"), .index(2), .name("content"), .everyElement])
        == [#""b""#, #""c""#])
    #expect(visited([.name("deep"), .name("content")]) == [#""d""#])
    #expect(visited([.name("deep"), .everyElement]) == [] && visited([.name("none")]) == [])
    #expect(visited([]).count == 1)
  }

  @Test func `walking bytes that were never read traps nowhere`() {
    var generator = SeededGenerator(state: 11)
    let pool = Array("{}[]\",:\\u0 1a-e.tfn\u{e9}".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<24).map { _ in pool.randomElement(using: &generator) ?? 0 }
      bytes.asLine { line in
        for kind in [ValueKind.object, .array, .string, .number] {
          let value = JSONValue(kind: kind, start: 0, end: 40)
          var leaves: [Leaf] = []
          value.collectLeaves(in: line, into: &leaves)
          for member in value.members(in: line) { _ = member.value.element(1, in: line) }
          for element in value.elements(in: line) { _ = element.string(in: line) }
          _ = value.int64(in: line)
          _ = value.double(in: line)
          _ = value.rawSpan(ofDecoded: 3..<30, in: line)
          for offset in -1...25 { _ = JSONPointer.to(offset: offset, in: line) }
        }
      }
    }
  }
}

@Suite struct PointerTests {
  private func pointer(to text: String, in line: String) -> String {
    let bytes = Array(line.utf8)
    let offset = bytes.indices.first { bytes[$0...].starts(with: text.utf8) } ?? -1
    return bytes.asLine { JSONPointer.to(offset: offset, in: $0) }
  }

  @Test(arguments: [
    ("m-1", "/id"), ("id", "/id"), ("e0,", "/at"), ("2.5", "/n/2"), ("-1,", "/n/1"),
    ("0,-1", "/n/0"),
    ("read", "/tool/name"), ("null", "/tool/args/a/2"), ("[]", "/tool/args/a/3"),
    ("b/c~d", "/tool/args/b~1c~0d"), ("🙂", "/🙂"), ("{\"a\":[", "/tool/args"), ("{\"id", ""),
    ("[0,", "/n"),
  ])
  func `the pointer names the innermost value`(text: String, expected: String) {
    #expect(pointer(to: text, in: sampleLine) == expected)
  }

  @Test func `each leaf's pointer leads back to it`() {
    let read = ReadLine(sampleLine, collectsLeaves: true)
    for leaf in read.document.leaves where !leaf.isName {
      var value = read.value
      for step in JSONPointer.to(leaf.value, in: read.line).split(separator: "/") {
        let name = String(step).replacing("~1", with: "/").replacing("~0", with: "~")
        value =
          value.kind == .array
          ? value.element(Int(name) ?? -1, in: read.line)
          : value.member(named: name, in: read.line)
      }
      #expect(value == leaf.value)
    }
  }

  @Test(arguments: [
    (#"{"a":{"b":[1,{"c":tru}]}}"#, "/a/b/1/c"), (#"{"a":1,"a":2}"#, "/a"),
    (#"{"a":{"b":"\ud800"}}"#, "/a/b"), (#"{"x":[0,1,"#, "/x"), (#"{"x":[0,"ab"#, "/x/1"),
    (#"{"a":1,}"#, ""), ("[1]", ""), ("", ""),
  ])
  func `a failure names its field`(line: String, field: String) {
    let bytes = Array(line.utf8)
    let failure = fault(bytes)
    #expect(failure != nil)
    #expect(bytes.asLine { failure?.field(in: $0) } == field)
  }
}
