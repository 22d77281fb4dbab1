import Testing

@testable import WeirSyntax

@Suite struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    Lexer.lex(SourceFile(name: "a", text: text), index: 0).tokens.map(\.kind).dropLast()
  }

  private func literal(_ text: String) -> Literal? {
    guard case .literal(let value) = kinds(text).first, kinds(text).count == 1 else { return nil }
    return value
  }

  @Test func `numbers, sizes and durations carry their units`() {
    #expect(literal("8_000") == .int(8000))
    #expect(literal("8KiB") == .int(8192))
    #expect(literal("2MB") == .int(2_000_000))
    #expect(literal("0.62") == .float(0.62))
    #expect(literal("1.5e-3") == .float(0.0015))
    #expect(literal("1e3") == .float(1000))
    #expect(literal("1h30m") == .duration(5_400_000_000))
    #expect(literal("500ms") == .duration(500_000))
    #expect(literal("2d") == .duration(172_800_000_000))
  }

  @Test func `a range is two numbers`() {
    #expect(kinds("0..12") == [.literal(.int(0)), .symbol(.range), .literal(.int(12))])
    #expect(kinds("0.5..1") == [.literal(.float(0.5)), .symbol(.range), .literal(.int(1))])
  }

  @Test func `times are microseconds since 1970 in UTC`() {
    #expect(literal("1970-01-02") == .time(86_400_000_000))
    #expect(literal("2027-03-31") == .time(1_806_451_200_000_000))
    #expect(literal("2026-01-01T01:00:00.25+01:00") == .time(1_767_225_600_250_000))
    #expect(literal("1969-12-31T23:59:59Z") == .time(-1_000_000))
    #expect(literal("2024-02-29") == .time(1_709_164_800_000_000))
  }

  @Test func `addresses and networks are 128 bits`() {
    let ten = IPAddress(v4: 10 << 24)
    #expect(literal("10.0.0.0") == .ip(ten))
    #expect(literal("10.0.0.0/8") == .cidr(IPNetwork(address: ten, prefixLength: 104)))
    #expect(literal("::1") == .ip(IPAddress(high: 0, low: 1)))
    #expect(literal("2001:db8::5") == .ip(IPAddress(high: 0x2001_0db8_0000_0000, low: 5)))
    #expect(
      literal("1:2:3:4:5:6:7:8")
        == .ip(IPAddress(high: 0x1_0002_0003_0004, low: 0x5_0006_0007_0008)))
    #expect(literal("::") == .ip(IPAddress(high: 0, low: 0)))
  }

  @Test func `texts know the escapes of JSON`() {
    #expect(literal(#""a\n\u00e9\ud83d\ude00\/""#) == .text("a\né😀/"))
  }

  @Test(
    arguments: [
      ("10x", "WEIR0104"), ("1.2.3", "WEIR0104"), ("30m1h", "WEIR0104"), ("1e999", "WEIR0105"),
      ("2027-13-01", "WEIR0106"), ("2023-02-29", "WEIR0106"), ("2026-01-01T10:00Z", "WEIR0106"),
      ("300.1.1.1", "WEIR0107"), ("10.01.0.1", "WEIR0107"), ("10.0.0.0/33", "WEIR0107"),
      (#""\ud800""#, "WEIR0102"), (#""\x""#, "WEIR0102"), ("\"a\tb\"", "WEIR0103"),
      ("\"a", "WEIR0101"), ("\"a\\", "WEIR0101"), ("`", "WEIR0110"), ("a && b", "WEIR0111"),
      ("'a'", "WEIR0111"), ("/* a */", "WEIR0112"), ("a \u{202e}", "WEIR0114"),
      ("9223372036854775808", "WEIR0105"), ("99999999999d", "WEIR0105"),
    ])
  func `a misspelt token is reported once`(text: String, code: String) {
    let found = Lexer.lex(SourceFile(name: "a", text: text), index: 0).diagnostics
    #expect(found.map(\.code.id) == [code])
  }

  @Test func `direction controls are harmless in a text`() {
    #expect(literal("\"\u{202e}\"") == .text("\u{202e}"))
  }

  @Test func `a slash begins a regex only where one can stand`() {
    #expect(kinds("pattern p = /a\\/\"b/im").last == .regex(pattern: "a/\"b", flags: "im"))
    #expect(kinds("a matches /x/").last == .regex(pattern: "x", flags: ""))
    #expect(kinds("a matches [p, /x/]").contains(.regex(pattern: "x", flags: "")))
    #expect(kinds("{ match /x/ }").contains(.regex(pattern: "x", flags: "")))
    #expect(kinds("require match / 2 / 3").filter { $0 == .symbol(.slash) }.count == 2)
    #expect(kinds("a / b / c").filter { $0 == .symbol(.slash) }.count == 2)
  }

  @Test(
    arguments: [
      ("a\nb", true), ("a and\nb", false), ("a\nand b", false), ("a\nor b", false),
      ("a\n?? b", false), ("a\nelse deny", false), ("a\nuntil b", false), ("a\nuntil: b", true),
      ("a\nbecause \"x\"", false), ("a\n\"reason\"", false), ("a\n\"name\": b", true),
      ("(a\n+ b)", false), ("(a\nb c)", true), ("[a\n]", false), ("[{ a: b\nc: d }]", true),
      ("a =\nb", false),
      ("a,\nb", false), ("ip?\nb", true), ("true\nb", true), ("a # c\n\n# d\nb", true),
    ])
  func `a line break ends a clause where it can`(text: String, isEnd: Bool) {
    #expect(kinds(text).contains(.newline) == isEnd)
  }

  @Test func `tokens of the example are as before`() throws {
    let dump = TokenDump.text(of: try Samples.example())
    try Samples.compare(dump, with: "pipeline/design-example/policy.tokens")
  }
}
