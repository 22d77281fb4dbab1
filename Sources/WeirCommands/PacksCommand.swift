import ArgumentParser
import WeirProject

/// `weir packs`: what `use` can name.
struct PacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packs", abstract: "List the packs that `use` can name.")

  @Option(
    help: ArgumentHelp("A folder of packs, searched first; may be repeated.", valueName: "dir"))
  var packs: [String] = []
  @Option(help: ArgumentHelp("The project file. Default: weir.yaml, if there.", valueName: "file"))
  var project: String?

  func run() throws {
    let file = project
    let project = try orFail { () throws(ProjectError) in try Project.load(file) }
    let search = PackSearch(named: packs + project.packs)
    let found = search.packs()
    guard !found.isEmpty else {
      let places = search.roots.isEmpty ? "" : " in \(search.roots.joined(separator: ", "))"
      throw CommandFailure("no packs\(places); name a folder that holds some with --packs")
    }
    let width = found.map(\.name.count).max() ?? 0
    for (name, directory) in found {
      let gap = String(repeating: " ", count: width - name.count + 2)
      Console.current.out("\(name)\(gap)\(Self.firstSentence(directory))\n")
    }
  }

  /// What the pack's README says first, up to a full stop that ends a sentence.
  private static func firstSentence(_ directory: String) -> String {
    let path = Files.joined(directory, "README.md")
    guard let bytes = try? Files.read(path, bytesMax: 1 << 20) else { return "(no README)" }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let paragraph = lines.drop { $0.isEmpty || $0.hasPrefix("#") }.prefix { !$0.isEmpty }
      .joined(separator: " ")
    let end = paragraph.firstRange(of: ". ")?.lowerBound ?? paragraph.endIndex
    let sentence = paragraph[..<end]
    return String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence)
  }
}
