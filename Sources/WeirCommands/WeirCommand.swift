import ArgumentParser
import WeirProject

/// `weir`: the list of its commands.
struct WeirCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract: "Policies for the messages of AI bots: checked, tested, applied.",
    discussion: """
      Exit codes: 0 clean, 1 findings, 2 could not do the job. Data goes to stdout, all else to \
      stderr.
      """,
    version: WeirVersion.text,
    subcommands: [
      InitCommand.self, CheckCommand.self, FmtCommand.self, TestCommand.self, FilterCommand.self,
      ExplainCommand.self, TrainCommand.self, AuditCommand.self, DecryptCommand.self,
      PacksCommand.self, RedteamCommand.self, FPCommand.self, VersionCommand.self,
    ])
}

/// The version of this build.
public enum WeirVersion {
  public static let text = "0.1.0"
}

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")

  func run() { Console.current.out("weir \(WeirVersion.text)\n") }
}
