import Foundation

@testable import WeirSyntax

/// Files that tests read, found from this file's own place.
enum Samples {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let golden = repository.appending(path: "Tests/Golden")

  static func file(_ path: String) throws -> SourceFile {
    let bytes = [UInt8](try Data(contentsOf: repository.appending(path: path)))
    return SourceFile(name: path, bytes: bytes)
  }

  static func example() throws -> SourceFile {
    try file("Tests/Golden/pipeline/design-example/policy.weir")
  }
}

extension Samples {
  static func diagnose(_ text: String) -> [Diagnostic] {
    Parser.parse(SourceFile(name: "a.weir", text: text), index: 0).diagnostics
  }
}
