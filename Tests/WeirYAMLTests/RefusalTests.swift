import Testing

@testable import WeirYAML

@Test(arguments: [
  ("a: &x 1\n", "f:1:4: anchors are not supported: remove `&x`"),
  ("a: 1\nb: *x\n", "f:2:4: aliases are not supported: write the value instead of `*x`"),
  ("&x a: 1\n", "f:1:1: anchors are not supported: remove `&x`"),
  ("a: !!str 1\n", "f:1:4: tags are not supported: remove `tag:yaml.org,2002:str`"),
  ("a: ! 1\n", "f:1:4: tags are not supported: remove `!`"),
  ("a: !x [1]\n", "f:1:4: tags are not supported: remove `!x`"),
  ("%TAG ! tag:x,2000:\n---\na: 1\n", "f:1:1: tags are not supported: remove this directive"),
  ("a: 1\n---\nb: 2\n", "f:2:1: a second document begins here, but a file holds one"),
  ("a: 1\nb: 2\na: 3\n", "f:3:1: key `a` is already set on line 1"),
  ("x: {a: 1, 'a': 2}\n", "f:1:11: key `a` is already set on line 1"),
  ("[1]: 2\n", "f:1:1: a key must be a name, not a list, a mapping or an alias"),
  ("? {a: b}\n: 2\n", "f:1:3: a key must be a name, not a list, a mapping or an alias"),
])
func `what plain data does not need is refused`(_ text: String, _ expected: String) {
  #expect(complaint(text) == expected)
}

@Test(arguments: [
  (
    "a: b: c\n",
    "f:1:5: a `:` is not possible here: quote the text if it belongs to it, or check the indentation"
  ),
  ("a: [1, 2\nb: 3\n", "f:2:2: expected `,` or `]` (it began at line 1, column 4)"),
  ("a: {b: 1\n", "f:2:1: expected `,` or `}` (it began at line 1, column 4)"),
  ("a: 'b\n", "f:2:1: the quoted text is never closed (it began at line 1, column 4)"),
  ("a: \"b\n---\n", "f:2:1: the quoted text is never closed (it began at line 1, column 4)"),
  (
    "a:\n\tb: 1\n",
    "f:2:1: this character can't begin a value: quote the text, and indent with spaces, not tabs"
  ),
  (
    "a: @b\n",
    "f:1:4: this character can't begin a value: quote the text, and indent with spaces, not tabs"
  ),
  ("a: 1\nb\nc: 2\n", "f:3:1: expected `:` after the key (it began at line 2, column 1)"),
  (
    "a: 1\n  b: 2\n",
    "f:2:4: a `:` is not possible here: quote the text if it belongs to it, or check the indentation"
  ),
  (
    "a:\n  b: 1\n c: 2\n",
    "f:3:2: expected a key at this indentation (it began at line 1, column 1)"
  ),
  (" a: 1\nb: 2\n", "f:2:1: nothing may follow the document's value: check the indentation"),
  ("- a\nb: 1\n", "f:2:1: expected `-` at this indentation (it began at line 1, column 1)"),
  (
    "a: \"\\q\"\n",
    "f:1:5: unknown escape in double quotes: use single quotes if the backslash is meant"
  ),
  ("a: - b\n", "f:1:4: a `-` is not possible here: begin the list on a line of its own"),
  ("[a]\nb\n", "f:2:1: nothing may follow the document's value: check the indentation"),
  ("%YAML 3.0\n---\na: 1\n", "f:1:1: only YAML 1.1 and 1.2 can be read"),
])
func `a mistake is named where it is, in words that help`(_ text: String, _ expected: String) {
  #expect(complaint(text) == expected)
}

@Test func `control characters are refused where they are`() {
  #expect(complaint("a: 1\nb: é\u{1}\n") == "f:2:5: control characters are not allowed")
  #expect(complaint("a: \0\n") == "f:1:4: control characters are not allowed")
}

@Test(
  arguments: [
    ([0x61, 0x3A, 0x20, 0xFF], 4), ([0x61, 0x0A, 0xC3], 1), ([0x61, 0x0A, 0xC3, 0xA9, 0xC3], 2),
    ([0xED, 0xA0, 0x80], 1), ([0xC0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
    ([0xFF, 0xFE, 0x61, 0], 1),
  ] as [([UInt8], Int)])
func `bytes that are not UTF-8 are refused where they are`(_ bytes: [UInt8], _ column: Int) {
  let line = bytes.contains(0x0A) ? 2 : 1
  #expect(complaint(bytes: bytes) == "f:\(line):\(column): this byte is not valid UTF-8")
}

@Test func `what an error quotes is one line without control of the terminal`() throws {
  let shown = try #require(complaint(#"{"a\e[31m\n\u202e": 1, "a\e[31m\n\u202e": 2}"#))
  #expect(shown.hasSuffix("key `a\u{FFFD}[31m\u{FFFD}\u{FFFD}` is already set on line 1"))
  let name = String(repeating: "k", count: 500)
  #expect(try #require(complaint("\(name.prefix(100)): 1\n\(name.prefix(100)): 2\n")).count < 100)
}
