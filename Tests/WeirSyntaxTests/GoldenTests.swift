import Testing

@testable import WeirSyntax

@Suite struct GoldenTests {
  static let invalid = Samples.policyFiles().filter { $0.contains("syntax/invalid/") }

  @Test(arguments: invalid)
  func `an invalid file is diagnosed as before`(path: String) throws {
    let source = try Samples.file(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let shown = SourceFile(name: name, bytes: source.bytes)
    let found = Parser.parse(shown, index: 0).diagnostics
    #expect(!found.isEmpty)
    let text = DiagnosticRenderer(files: [shown]).human(found)
    let golden = path.replacing("Tests/Golden/", with: "").replacing(".weir", with: ".diagnostics")
    try Samples.compare(text, with: golden)
  }

  @Test func `there are invalid files`() { #expect(Self.invalid.count >= 6) }

  @Test func `the tree of the example is as before`() throws {
    let tree = Parser.parse(try Samples.example(), index: 0).tree
    try Samples.compare(TreeDump.text(of: tree), with: "pipeline/design-example/policy.tree")
  }
}
