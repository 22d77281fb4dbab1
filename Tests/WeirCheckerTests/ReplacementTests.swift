import Testing
import WeirSyntax

@testable import WeirChecker

/// Replacements that a redaction of the set would hide again.
@Suite struct ReplacementTests {
  private static let message = """
    message { text: string, note: string, data: json, calls: [{ id: string }] }
    use pii
    list placeholders = ["hidden", "none"]

    """

  /// Declarations, and the pattern that finds the replacement, if one does.
  static let sets: [(text: String, finder: String?)] = [
    ("pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"[ticket]\" }", nil),
    ("pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"T-0000\" }", "t"),
    // Any line of the set, a pack's pattern too.
    (
      "pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"ask help@x.org\"; pii -> mask }",
      "pii.email"
    ),
    (
      "pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"x T-0000 y\" }\n"
        + "redact s { mode shadow; pii -> mask }", "t"
    ),
    // What is only looked for, or kept, edits nothing.
    (
      "pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"a@b.org\" }\n"
        + "validate v { deny if text matches pii }", nil
    ),
    (
      "pattern t = /T-[0-9]{4,8}/\n"
        + "redact r { t -> replace \"a@b.org\"; pii -> mask; pii.email -> keep }", nil
    ),
    // `where` is worked out.
    ("redact r { pii.card -> replace \"0000 or 1234567890123\" }", nil),
    ("redact r { pii.card -> replace \"4111111111111111\" }", "pii.card"),
    ("redact r { pii.card -> replace \"1234567890123 4111111111111111\" }", "pii.card"),
    ("redact r { pii.iban -> replace \"GB82WEST12345698765433\" }", nil),
    ("redact r { pii.iban -> replace \"GB82WEST12345698765432\" }", "pii.iban"),
    (believing("not (match starts_with [\"[\", \"<\"])", "[secret-word]"), nil),
    (believing("not (match starts_with [\"{\", \"<\"])", "[secret-word]"), "p"),
    (believing("match ends_with \"]\"", "[secret-word]"), "p"),
    (believing("match contains \"!\" or length(match) < 4", "[secret-word]"), nil),
    (believing("length(match) >= 13 and bytes(match) <= 13", "[secret-word]"), "p"),
    (believing("char_entropy(match) > 3.9", "[secret-word]"), nil),
    (believing("char_entropy(match) > 2.0", "[secret-word]"), "p"),
    (believing("not (lower(match) in placeholders)", "HIDDEN"), nil),
    (believing("not (lower(match) in placeholders)", "SECRET"), "p"),
    (believing("match != \"hidden\"", "hidden"), nil),
    (believing("match == \"hidden\"", "hidden"), "p"),
    (believing("not (match matches /^[a-z]+$/)", "hidden"), nil),
    (believing("match matches [/^x/, /den/]", "hidden"), "p"),
    // What is rejected is looked for again one character later.
    (
      "pattern p { match /[a-z]{4,9}/; where not (match starts_with \"h\") }\n"
        + "redact r { p -> replace \"hidden\" }", "p"
    ),
    // What the engine alone knows counts as true, unless something else says no.
    (believing("symbol_ratio(match) > 0.9", "hidden"), "p"),
    (believing("not (symbol_ratio(match) > 0.9)", "hidden"), "p"),
    (believing("symbol_ratio(match) > 0.9 and length(match) > 99", "hidden"), nil),
    (believing("symbol_ratio(match) > 0.9 or length(match) > 99", "hidden"), "p"),
    // The words of `near` may stand beside it.
    (
      "pattern p { match /[0-9]{6}/; near [\"pin\"] within 9 }\nredact r { p -> replace \"000000\" }",
      "p"
    ),
    // Where the two never look at the same text, nothing is found again.
    (twoPlaces("text", "note"), nil), (twoPlaces("text", "text"), "w"),
    (twoPlaces("data.a", "data.b"), nil), (twoPlaces("data.a", "data"), "w"),
    (twoPlaces("data.list[*].x", "data.list[3]"), "w"),
    (twoPlaces("data.list[2]", "data.list[3]"), nil), (twoPlaces("calls[*].id", "text"), nil),
    // Masks leave no letter or digit.
    ("pattern stars = /[*]{4,9}/\nredact r { pii -> mask; stars -> replace \"-\" }", nil),
    ("pattern t = /T-[0-9]{4,8}/\nredact r { t -> replace \"\" }", nil),
  ]

  private static func believing(_ condition: String, _ text: String) -> String {
    "pattern p { match /^\\S{4,30}/; where \(condition) }\nredact r { p -> replace \"\(text)\" }"
  }

  private static func twoPlaces(_ first: String, _ second: String) -> String {
    """
    pattern t = /T-[0-9]{4,8}/
    pattern w = /[a-z]{4,8}/
    redact r { in \(first); t -> replace "hidden" }
    redact s { in \(second); w -> mask }
    """
  }

  @Test(arguments: sets)
  func `a replacement that would be hidden again is an error`(text: String, finder: String?) throws
  {
    let checking = Checking(Self.message + text)
    #expect(
      checking.errors.map(\.code.id) == (finder == nil ? [] : ["WEIR0357"]),
      "\(checking.summary)")
    guard let finder else { return }
    let error = try #require(checking.errors.first)
    #expect(error.message.hasSuffix("may be matched by `\(finder)`"), "\(error.message)")
    #expect(checking.pointedAt(error).hasPrefix("\""))
    #expect(error.secondary.count == 1)
  }

  @Test func `both places are pointed at`() throws {
    let checking = Checking(
      Self.message + "pattern t = /[a-z]{4,8}/\nredact r { t -> replace \"hidden\" }")
    let error = try #require(checking.errors.first)
    #expect(checking.pointedAt(error) == "\"hidden\"")
    let other = try #require(error.secondary.first).span
    #expect(
      String(decoding: checking.sources[other.file].bytes[other.start..<other.end], as: UTF8.self)
        == "t")
    #expect(checking.report.set == nil)
  }

  @Test func `what clashes with a pack's replacement is the set's own line`() throws {
    let packs = [
      (
        name: "hide",
        text: "pattern key = /key-[0-9]{4,8}/\nredact keys { key -> replace \"[secret]\" }"
      )
    ]
    let text = """
      message { text: string }
      apply hide
      pattern word = /secret/
      redact own { word -> mask }
      """
    let checking = Checking([text], packs: packs)
    #expect(checking.errors.map(\.code.id) == ["WEIR0357"], "\(checking.summary)")
    #expect(checking.pointedAt(try #require(checking.errors.first)) == "word -> mask")
    let without = Checking([text.replacing("apply", with: "use")], packs: packs)
    #expect(without.errors.isEmpty, "\(without.summary)")
  }

  @Test func `each replacement is reported once`() {
    let checking = Checking(
      Self.message + """
        pattern a = /[a-z]{4,8}/
        pattern b = /[a-z]{5,9}/
        redact r { a -> replace "hidden"; b -> replace "[-]" }
        """)
    #expect(checking.errors.map(\.code.id) == ["WEIR0357"], "\(checking.summary)")
  }

  @Test func `more pairs than can be tried are refused, not passed over`() {
    var text = "message { text: string }\n"
    for index in 0..<1010 { text += "pattern p\(index) = /P\(index)x/\n" }
    text += "redact r {\n"
    for index in 0..<1010 { text += "  p\(index) -> replace \"[\(index)]\"\n" }
    let checking = Checking(text + "}")
    #expect(checking.errors.map(\.code.id) == ["WEIR0357"], "\(checking.summary)")
    #expect(checking.errors.first?.message.hasPrefix("too many") == true)
  }
}
