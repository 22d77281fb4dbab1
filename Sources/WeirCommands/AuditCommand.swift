import ArgumentParser
import WeirFilter
import WeirProject

/// `weir audit`: what can be done with a decision log.
public struct AuditCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Work with decision logs.",
    subcommands: [AuditVerifyCommand.self])

  public init() {}
}

/// `weir audit verify`: whether a log is as it was written.
public struct AuditVerifyCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that no record of a decision log was changed, removed or added.",
    discussion: """
      Records cut off at the end can't be seen in the log alone: compare the last tag with one that \
      was noted elsewhere.

      Exit codes: 0 the chain holds, 1 it doesn't, 2 could not do the job.
      """)

  @Argument(help: ArgumentHelp("The log (default: that of weir.yaml).", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("The key of the log.", valueName: "name"))
  var auditKey: String?

  @Option(help: ArgumentHelp("The project file (default: weir.yaml).", valueName: "file"))
  var project: String?

  public init() {}

  public func run() throws {
    let report: AuditReport
    do {
      let project = try Project.load(self.project)
      guard let file = file ?? project.audit?.file else {
        throw ValidationError("name the log, or set `audit` in weir.yaml")
      }
      guard let key = auditKey ?? project.audit?.key else {
        throw ValidationError("name its key with `--audit-key NAME`, or set `audit` in weir.yaml")
      }
      report = try verifyAudit(path: file, ring: project.keys.ring(key))
    } catch let misuse as ValidationError {
      throw misuse
    } catch {
      Console.current.error("weir audit: \(error)\n")
      throw ExitCode(2)
    }
    Console.current.out(Self.text(report))
    if report.fault != nil { throw ExitCode(1) }
  }

  private static func text(_ report: AuditReport) -> String {
    var text = "\(report.records) records in \(report.chains) chains follow from each other\n"
    if report.tornRecords > 0 { text += "\(report.tornRecords) torn by a crash and sealed\n" }
    if report.openBytes > 0 {
      text += "\(report.openBytes) bytes of an unfinished record at the end\n"
    }
    if let tag = report.continues { text += "goes on from tag \(tag)\n" }
    if !report.lastTag.isEmpty { text += "last tag \(report.lastTag)\n" }
    if let fault = report.fault { text += "\(fault)\n" }
    return text
  }
}
