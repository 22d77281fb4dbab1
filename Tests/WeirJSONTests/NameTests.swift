import Testing
import WeirJSON

@Suite struct NameTests {
  private func reason(_ line: String, paths: [[String]]) -> ReadFailure.Reason? {
    ReadLine(line, paths: paths).failure?.reason
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), (#"{"\u0061":1,"a":2}"#, 12),
    (#"{"x":[{"b":1,"b":1}]}"#, 13), (#"{"é":1,"\u00e9":1}"#, 8), (#"{"":1,"":2}"#, 6),
    (#"{"a name of some length":1,"a name of some length":2}"#, 27),
    (#"{"😀":1,"\ud83d\ude00":2}"#, 10),
  ])
  func `a repeated name is refused where it repeats`(line: String, offset: Int) {
    #expect(fault(line) == ReadFailure(reason: .duplicateName, offset: offset))
  }

  @Test func `the same name in different objects is fine`() {
    #expect(fault(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}],"A":0,"aa":1}"#) == nil)
  }

  @Test func `a repeat is found at every place of a large object, nested ones in between`() {
    for count in [2, 15, 16, 17, 40, 300] {
      let members = (0..<count).map { #""name\#($0)":{"name0":\#($0),"x":[{}]}"# }
      #expect(fault("{" + members.joined(separator: ",") + "}") == nil)
      for repeated in [0, count / 2, count - 1] {
        let line = "{" + (members + [#""name\#(repeated)":1"#]).joined(separator: ",") + "}"
        #expect(fault(line)?.reason == .duplicateName)
      }
    }
  }

  @Test func `a large object inside a large object keeps its own names`() {
    let inner = "{" + (0..<50).map { #""k\#($0)":0"# }.joined(separator: ",") + "}"
    let outer = (0..<50).map { #""k\#($0)":\#($0 % 10 == 0 ? inner : "1")"# }
    #expect(fault("{" + outer.joined(separator: ",") + "}") == nil)
    #expect(fault("{" + (outer + [#""k7":1"#]).joined(separator: ",") + "}") != nil)
  }

  @Test func `a hostile object of half a million members takes linear time`() {
    var line = Array("{\"m\":0".utf8)
    for number in 0..<500_000 { line += Array(",\"\(number)\":0".utf8) }
    line.append(0x7D)
    var reader = JSONReader()
    var document = Document()
    // Quadratic time would be minutes even in a release build.
    #expect(line.asLine { reader.read($0, into: &document) } == nil)
  }

  @Test(arguments: [
    "Text", "TEXT", "ｔｅｘｔ", "te\u{200B}xt", "\u{FEFF}text", "𝐭ext", "te\\u200bxt", "\\u0054ext",
    "t\u{AD}ext",
  ])
  func `a lookalike of a declared name is refused`(name: String) {
    let paths = [["text"], ["tool", "text"]]
    #expect(reason("{\"\(name)\":1}", paths: paths) == .lookalikeName)
    #expect(reason("{\"tool\":{\"\(name)\":1}}", paths: paths) == .lookalikeName)
    #expect(reason("{\"text\":0,\"\(name)\":1}", paths: paths) == .lookalikeName)
    #expect(reason("{\"other\":{\"\(name)\":1}}", paths: paths) == nil)
    #expect(reason("{\"tool\":[{\"\(name)\":1}]}", paths: paths) == nil)
  }

  @Test func `names that are not lookalikes pass`() {
    for name in ["texts", "tex", "t\u{0435}xt", "", "TXET", "e\u{301}"] {
      #expect(reason("{\"\(name)\":1,\"text\":2}", paths: [["text"]]) == nil)
    }
  }

  @Test func `two declared names may differ in case alone`() {
    let read = ReadLine(#"{"Text":1,"text":2}"#, paths: [["Text"], ["text"]])
    #expect(read.failure == nil)
    #expect(read.document.slots.map(read.raw) == ["1", "2"])
  }

  @Test func `names that share their first eight bytes are told apart`() {
    let read = ReadLine(
      #"{"message_a":1,"message_":2,"message_b":3}"#, paths: [["message_b"], ["message_"]])
    #expect(read.document.slots.map(read.raw) == ["3", "2"])
  }
}
