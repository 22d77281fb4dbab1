import Testing

@testable import WeirProject

/// The root of the repository, found from this file.
private let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// The fenced blocks of one language in a text.
private func blocks(_ language: String, in text: String) -> [String] {
  var found: [String] = []
  var current: String?
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if let block = current {
      current = line == "```" ? nil : block + line + "\n"
      if current == nil { found.append(block) }
    } else if line == "```" + language {
      current = ""
    }
  }
  return found
}

@Test func `every policy in the README checks`() throws {
  let readme = String(
    decoding: try Files.read(root + "/README.md", bytesMax: 1 << 20), as: UTF8.self)
  let policies = blocks("weir", in: readme)
  #expect(policies.count >= 1)
  for policy in policies {
    let path = try temporaryFile(policy)
    defer { removeFile(path) }
    let source = try PolicySource(
      paths: [path], packs: PackSearch(named: [root + "/Policies"]))
    #expect(
      !source.hasErrors, "\(DiagnosticRenderer(files: source.files).human(source.diagnostics))")
  }
}
