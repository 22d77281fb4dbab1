import WeirChecker

/// Examples read `j`, a field of type `json`.
extension Builtins {
  static let asString = reader(
    "as_string", .string, .text, "the text of a JSON string",
    example: #"exists(j.name) and (as_string(j.name) ?? "") == "ana""#)
  static let asBool = reader(
    "as_bool", .bool, .bool, "the value of a JSON true or false",
    example: "exists(j.ok) and (as_bool(j.ok) ?? false)")

  static let asInt = Builtin(
    BuiltinSignature(
      "as_int", [.init([.json], .optional(.int)), .init([.text], .optional(.int))],
      "a whole JSON number, or a text that is one in decimal digits; absent for anything else",
      examples: [.init(#"as_int("42") ?? 0"#, "42"), .init(#"as_int("4x") ?? -1"#, "-1")]),
    .readJSON(.int), .textToOptionalInt { Int64($0.string) })

  static let asFloat = Builtin(
    BuiltinSignature(
      "as_float", [.init([.json], .optional(.float)), .init([.text], .optional(.float))],
      "a JSON number, or a text that is one; absent for anything else",
      examples: [.init(#"as_float("0.5") ?? 0.0"#, "0.5")]),
    .readJSON(.float),
    .textToOptionalFloat { text in
      // Decimal notation alone: no `nan`, `inf` or hexadecimal.
      guard text.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
      return Double(text.string).flatMap { $0.isFinite ? $0 : nil }
    })

  static let leaves = Builtin(
    BuiltinSignature(
      "leaves", [.init([.json], .list(.string))],
      "every string and number inside a JSON value, as texts",
      examples: [.init(#"exists(j.list) and (any x in leaves(j.list): x == "7")"#, "true")]),
    .leaves)

  private static func reader(
    _ name: String, _ type: ValueType, _ conversion: Conversion, _ summary: String,
    example: String
  ) -> Builtin {
    Builtin(
      BuiltinSignature(
        name, [.init([.json], .optional(type))], summary + "; absent for anything else",
        examples: [.init(example, "true")]),
      .readJSON(conversion))
  }
}
