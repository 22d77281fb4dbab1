import ArgumentParser
import WeirChecker
import WeirJSON
import WeirProject

/// The options of every command that reads a policy set.
struct SetOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("policies")],
    help: ArgumentHelp(
      "A policy folder or file; may be repeated. Default: `policies` of weir.yaml.",
      valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("The project file. Default: weir.yaml, if there.", valueName: "file"))
  var project: String?

  @Option(
    help: ArgumentHelp("A folder of packs, searched first; may be repeated.", valueName: "dir"))
  var packs: [String] = []

  func loadProject() throws(CommandFailure) -> Project {
    let file = project
    return try orFail { () throws(ProjectError) in try Project.load(file) }
  }

  /// The policies, parsed and checked, whatever checking said.
  func loadSource(_ project: Project) throws(CommandFailure) -> PolicySource {
    let paths = self.paths.isEmpty ? project.policies : self.paths
    guard !paths.isEmpty else {
      throw CommandFailure(
        "no policies named: give a folder with `-p DIR`, or say `policies: [DIR]` in weir.yaml "
          + "(`weir init` makes both)")
    }
    let search = PackSearch(named: packs + project.packs)
    return try orFail { () throws(FileError) in
      try PolicySource(paths: paths, packs: search)
    }
  }

  /// The checked set; where it has errors they are shown and the job can't be done.
  func loadChecked(_ project: Project) throws -> (PolicySource, CheckedSet) {
    let source = try loadSource(project)
    guard let checked = source.checked else {
      let renderer = DiagnosticRenderer(
        files: source.files, colour: Console.current.hasErrorColour)
      let errors = source.diagnostics.filter { $0.code.severity == .error }
      Console.current.error(renderer.human(errors))
      throw CommandFailure("the policies have errors, nothing was run")
    }
    return (source, checked)
  }
}

extension Project {
  /// The bounds of reading that the project file sets.
  var readerBounds: ReaderBounds {
    var bounds = ReaderBounds()
    bounds.lineBytes = lineBytes
    bounds.depth = depth
    return bounds
  }
}
