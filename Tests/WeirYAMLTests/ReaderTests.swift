import Testing

@testable import WeirYAML

@Test func `values are read as what the caller asks for`() throws {
  let reader = try reader(
    """
    name: weir
    level: 3
    share: 0.25
    shadow: false
    every: 1h30m
    version: 1.10
    folders: [a, "b", 3]
    state:
      file: state.bin
    cases:
      - {name: one}
      - {name: two}
    """)
  #expect(reader.string("name") == "weir")
  #expect(reader.int("level") == 3)
  #expect(reader.double("share") == 0.25)
  #expect(reader.bool("shadow") == false)
  #expect(reader.string("every") == "1h30m")
  #expect(reader.string("version") == "1.10", "as written, not as a number")
  #expect(reader.stringList("folders") == ["a", "b", "3"])
  #expect(reader.mapping("state")?.string("file") == "state.bin")
  #expect(reader.mappingList("cases")?.map { $0.string("name") } == ["one", "two"])
  #expect(complaints(reader) == [])
}

@Test func `optional values may be absent or nothing`() throws {
  let reader = try reader("a:\nb: null\nc: ~\n")
  for key in ["a", "b", "c", "d"] {
    #expect(reader.optionalString(key) == nil)
    #expect(reader.optionalScalar(key) == nil)
    #expect(reader.optionalInt(key) == nil)
    #expect(reader.optionalDouble(key) == nil)
    #expect(reader.optionalBool(key) == nil)
    #expect(reader.optionalStringList(key) == nil)
    #expect(reader.optionalScalarList(key) == nil)
    #expect(reader.optionalMapping(key) == nil)
    #expect(reader.optionalMappingList(key) == nil)
    #expect(reader.optionalEntries(key) == nil)
    #expect(reader.optionalNamedMappings(key) == nil)
    #expect(!reader.has(key))
  }
  #expect(complaints(reader) == [])
}

@Test func `an absent value that is needed is noted where it should be`() throws {
  let reader = try reader("a: 1\ninner:\n  x:\n")
  let inner = reader.mapping("inner")
  #expect(reader.string("name") == nil)
  #expect(inner?.string("x") == nil)
  #expect(inner?.bool("y") == nil)
  _ = reader.int("a")
  #expect(
    complaints(reader) == [
      "1:1: key `name` is missing", "3:3: key `x` needs a value", "3:3: key `y` is missing",
    ])
}

@Test func `a wrong type says what was expected, what was found, and where`() throws {
  let reader = try reader(
    """
    text: [1]
    int: "5"
    whole: 1.5
    bool: 1
    list: one
    map: true
    rows: {}
    row: [x]
    items: [a, [b], ~, {c: d}]
    big: 99999999999999999999
    far: 1e999
    seven: 007
    """)
  #expect(reader.string("text") == nil)
  #expect(reader.int("int") == nil)
  #expect(reader.int("whole") == nil)
  #expect(reader.bool("bool") == nil)
  #expect(reader.stringList("list") == nil)
  #expect(reader.mapping("map") == nil)
  #expect(reader.mappingList("rows") == nil)
  #expect(reader.mappingList("row")?.isEmpty == true)
  #expect(reader.stringList("items") == ["a"])
  #expect(reader.int("big") == nil)
  #expect(reader.double("far") == nil)
  #expect(reader.int("seven") == nil)
  #expect(
    complaints(reader) == [
      "1:7: expected text, found a list",
      "2:6: expected a whole number, found the quoted text `5`",
      "3:8: expected a whole number, found the number `1.5`",
      "4:7: expected true or false, found the number `1`",
      "5:7: expected a list of texts, found the text `one`",
      "6:6: expected keys with values, found `true`",
      "7:7: expected a list, found keys with values",
      "8:7: expected keys with values, found the text `x`",
      "9:12: expected text, found a list",
      "9:17: expected text, found nothing",
      "9:20: expected text, found keys with values",
      "10:6: `99999999999999999999` is too large for a whole number",
      "11:6: `1e999` is too large for a number",
      "12:8: expected a whole number, found the text `007`",
    ])
}

@Test(arguments: ["yes", "No", "on", "OFF", "y"])
func `what is a boolean elsewhere is sent to true or false`(_ word: String) throws {
  let reader = try reader("shadow: \(word)\n")
  #expect(reader.bool("shadow") == nil)
  #expect(complaints(reader) == ["1:9: `\(word)` is text here: write true or false"])
}

@Test func `keys that nobody asked for are noted, with what was meant`() throws {
  let reader = try reader("polices: [a]\nenforce: 1\ninner:\n  fiel: x\nzzz: 1\n")
  _ = reader.optionalStringList("policies")
  _ = reader.optionalInt("enforce")
  _ = reader.optionalMapping("inner")?.optionalString("file")
  let expected = [
    "1:1: unknown key `polices`: did you mean `policies`?",
    "4:3: unknown key `fiel`: did you mean `file`?",
    "5:1: unknown key `zzz`",
  ]
  #expect(complaints(reader) == expected)
  #expect(complaints(reader) == expected, "finishing again notes nothing twice")
}

@Test func `asking twice knows and notes no more than asking once`() throws {
  let reader = try reader("state: {file: a, every: 1h}\nlevel: x\n")
  #expect(reader.mapping("state")?.string("file") == "a")
  #expect(reader.mapping("state")?.string("every") == "1h")
  for _ in 0..<2 { #expect(reader.int("level") == nil) }
  #expect(complaints(reader) == ["2:8: expected a whole number, found the text `x`"])
}

@Test func `a root that is not a mapping is an error`() throws {
  let list = YAMLReader(try document("- a\n"))
  #expect(list.optionalString("x") == nil)
  #expect(complaints(list) == ["1:1: expected keys with values, found a list"])
}

@Test func `mappings under the author's own names come in the order of the file`() throws {
  let reader = try reader("keys:\n  vault: {env: A}\n  tokens: {env: B, evn: C}\n  odd: 1\n")
  let named = try #require(reader.optionalNamedMappings("keys"))
  #expect(named.map(\.name.text) == ["vault", "tokens"])
  #expect(named.map { $0.reader.string("env") } == ["A", "B"])
  #expect(
    complaints(reader) == [
      "3:20: unknown key `evn`: did you mean `env`?",
      "4:8: expected keys with values, found the number `1`",
    ])
}

@Test func `entries of the author's own names come as they stand`() throws {
  let reader = try reader("bounds:\n  line: 8MiB\n  depth: 64\n")
  let entries = try #require(reader.optionalEntries("bounds"))
  #expect(entries.map(\.key.text) == ["line", "depth"])
  #expect(entries.map { shape($0.value) } == ["8MiB", "64"])
  #expect(complaints(reader) == [])
}

@Test func `a caller's own findings are thrown with the others, by position`() throws {
  let reader = try reader("every: soon\nlevel: x\n")
  #expect(reader.int("level") == nil)
  let every = try #require(reader.scalar("every"))
  reader.report("`\(every.text)` is not a duration", at: every.range)
  #expect(
    complaints(reader) == [
      "1:8: `soon` is not a duration", "2:8: expected a whole number, found the text `x`",
    ])
}

@Test func `errors beyond the bound are counted`() throws {
  let reader = try reader((0..<150).map { "key\($0): 1\n" }.joined())
  do throws(YAMLErrors) {
    try reader.finish()
    Issue.record("unknown keys were taken")
  } catch {
    #expect(error.errors.count == YAMLLimits.errorsMax)
    #expect(error.uncounted == 50)
    #expect("\(error)".hasSuffix("weir.yaml:100:1: unknown key `key99`\nand 50 more"))
  }
}

@Test func `raw nodes and keys are there for callers with types of their own`() throws {
  let reader = try reader("message: {text: hi, n: 5}\nother: 1\n")
  #expect(reader.keys.map(\.text) == ["message", "other"])
  #expect(reader.node("message").map(shape) == "{text: hi, n: 5}")
  #expect(reader.optionalNode("absent") == nil)
  #expect(reader.node("lost") == nil)
  #expect(complaints(reader) == ["1:1: key `lost` is missing", "2:1: unknown key `other`"])
}
