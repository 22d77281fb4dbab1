import Foundation
import Testing

@testable import WeirSyntax

@Suite struct RendererTests {
  private static let code = DiagnosticCode(
    "WEIR0312", .error, title: "t", why: "w", bad: "b", good: "g")

  private func rendered(
    _ text: String, _ part: String, label: String = "", also: String? = nil, help: String? = nil,
    name: String = "tools.weir"
  ) -> (DiagnosticRenderer, [Diagnostic]) {
    let source = SourceFile(name: name, text: text)
    func span(_ part: String) -> SourceSpan {
      let range = text.range(of: part) ?? text.startIndex..<text.startIndex
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return SourceSpan(file: 0, start: start, end: start + part.utf8.count)
    }
    let secondary = also.map { [Label(span($0), "because of this")] } ?? []
    let diagnostic = Diagnostic(
      Self.code, "unknown field `tool.nmae`", at: Label(span(part), label), also: secondary,
      help: help, fix: SourceFix(span(part), "name"))
    return (DiagnosticRenderer(files: [source]), [diagnostic])
  }

  @Test func `a diagnostic for people looks as the style shows it`() {
    let text =
      String(repeating: "\n", count: 6)
      + "  deny if exists(tool) and tool.nmae in blocked_tools\n"
    let (renderer, found) = rendered(
      text, "nmae", label: "`tool` has `name` and `args`", help: "did you mean `name`?")
    #expect(
      renderer.human(found) == """
        error[WEIR0312]: unknown field `tool.nmae`
          --> tools.weir:7:33
           |
         7 |   deny if exists(tool) and tool.nmae in blocked_tools
           |                                 ^^^^ `tool` has `name` and `args`
           = help: did you mean `name`?

        1 error

        """)
  }

  @Test func `carets stand under wide characters and tabs`() {
    let (renderer, found) = rendered("\ta = \"日本\" x", "x", also: "日本")
    #expect(
      renderer.human(found[0]) == """
        error[WEIR0312]: unknown field `tool.nmae`
          --> tools.weir:1:11
           |
         1 |     a = "日本" x
           |                ^
           |          ---- because of this

        """)
  }

  @Test func `a label over several lines is marked at both ends`() {
    let (renderer, found) = rendered("one {\n  two\n} three", "{\n  two\n}", label: "here")
    #expect(
      renderer.human(found[0]) == """
        error[WEIR0312]: unknown field `tool.nmae`
          --> tools.weir:1:5
           |
         1 | one {
           |     ^
        ...
         3 | } three
           | ^ here

        """)
  }

  @Test func `source can't steer the terminal`() {
    let (renderer, found) = rendered("\u{1b}[31m x \u{202e}", "x")
    #expect(!renderer.human(found).unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
  }

  @Test func `colour is only there when asked for`() {
    let (renderer, found) = rendered("a x", "x")
    let coloured = DiagnosticRenderer(files: renderer.files, colour: true).human(found)
    #expect(coloured.contains("\u{1b}[1;31merror[WEIR0312]\u{1b}[0m"))
  }

  @Test func `the summary counts by severity`() {
    let lint = DiagnosticCode("unused", .warning, title: "", why: "", bad: "", good: "")
    let (_, found) = rendered("x", "x")
    let warning = Diagnostic(lint, "m", at: found[0].primary)
    #expect(DiagnosticRenderer.summary(found + found + [warning]) == "2 errors, 1 warning")
    #expect(DiagnosticRenderer.summary([]) == "")
  }

  @Test func `JSON has one object a line with bytes, lines and columns`() throws {
    let (renderer, found) = rendered("é\né x", "x", help: "h")
    let data = Data(renderer.json(found).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["start"] as? Int == 6)
    #expect(object["end"] as? Int == 7)
    #expect(object["line"] as? Int == 2)
    #expect(object["column"] as? Int == 3)
    #expect(object["code"] as? String == "WEIR0312")
    #expect((object["fix"] as? [String: Any])?["replacement"] as? String == "name")
  }

  @Test func `SARIF has rules, results, regions and fixes`() throws {
    let (renderer, found) = rendered("é x", "x", also: "é", name: "a b.weir")
    let data = Data(renderer.sarif(found, toolVersion: "1.0.0").utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(root["version"] as? String == "2.1.0")
    let run = try #require((root["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["ruleIndex"] as? Int == 0)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"uri\": \"a%20b.weir\""))
    #expect(text.contains("\"startColumn\": 3"))
    #expect(text.contains("\"insertedContent\""))
  }

  @Test func `GitHub commands escape what would end them`() {
    let (renderer, found) = rendered("a x", "x", help: "100%", name: "a,b:c.weir")
    #expect(
      renderer.github(found)
        == "::error file=a%2Cb%3Ac.weir,line=1,col=3,endColumn=3,title=WEIR0312::"
        + "unknown field `tool.nmae`%0Ahelp: 100%25\n")
  }

  @Test func `diagnostics are listed by file name and place`() {
    let files = [SourceFile(name: "b", text: "xx"), SourceFile(name: "a", text: "xx")]
    func make(_ file: Int, _ start: Int) -> Diagnostic {
      let span = SourceSpan(file: file, start: start, end: start + 1)
      return Diagnostic(Self.code, "\(file)\(start)", at: Label(span))
    }
    let sorted = DiagnosticRenderer(files: files).sorted([make(0, 1), make(1, 1), make(0, 0)])
    #expect(sorted.map(\.message) == ["11", "00", "01"])
  }
}
