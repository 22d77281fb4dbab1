import ArgumentParser
import WeirChecker
import WeirProject

/// `weir check`: everything that can be said about policies before the first message.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Parse, type-check and lint policies.",
    discussion: "Exit code 1 where there is an error or a warning.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json, sarif, github
  }

  enum Dump: String, ExpressibleByArgument, CaseIterable {
    case tokens, tree
  }

  @OptionGroup var set: SetOptions
  @Argument(help: "More policy folders or files.") var more: [String] = []
  @Option(help: "How diagnostics are written.") var format = Format.human
  @Flag(help: "Also load what the policies name: models and keys.") var ready = false
  @Flag(help: "Print every bound in force, with unit and reason.") var bounds = false
  @Option(help: "Print what reading the files gave, and stop.") var dump: Dump?

  mutating func run() throws {
    let project = try set.loadProject()
    if bounds { return Console.current.out(BoundsText.text(project)) }
    set.paths += more
    let source = try set.loadSource(project)
    if let dump { return Console.current.out(text(of: source, dump)) }
    report(source)
    if ready, source.checked != nil { try load(source, project) }
    if !source.diagnostics.isEmpty { throw ExitCode.findings }
  }

  private func text(of source: PolicySource, _ dump: Dump) -> String {
    let own = source.files.prefix(source.ownCount)
    return zip(own, source.trees).map { file, tree in
      let head = source.ownCount > 1 ? "# \(file.name)\n" : ""
      switch dump {
      case .tokens: return head + TokenDump.text(of: file)
      case .tree: return head + TreeDump.text(of: tree)
      }
    }.joined()
  }

  private func report(_ source: PolicySource) {
    let console = Console.current
    let renderer = DiagnosticRenderer(files: source.files, colour: console.hasColour)
    switch format {
    case .human:
      console.out(renderer.human(source.diagnostics))
      if source.diagnostics.isEmpty, let set = source.checked {
        console.out(Self.inventory(set, source))
      }
    case .json: console.out(renderer.json(source.diagnostics))
    case .sarif:
      console.out(renderer.sarif(source.diagnostics, toolVersion: WeirVersion.text))
    case .github: console.out(renderer.github(source.diagnostics))
    }
  }

  /// `no findings: 8 policies, 12 tests in 1 file`
  private static func inventory(_ set: CheckedSet, _ source: PolicySource) -> String {
    let policies = Wording.plural(set.policies.count, "policy", "policies")
    let tests = Wording.plural(set.tests.count { $0.span.file < source.ownCount }, "test")
    return "no findings: \(policies), \(tests) in \(Wording.plural(source.ownCount, "file"))\n"
  }

  private func load(_ source: PolicySource, _ project: Project) throws {
    _ = try orFail { () throws(PolicySetError) in
      try PolicySet(source, keys: project.keys, settings: project.compileSettings)
    }
  }
}
