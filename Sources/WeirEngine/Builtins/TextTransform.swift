import WeirChecker

extension Builtins {
  /// Case folding beyond ASCII belongs to `view folded`; this is for comparing codes and names.
  static let lower = Builtin(
    BuiltinSignature(
      "lower", [.init([.text], .string)], "the text with A to Z as a to z; other characters stay",
      examples: [.init(#"lower("AbC")"#, "abc")]),
    .textToText { text, arena in
      let room = arena.allocate(text.count)
      for place in 0..<text.count {
        let byte = text[place]
        room[place] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      }
      return TextBytes(room)
    })
}
