import Foundation
import Testing

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

extension Samples {
  /// Every `.weir` file of the repository, as paths from its root.
  static func policyFiles() -> [String] {
    var found: [String] = []
    for folder in ["Tests", "Policies", "Examples", "Grammar"] {
      let root = repository.appending(path: folder).resolvingSymlinksInPath()
      let paths = FileManager.default.enumerator(atPath: root.path(percentEncoded: false))
      for case let path as String in paths ?? .init() where path.hasSuffix(".weir") {
        found.append("\(folder)/\(path)")
      }
    }
    return found.sorted()
  }

  static var updatesGolden: Bool {
    ProcessInfo.processInfo.environment["WEIR_UPDATE_GOLDEN"] == "1"
  }

  /// Compares with a file below Tests/Golden, or rewrites it.
  static func compare(
    _ text: String, with path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = golden.appending(path: path)
    if updatesGolden { return try Data(text.utf8).write(to: url) }
    let wanted = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(text == wanted, "\(path)", sourceLocation: sourceLocation)
  }
}

extension Samples {
  /// The spelling of each token; line breaks that end a clause are "\n".
  static func words(of source: SourceFile) -> [String] {
    Lexer.lex(source, index: 0).tokens.compactMap { token in
      switch token.kind {
      case .newline: "\n"
      case .end: nil
      case .word, .literal, .regex, .symbol:
        String(decoding: source.bytes[token.span.start..<token.span.end], as: UTF8.self)
      }
    }
  }
}

extension Samples {
  /// The first line in which two texts differ.
  static func difference(_ a: String, _ b: String) -> String? {
    let (first, second) = (a.split(separator: "\n"), b.split(separator: "\n"))
    for (one, other) in zip(first, second) where one != other { return "\(one)\n≠\n\(other)" }
    return a == b ? nil : "blank lines or length"
  }
}
