import Foundation
import Testing
import WeirSyntax

@testable import WeirChecker

@Suite struct ShippedPackTests {
  static let folder = Example.repository.appending(path: "Policies")
  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
    ?? []).sorted()

  /// Functions that have no stand-in here are the engine's own business.
  @Test(.enabled(if: !names.isEmpty, "no Policies folder beside the tests"), arguments: names)
  func `a shipped pack checks, and lints find nothing in it`(name: String) throws {
    // The pack first, then those that it may use.
    let packs = [name] + Self.names.filter { $0 != name }
    let texts = try packs.map(Self.texts)
    let sources = texts.joined().enumerated().map { SourceFile(name: "\($0)", text: $1) }
    let parsed = sources.enumerated().map { Parser.parse($1, index: $0) }
    var trees = parsed.map(\.tree)[...]
    let treesOfPacks = texts.map { texts in
      defer { trees = trees.dropFirst(texts.count) }
      return Array(trees.prefix(texts.count))
    }
    let report = check(
      CheckInput(
        sources: sources, trees: treesOfPacks[0],
        packs: zip(packs, treesOfPacks).dropFirst().map { PackInput(name: $0, trees: $1) },
        builtins: StandIns.builtins, now: 1_767_225_600_000_000,
        syntaxErrors: parsed.flatMap(\.diagnostics).map(\.primary.span), isPack: true))
    let found = (parsed.flatMap(\.diagnostics) + report.diagnostics).filter {
      $0.code.id != CheckCodes.unknownFunction.id
    }
    #expect(
      found.isEmpty,
      "\(found.map { "\($0.code.id) \($0.message) \($0.primary.text)" }.joined(separator: "\n"))")
  }

  private static func texts(of pack: String) throws -> [String] {
    let folder = folder.appending(path: pack)
    let files = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    var texts: [String] = []
    for case let path as String in files ?? .init() where path.hasSuffix(".weir") {
      texts.append(try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
    return texts
  }
}
