import Testing

@testable import WeirYAML

@Test func `a project file reads as its keys and values in order`() throws {
  let text = """
    # the project
    policies: [Policies, more]
    keys:
      vault:
        env: WEIR_VAULT
      tokens: {file: "keys/tokens"}
    enforce: 2
    held: 'held.jsonl'
    note: |
      two
      lines
    """
  #expect(
    shape(try document(text).root) == """
      {policies: [Policies, more], keys: {vault: {env: WEIR_VAULT}, \
      tokens: {file: 'keys/tokens'}}, enforce: 2, held: 'held.jsonl', note: 'two
      lines'}
      """)
}

@Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}"])
func `an empty file is an empty mapping`(_ text: String) throws {
  #expect(shape(try document(text).root) == "{}")
}

@Test func `a file may be a list, and a text of nothing is a text`() throws {
  #expect(shape(try document("- a\n- {b: c}\n").root) == "[a, {b: c}]")
  #expect(shape(try document("''").root) == "''")
}

@Test func `every node knows where it stands`() throws {
  let document = try document("a: 1\nnächste:\n  - 'zwei'\n")
  guard case .mapping(let mapping) = document.root else { throw TestFailure() }
  #expect(mapping.range.start == YAMLMark(line: 1, column: 1))
  #expect(mapping.entries[0].value.range.start == YAMLMark(line: 1, column: 4))
  #expect(mapping.entries[0].value.range.end == YAMLMark(line: 1, column: 5))
  #expect(mapping.entries[1].key.range.end == YAMLMark(line: 2, column: 8), "in characters")
  guard case .sequence(let list)? = mapping.value("nächste") else { throw TestFailure() }
  #expect(list.items[0].range.start == YAMLMark(line: 3, column: 5))
  #expect(mapping.value("absent") == nil)
}

@Test func `escapes are undone in double quotes only`() throws {
  #expect(
    shape(try document(#"["a\tb\u00e9\0", 'a\tb', a\tb]"#).root) == "['a\tbé\0', 'a\\tb', a\\tb]")
}

@Test func `the same file reads the same with a byte order mark and with CRLF`() throws {
  let text = "a: 1\nb:\n  - c\n"
  let plain = try document(text)
  #expect(try document("\u{FEFF}" + text) == plain)
  #expect(shape(try document(text.replacing("\n", with: "\r\n")).root) == shape(plain.root))
}

struct TestFailure: Error {}

@Test(
  arguments: [
    ("", .null), ("~", .null), ("null", .null), ("true", .bool(true)), ("False", .bool(false)),
    ("yes", .text("yes")), ("on", .text("on")), ("0", .number("0")), ("-12", .number("-12")),
    ("1.50", .number("1.50")), ("1e3", .number("1e3")), ("-0.5E-7", .number("-0.5E-7")),
    ("007", .text("007")), ("-01", .text("-01")), ("+5", .text("+5")), ("0x1F", .text("0x1F")),
    ("1_000", .text("1_000")), (".5", .text(".5")), ("5.", .text("5.")), ("1e", .text("1e")),
    (".inf", .text(".inf")), ("1h30m", .text("1h30m")), ("-", .text("-")), ("١", .text("١")),
    ("99999999999999999999", .number("99999999999999999999")),
  ] as [(String, YAMLValue)])
func `a plain scalar stands for what it looks like`(_ text: String, _ value: YAMLValue) {
  let place = YAMLMark(line: 1, column: 1)
  let range = YAMLRange(start: place, end: place)
  #expect(YAMLScalar(text: text, style: .plain, range: range).value == value)
  #expect(YAMLScalar(text: text, style: .quoted, range: range).value == .text(text))
}
