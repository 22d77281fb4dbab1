import ArgumentParser
import WeirChecker
import WeirMatcher
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
    case tokens, tree, program
  }

  @OptionGroup var set: SetOptions
  @Argument(help: "More policy folders or files.") var more: [String] = []
  @Option(help: "How diagnostics are written.") var format = Format.human
  @Flag(help: "Also load what the policies name: models and keys.") var ready = false
  @Flag(help: "Print every bound in force, with unit and reason, and which patterns are slow.")
  var bounds = false
  @Option(help: "Print what reading the files gave, or the set's program, and stop.")
  var dump: Dump?

  mutating func run() throws {
    let project = try set.loadProject()
    set.paths += more
    if bounds { return try printBounds(project) }
    if let dump { return Console.current.out(try text(dump, project)) }
    let source = try set.loadSource(project)
    report(source)
    if ready, source.checked != nil { try load(source, project) }
    if !source.diagnostics.isEmpty { throw ExitCode.findings }
  }

  /// The project's bounds, and where it has policies what they cost.
  private func printBounds(_ project: Project) throws {
    Console.current.out(BoundsText.text(project))
    guard !(set.paths + project.policies).isEmpty else { return }
    let (_, checked) = try set.loadChecked(project)
    do throws(PatternSetError) {
      Console.current.out("\n" + (try PatternBoundsText.text(checked)))
    } catch {
      throw CommandFailure(PolicySetError.compile(.pattern(error)).description)
    }
  }

  private func text(_ dump: Dump, _ project: Project) throws -> String {
    switch dump {
    case .tokens: eachFile(try set.loadSource(project)) { file, _ in TokenDump.text(of: file) }
    case .tree: eachFile(try set.loadSource(project)) { _, tree in TreeDump.text(of: tree) }
    case .program: try listing(project)
    }
  }

  private func eachFile(
    _ source: PolicySource, _ text: (SourceFile, PolicyTree) -> String
  ) -> String {
    zip(source.files, source.trees).map { file, tree in
      (source.ownCount > 1 ? "# \(file.name)\n" : "") + text(file, tree)
    }.joined()
  }

  private func listing(_ project: Project) throws -> String {
    let (_, checked) = try set.loadChecked(project)
    do throws(CompileError) {
      return try compile(checked, settings: project.compileSettings).listing
    } catch {
      throw CommandFailure(PolicySetError.compile(error).description)
    }
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
