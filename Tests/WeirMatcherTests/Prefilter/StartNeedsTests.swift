import Testing

@testable import WeirMatcher

@Suite struct StartNeedsTests {
  private func needed(_ pattern: String) -> SymbolSet {
    RegexParser.parse(RegexSource(pattern)).root.needed
  }

  private func symbols(_ text: String) -> SymbolSet {
    text.unicodeScalars.reduce(into: SymbolSet()) {
      $0.formUnion(SymbolSet(ScalarSet([$1.value...$1.value])))
    }
  }

  @Test(arguments: [
    (#"^[^'"]{0,60}['"] *or"#, #"'""#),
    (#"^(?:a{1,3}\(|[bc]{0,9};x|(?>d)=)"#, "(;="),
    (#"^(?:[^<]{0,100}<x|y)on="#, "<="),
    (#"^(?:x\|)+y"#, "|"),
    (#"^.{0,127};"#, ";"),
    (#"^(?=;)e"#, "e"),
  ])
  func `of the classes that a match must have one of, the rarest is needed`(
    pattern: String, found: String
  ) {
    #expect(needed(pattern) == symbols(found), "\(pattern)")
  }

  @Test(arguments: [
    #"^(?:;)?[a-z]*"#, #"^a{0};?"#, #"^(?:[^|]*\||b?)"#, #"^.{0,128};"#, #"^(?:..){0,64};"#,
    #"^.*;"#, #"^\X;"#,
  ])
  func `what may be left out, or stand too far, is not needed`(pattern: String) {
    #expect(needed(pattern) == SymbolSet(.all), "\(pattern)")
  }

  @Test func `a group is found by any of its characters, as far as it is looked for`() {
    let needs = StartNeeds([symbols(";|"), symbols("é"), SymbolSet(.all), SymbolSet()])
    defer { needs.deallocate() }
    func found(_ text: String) -> UInt32 { withBytes(text) { needs.found(in: $0) } & 0xF }
    #expect(found("") == 0)
    #expect(found("plain") == 0b0100)
    #expect(found("a;") == 0b0101)
    #expect(found("éà") == 0b0110)
    #expect(found("日本") == 0b0100)
    #expect(found(String(repeating: "a", count: 127) + "|") == 0b0101)
    #expect(found(String(repeating: "a", count: 128) + "|") == 0b0100)
    #expect(found(String(repeating: "日", count: 127) + "|") == 0b0101)
    #expect(found(String(repeating: "日", count: 127) + "é") == 0b0110)
  }

  @Test func `what stands at the text's start is found behind any gap that it may have`() throws {
    let set = try PatternSet(
      [#"^[^'"]{0,60}['"]or"#, #"^[^;\n]{0,120};drop"#, #"^\W*[0-9]+x"#].map {
        PatternSource(name: $0, regex: RegexSource($0))
      })
    let scan = TextScan()
    for gap in ["", "a", "é", "日", "😀"].flatMap({ one in
      [0, 1, 59, 60, 61, 119, 120, 121].map { String(repeating: one, count: $0) }
    }) {
      for (pattern, (ending, most)) in [("'or", 60), (";drop", 120)].enumerated() {
        withBytes(gap + ending) { text in
          set.scan(text, into: scan)
          if gap.unicodeScalars.count <= most { #expect(scan.candidates.contains(pattern)) }
        }
      }
    }
  }
}
