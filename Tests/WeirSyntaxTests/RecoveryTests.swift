import Testing

@testable import WeirSyntax

@Suite struct RecoveryTests {
  struct Typo: Sendable {
    let from: String
    let to: String
    let code: String
    /// What the carets stand under; empty for a place where something is missing.
    let at: String
  }

  private static func typo(_ from: String, _ to: String, _ code: String, at: String) -> Typo {
    Typo(from: from, to: to, code: "WEIR0" + code, at: at)
  }

  private static let typos: [Typo] = [
    typo("validate shape", "validat shape", "205", at: "validat"),
    typo("severity high", "severty high", "206", at: "severty"),
    typo("else deny   \"longer", "else deni   \"longer", "212", at: "deni"),
    typo("length(text) <= 8_000 ", "length(text <= 8_000 ", "202", at: "else"),
    typo("length(text) <= 8_000 ", "length(text)) <= 8_000 ", "201", at: ")"),
    typo("[\"ana\", \"bo\"]", "[\"ana\", \"bo\"", "202", at: ""),
    typo("[\"ana\", \"bo\"]", "[\"ana\" \"bo\"]", "201", at: "\"bo\""),
    typo("text:  string", "text  string", "201", at: "string"),
    typo("user:  string trusted", "user:  string trusted yes", "213", at: "yes"),
    typo("pii.email     -> mask", "pii.email     -> mark", "218", at: "mark"),
    typo("pii.email     -> mask", "pii.email     - mask", "201", at: "-"),
    typo("allow  20 per 1m", "allow  20 pre 1m", "201", at: "pre"),
    typo("in 0..12", "in 0.12", "201", at: ""),
    typo("trees 100", "tree 100", "206", at: "tree"),
    typo("text == \"card", "text = \"card", "210", at: "="),
    typo("expect  deny by per_user", "expect  denied by per_user", "219", at: "denied"),
    typo("role == \"user\"", "role = \"user\"", "210", at: "="),
    typo("where  luhn(match)", "where  luhn(match", "202", at: ""),
    typo("role:  \"user\"", "in:  \"user\"", "208", at: "in"),
    typo("review above 5", "allow 20 per 1m", "207", at: "allow 20"),
    typo("cost   length", "require   length", "207", at: "require"),
    typo("times 6", "time 6", "213", at: "time"),
    typo("score(text) > 0.4", "score(text) > 0.4", "", at: ""),
    typo("[0-9]{8}\\b/", "[0-9]{8}\\b", "108", at: "/\\bORD-[0-9]{8}\\b"),
    typo("\"ai-security\"", "\"ai-security", "101", at: "\"ai-security"),
    typo("8_000             else", "8_000             esle", "201", at: "esle"),
  ].filter { $0.from != $0.to }

  @Test(arguments: typos.indices)
  func `one typo gives one error at the right bytes`(index: Int) throws {
    let typo = Self.typos[index]
    let example = String(decoding: try Samples.example().bytes, as: UTF8.self)
    let broken = example.replacing(typo.from, with: typo.to, maxReplacements: 1)
    try #require(broken != example)
    let source = SourceFile(name: "a.weir", text: broken)
    let (tree, found) = Parser.parse(source, index: 0)
    #expect(found.map(\.code.id) == [typo.code], "\(typo.to): \(found.map(\.message))")
    let span = try #require(found.first).primary.span
    #expect(String(decoding: source.bytes[span.start..<span.end], as: UTF8.self) == typo.at)
    #expect(tree.declarations.count >= 19, "everything else is still there")
  }

  @Test func `a missing brace is noticed where the next declaration begins`() throws {
    let example = String(decoding: try Samples.example().bytes, as: UTF8.self)
    let broken = example.replacing("review above 5\n}", with: "review above 5\n")
    let (tree, found) = Parser.parse(SourceFile(name: "a", text: broken), index: 0)
    #expect(found.map(\.code.id) == ["WEIR0203"])
    #expect(tree.declarations.count == 20)
  }

  @Test func `two typos in two clauses give two errors`() {
    let found = Samples.diagnose("validate a {\n  deny of x\n  requir y else deny\n}\nlet = 1")
    #expect(found.map(\.code.id) == ["WEIR0201", "WEIR0206", "WEIR0201"])
  }

  @Test func `every truncation ends with a tree`() throws {
    let bytes = try Samples.example().bytes
    for end in stride(from: 0, to: bytes.count, by: 7) {
      let source = SourceFile(name: "a", bytes: Array(bytes[..<end]))
      let (tree, found) = Parser.parse(source, index: 0)
      #expect(tree.declarations.count <= 20)
      #expect(found.count <= 3, "\(end): \(found.map(\.message))")
    }
  }

  @Test func `every missing token ends with a tree and few errors`() throws {
    let words = Samples.words(of: try Samples.example())
    for place in words.indices {
      var left = words
      left.remove(at: place)
      let source = SourceFile(name: "a", text: left.joined(separator: " "))
      let (_, found) = Parser.parse(source, index: 0)
      // Without the brace of an inner record, the rest of the outer one stands on the top level.
      #expect(found.count <= 5, "\(words[max(0, place - 4)...place]): \(found.map(\.message))")
    }
  }

  @Test func `no bytes make it trap`() throws {
    let bytes = try Samples.file("Tests/Golden/syntax/comments.weir").bytes
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      var mutated = bytes
      for _ in 0..<(1 + random.below(6)) {
        let place = random.below(mutated.count)
        switch random.below(4) {
        case 0: mutated[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: mutated.remove(at: place)
        case 2: mutated.insert(Array("(){}[]\"/\\#\n'?.-:,".utf8)[random.below(17)], at: place)
        default: mutated.removeSubrange(place..<min(mutated.count, place + random.below(40)))
        }
      }
      let source = SourceFile(name: "a", bytes: mutated)
      let (_, found) = Parser.parse(source, index: 0)
      for diagnostic in found {
        let span = diagnostic.primary.span
        #expect(span.start <= span.end && span.end <= mutated.count)
      }
      let renderer = DiagnosticRenderer(files: [source])
      #expect(renderer.human(found).isEmpty == found.isEmpty)
      #expect(!renderer.sarif(found, toolVersion: "1").isEmpty)
    }
  }

  @Test func `depth is bounded in every direction`() {
    let deep = 5_000
    for text in [
      "let a = " + String(repeating: "(", count: deep),
      "let a = " + String(repeating: "[", count: deep),
      "let a = " + String(repeating: "-", count: deep) + "1",
      "let a = " + String(repeating: "not ", count: deep) + "b",
      "let a = b" + String(repeating: " or b", count: deep),
      "let a = b" + String(repeating: ".c", count: deep),
      "let a = b" + String(repeating: "[1]", count: deep),
      "let a = " + String(repeating: "any x in y: ", count: deep) + "b",
      "message { a: " + String(repeating: "[", count: deep),
      "message { a: " + String(repeating: "{ a: ", count: deep),
      "message { a: " + String(repeating: "(", count: deep) + "b"
        + String(repeating: ")?", count: deep),
      "test \"t\" { message { a: " + String(repeating: "{ a: ", count: deep),
    ] {
      let found = Samples.diagnose(text)
      #expect(
        found.contains { $0.code.id == "WEIR0214" },
        "\(text.prefix(30)) \(found.prefix(3).map(\.message))")
    }
  }
}
