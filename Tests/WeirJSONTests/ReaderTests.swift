import Testing

@testable import WeirJSON

@Suite struct ReaderTests {
  @Test func `a value is at most sixteen bytes`() { #expect(MemoryLayout<JSONValue>.size <= 16) }

  @Test func `slots hold the raw ranges of their paths`() {
    let paths = [
      ["id"], ["tool"], ["tool", "name"], ["tool", "args", "b/c~d"], ["absent"], [], ["n"],
      ["text"], ["🙂"], ["tool", "absent"],
    ]
    let read = ReadLine(sampleLine, paths: paths)
    #expect(read.failure == nil)
    let slots = read.document.slots
    #expect(read.raw(slots[0]) == "\"m-1\"" && slots[0].kind == .string)
    #expect(slots[1].kind == .object && read.raw(slots[1]).hasSuffix(#"d":""}}"#))
    #expect(read.raw(slots[2]) == "\"read\"" && read.raw(slots[3]) == "\"\"")
    #expect(slots[4] == .absent && slots[9] == .absent)
    #expect(slots[5].range == 0..<sampleLine.utf8.count)
    #expect(slots[6].kind == .array && read.raw(slots[6]) == "[0,-1,2.5E+3,{}]")
    #expect(slots[7].hasEscapes && !slots[0].hasEscapes)
    #expect(read.raw(slots[8]) == "1" && slots[8].kind == .number)
  }

  @Test func `a document is used again and forgets the line before`() {
    var reader = JSONReader(tree: FieldTree(paths: [["a"]]), collectsLeaves: true)
    var document = Document()
    for (line, kind) in [(#"{"a":1}"#, ValueKind.number), ("{}", .absent), (#"{"a":null}"#, .null)]
    {
      #expect(Array(line.utf8).asLine { reader.read($0, into: &document) } == nil)
      #expect(document.slots.map(\.kind) == [kind])
    }
    #expect(document.leaves.count == 1)
  }

  @Test func `an array ends a path`() {
    #expect(ReadLine(#"{"a":[{"b":1}]}"#, paths: [["a", "b"]]).document.slots == [.absent])
  }

  @Test func `two slots may share a path`() {
    let slots = ReadLine(#"{"a":true}"#, paths: [["a"], ["a"]]).document.slots
    #expect(slots[0] == slots[1] && slots[0].kind == .true)
  }

  @Test func `an escaped name is the name`() {
    let read = ReadLine(
      #"{"\u0074ext":"x","longer\u0020than eight":2}"#,
      paths: [["text"], ["longer than eight"]])
    #expect(read.failure == nil && read.raw(read.value) == "\"x\"")
    #expect(read.raw(read.document.slots[1]) == "2")
  }

  @Test func `leaves come in the order of the line`() {
    let read = ReadLine(#"{"a":["x",1,{"b":-2.5}],"c":true}"#, collectsLeaves: true)
    let texts = read.document.leaves.map { ($0.isName ? "name " : "") + read.raw($0.value) }
    #expect(texts == [#"name "a""#, #""x""#, "1", #"name "b""#, "-2.5", #"name "c""#])
  }

  @Test(arguments: [
    ("", ReadFailure.Reason.empty, 0), (" \t\r\n", .empty, 4),
    ("\u{FEFF}{}", .byteOrderMark, 0), ("[1]", .notAnObject, 0), (" \"x\"", .notAnObject, 1),
    ("x", .syntax(.value), 0), ("{} {}", .trailingBytes, 3), ("{}x", .trailingBytes, 2),
    ("{\"a\":}", .syntax(.value), 5), ("{\"a\" 1}", .syntax(.colon), 5),
    ("{a:1}", .syntax(.memberName), 1), ("{\"a\":1,}", .syntax(.memberName), 7),
    ("{\"a\":[1,]}", .syntax(.value), 8), ("{\"a\":[1 2]}", .syntax(.commaOrBracket), 8),
    ("{\"a\":1 \"b\":2}", .syntax(.commaOrBrace), 7), ("{\"a\":tru}", .syntax(.literal), 5),
    ("{\"a\":-}", .syntax(.number), 5), ("{\"a\":01}", .syntax(.commaOrBrace), 6),
    ("{\"a\":\"\\x\"}", .syntax(.escape), 6), ("{\"a\":\"\\u1\"}", .syntax(.escape), 6),
    ("{\"a\":\"\\u12", .syntax(.unexpectedEnd), 10),
    ("{\"a\":\"\u{1}\"}", .syntax(.controlCharacter), 6),
    ("{\"a\":\"\0\"}", .syntax(.controlCharacter), 6), ("{\"a\":1]", .syntax(.commaOrBrace), 6),
    ("{\"a\":\"\\ud800\"}", .loneSurrogate, 6), ("{\"a\":\"\\ude00\\ud83d\"}", .loneSurrogate, 6),
    ("{\"a\":\"\\ud800\\u0041\"}", .loneSurrogate, 6), ("{\"\\udc00\":1}", .loneSurrogate, 2),
    ("{\"a\":{\"b\":1", .syntax(.unexpectedEnd), 11), ("{", .syntax(.unexpectedEnd), 1),
    ("{\"a", .syntax(.unexpectedEnd), 3), ("{\"a\":1é}", .syntax(.commaOrBrace), 6),
  ])
  func `a malformed line says why and where`(
    line: String, reason: ReadFailure.Reason, offset: Int
  ) {
    #expect(fault(line) == ReadFailure(reason: reason, offset: offset))
  }

  @Test func `bytes that are not UTF-8 are found wherever they are`() {
    for bad: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF0, 0x9F, 0x98]] {
      for (before, after) in [
        ("{\"a\":\"", "\"}"), ("{\"é", "\":1}"), ("", "{}"), ("{}", ""), ("{\"a\":", "}"),
      ] {
        let line = Array(before.utf8) + bad + Array(after.utf8)
        #expect(fault(line)?.reason == .notUTF8)
      }
    }
  }

  @Test func `white space and a carriage return around the object are fine`() {
    #expect(fault(" \t{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \r") == nil)
    #expect(fault("{}\r\n") == nil)
  }

  @Test func `every truncation of a line is refused`() {
    #expect(fault(sampleLine) == nil)
    let bytes = Array(sampleLine.utf8)
    for count in 0..<bytes.count { #expect(fault(Array(bytes[..<count])) != nil, "\(count)") }
  }

  @Test func `bounds hold at their value and break one beyond`() {
    var bounds = ReaderBounds()
    bounds.depth = 3
    bounds.numberBytes = 4
    bounds.lineBytes = 20
    #expect(fault(Array(#"{"a":[[]]}"#.utf8), bounds: bounds) == nil)
    #expect(
      fault(Array(#"{"a":[[[]]]}"#.utf8), bounds: bounds)
        == ReadFailure(reason: .tooDeep, offset: 7))
    #expect(fault(Array(#"{"a":-1.5}"#.utf8), bounds: bounds) == nil)
    #expect(
      fault(Array(#"{"a":-1.55}"#.utf8), bounds: bounds)
        == ReadFailure(reason: .numberTooLong, offset: 5))
    #expect(fault(Array(("{}" + String(repeating: " ", count: 18)).utf8), bounds: bounds) == nil)
    #expect(
      fault(Array(("{}" + String(repeating: " ", count: 19)).utf8), bounds: bounds)
        == ReadFailure(reason: .lineTooLong, offset: 20))
  }

  @Test func `the default depth is 64 and a million brackets are no danger`() {
    let nest = { (n: Int) in
      "{\"a\":" + String(repeating: "[", count: n) + String(repeating: "]", count: n) + "}"
    }
    #expect(fault(nest(63)) == nil)
    #expect(fault(nest(64))?.reason == .tooDeep)
    #expect(fault("{\"a\":" + String(repeating: "[", count: 1_000_000))?.reason == .tooDeep)
  }
}
