import ArgumentParser
import WeirFilter
import WeirProject

/// `weir audit`: what can be done with a decision log.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Work with decision logs.",
    subcommands: [AuditVerifyCommand.self])
}

/// `weir audit verify`: whether a log is as it was written.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that no record of a decision log was changed, removed or added.",
    discussion: """
      Records cut off at the end can't be seen in the log alone: compare the last tag with one that \
      was noted elsewhere.

      Exit codes: 0 the chain holds, 1 it doesn't, 2 could not do the job.
      """)

  @Argument(help: ArgumentHelp("The log. Default: that of weir.yaml.", valueName: "file"))
  var file: String?
  @Option(
    help: ArgumentHelp(
      "The key of the log. Default: that of weir.yaml, or `audit`.", valueName: "name"))
  var auditKey: String?
  @Option(help: ArgumentHelp("The project file. Default: weir.yaml, if there.", valueName: "file"))
  var project: String?

  func run() throws {
    let projectFile = project
    let project = try orFail { () throws(ProjectError) in try Project.load(projectFile) }
    guard let file = file ?? project.audit?.file else {
      throw CommandFailure("no log named: give its file, or say `audit` in weir.yaml")
    }
    let key = auditKey ?? project.audit?.key ?? Project.Audit.keyDefault
    let ring = try orFail { () throws(KeyLoadError) in try project.keys.ring(key) }
    let report = try orFail { () throws(FilterError) in try verifyAudit(path: file, ring: ring) }
    Console.current.out(Self.text(report))
    if report.fault != nil { throw ExitCode.findings }
  }

  private static func text(_ report: AuditReport) -> String {
    var text = "\(Wording.plural(report.records, "record")) in "
    text += "\(Wording.plural(report.chains, "chain")), "
    text += report.fault == nil ? "each follows from the one before\n" : "up to a break\n"
    if report.tornRecords > 0 {
      text += "\(Wording.plural(report.tornRecords, "record")) torn by a crash, then sealed\n"
    }
    if report.openBytes > 0 {
      text += "\(Wording.plural(report.openBytes, "byte")) of an unfinished record at the end\n"
    }
    if let tag = report.continues { text += "goes on from tag \(tag)\n" }
    if !report.lastTag.isEmpty { text += "last tag \(report.lastTag)\n" }
    if let fault = report.fault { text += "\(fault)\n" }
    return text
  }
}
