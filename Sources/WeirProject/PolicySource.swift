import WeirChecker
import WeirEngine
import WeirSyntax

/// A policy set as text: its files, its packs' files and what checking said of them.
public struct PolicySource: Sendable {
  /// Every file that spans point into: the set's own first, then its packs'.
  public let files: [SourceFile]
  /// How many of `files` are the set's own.
  public let ownCount: Int
  public let trees: [PolicyTree]
  /// The files of lists that the set or its packs name.
  public let listFiles: [String]
  /// Parsing and checking together.
  public let diagnostics: [Diagnostic]
  /// Present exactly when no diagnostic is an error.
  public let checked: CheckedSet?

  /// Reads and checks files and folders together.
  ///
  /// - Parameters:
  ///   - paths: `.weir` files, or folders whose `.weir` files count (not those of folders inside).
  ///   - now: for exceptions that have run out.
  /// - Throws: `FileError` where a path can't be read or names no policy.
  public init(
    paths: [String], packs: PackSearch = PackSearch(), now: Timestamp = .now
  ) throws(FileError) {
    var loader = Loader(packs: packs.packs())
    for path in paths { try loader.loadOwn(path) }
    ownCount = loader.files.count
    let trees = loader.trees
    try loader.loadPacks(usedBy: trees)
    let report = check(
      CheckInput(
        sources: loader.files, trees: trees, packs: loader.packInputs,
        builtins: builtinSignatures, listFiles: loader.lists, now: now.microseconds,
        syntaxErrors: loader.diagnostics.filter { $0.code.severity == .error }.map(\.primary.span),
        isPack: loader.isPack(paths)))
    files = loader.files
    listFiles = loader.listFiles
    self.trees = trees
    diagnostics = loader.diagnostics + report.diagnostics
    checked = loader.diagnostics.contains { $0.code.severity == .error } ? nil : report.set
  }

  public var hasErrors: Bool { diagnostics.contains { $0.code.severity == .error } }
}

/// Collects files, trees and lists; packs are read as far as something names them.
private struct Loader {
  let packs: [(name: String, directory: String)]
  var files: [SourceFile] = []
  var trees: [PolicyTree] = []
  var diagnostics: [Diagnostic] = []
  var packInputs: [PackInput] = []
  var lists: [SourceSpan: ListContents] = [:]
  var listFiles: [String] = []

  /// Whether the set is a pack that is looked at on its own.
  func isPack(_ paths: [String]) -> Bool {
    guard paths.count == 1, let own = Files.resolved(paths[0]) else { return false }
    return packs.contains { Files.resolved($0.directory) == own }
  }

  mutating func loadOwn(_ path: String) throws(FileError) {
    let found = try policyFiles(at: path)
    if found.isEmpty {
      throw FileError(path: path, reason: "holds no `.weir` file")
    }
    for file in found { trees.append(try load(file)) }
  }

  private func policyFiles(at path: String) throws(FileError) -> [String] {
    guard Files.isDirectory(path) else { return [path] }
    return try Files.names(in: path).filter { $0.hasSuffix(".weir") }
      .map { Files.joined(path, $0) }
  }

  private mutating func load(_ path: String) throws(FileError) -> PolicyTree {
    let file = SourceFile(
      name: path, bytes: try Files.read(path, bytesMax: ProjectLimits.policyBytesMax))
    let (tree, found) = Parser.parse(file, index: files.count)
    files.append(file)
    diagnostics += found
    readLists(of: tree, file: path)
    return tree
  }

  /// Reads packs until nothing new is named; the others are known by name alone, for suggestions.
  mutating func loadPacks(usedBy own: [PolicyTree]) throws(FileError) {
    var wanted = own.flatMap(Self.packNames)
    var loaded: [String: [PolicyTree]] = [:]
    while let name = wanted.popLast() {
      guard loaded[name] == nil, let pack = packs.first(where: { $0.name == name }) else {
        continue
      }
      var trees: [PolicyTree] = []
      for file in try policyFiles(at: pack.directory) { trees.append(try load(file)) }
      loaded[name] = trees
      wanted += trees.flatMap(Self.packNames)
    }
    packInputs = packs.map { PackInput(name: $0.name, trees: loaded[$0.name] ?? []) }
  }

  private static func packNames(_ tree: PolicyTree) -> [String] {
    tree.declarations.flatMap { declaration -> [String] in
      switch declaration {
      case .use(let list), .apply(let list): list.names.map(\.text)
      case .message, .list, .pattern, .letBinding, .policy, .model, .test: []
      }
    }
  }

  private mutating func readLists(of tree: PolicyTree, file: String) {
    for declaration in tree.declarations {
      guard case .list(let list) = declaration, case .file(let name) = list.origin else { continue }
      let path = Files.path(name.value, besideFile: file)
      lists[name.span] = Self.entries(path)
      listFiles.append(path)
    }
  }

  /// One entry a line; empty lines and lines that begin with `#` are left out.
  private static func entries(_ path: String) -> ListContents {
    do throws(FileError) {
      let bytes = try Files.read(path, bytesMax: ProjectLimits.listBytesMax)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return .unreadable("is not valid UTF-8")
      }
      let lines = text.split(whereSeparator: \.isNewline).map { line in
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      return .entries(lines.filter { !$0.isEmpty && !$0.hasPrefix("#") })
    } catch {
      return .unreadable(error.reason)
    }
  }
}
