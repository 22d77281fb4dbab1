import Testing

@testable import WeirYAML

@Test func `a file has a size`() {
  let most = YAMLLimits.fileBytesMax
  let full = "a: '" + String(repeating: "x", count: most - 5) + "'"
  #expect(complaint(full) == nil)
  #expect(complaint(full + " ") == "f:1:1: the file has \(most + 1) bytes, more than \(most)")
}

@Test func `nesting has a depth`() {
  func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }
  #expect(complaint(nested(64)) == nil)
  #expect(complaint(nested(65)) == "f:1:65: nested more than 64 deep")
  let block = (0..<70).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
  #expect(complaint(block) == "f:65:65: nested more than 64 deep")
}

@Test func `nesting a megabyte deep is refused at once`() {
  for opening in ["[", "{", "- ", "? ", "a: [", "[{"] {
    let text = String(repeating: opening, count: YAMLLimits.fileBytesMax / opening.utf8.count)
    #expect(complaint(text) != nil)
  }
}

@Test func `a billion laughs are refused at the first`() {
  var text = "a0: &a0 [lol, lol]\n"
  for level in 1..<30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
  #expect(complaint(text) == "f:1:5: anchors are not supported: remove `&a0`")
}

@Test func `ten thousand keys are read and told apart`() throws {
  let text = (0..<10_000).map { "key\($0): \($0)\n" }.joined()
  let document = try document(text)
  guard case .mapping(let mapping) = document.root else { throw TestFailure() }
  #expect(mapping.entries.count == 10_000)
  #expect(complaint(text + "key77: 1\n") == "f:10001:1: key `key77` is already set on line 78")
}

@Test func `any bytes give a document or an error`() {
  var numbers = SampleNumbers(state: 3)
  for _ in 0..<2_000 {
    let count = Int.random(in: 0...60, using: &numbers)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    check(bytes)
  }
}

@Test func `any mixture of YAML's own signs gives a document or an error`() {
  var numbers = SampleNumbers(state: 4)
  let pieces = [
    "a", "b: ", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\n", "  ", "\n  ", "'", "\"", "|\n",
    ">-\n", "#",
    "&x ", "*x", "!", "!!str ", "---\n", "...\n", "%YAML 1.2\n", "\\", "\t", "é", "\u{85}", "~",
  ]
  for _ in 0..<5_000 {
    let count = Int.random(in: 0...25, using: &numbers)
    let text = (0..<count).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
    check(Array(text.utf8))
  }
}

/// A document, whose every place lies in the file, or an error that does.
private func check(_ bytes: [UInt8]) {
  let lines = bytes.count + 2
  do {
    let document = try YAMLDocument.parse(bytes: bytes, file: "f")
    #expect(document.root.range.start.line >= 1 && document.root.range.end.line <= lines)
    _ = complaints(YAMLReader(document))
  } catch {
    #expect(error.line >= 1 && error.line <= lines && error.column >= 1)
    #expect(!error.message.isEmpty)
  }
}
