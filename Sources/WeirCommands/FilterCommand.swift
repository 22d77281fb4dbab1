import ArgumentParser
import Synchronization
import WeirFilter
import WeirProject

/// `weir filter`: reads messages, and lets pass what may pass.
struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Judge messages, one JSON object a line, and pass on what may pass.",
    discussion: """
      Messages come on standard input. Those that may pass leave on standard output, in order and \
      redacted where policies say so; everything for people goes to standard error.

      Exit codes: 0 every message passed, 1 some were held or denied, 2 could not do the job.
      SIGHUP loads the policies again; SIGTERM judges the complete lines already read and ends.
      """)

  @OptionGroup var options: FilterOptions

  mutating func validate() throws {
    if options.decisions && options.shadow {
      throw ValidationError("--decisions and --shadow both want standard output; choose one")
    }
    if options.originals != nil && options.rejected == nil && options.held == nil {
      throw ValidationError("--originals needs --rejected FILE or --held FILE to write into")
    }
    if let most = options.limitTo, most < 0 {
      throw ValidationError("--limit-to takes a number of lines from 0")
    }
    if let threads = options.threads, !FilterSettings.threadsBound.contains(threads) {
      let most = FilterSettings.threadsBound.upperBound
      throw ValidationError("--threads takes a number from 1 to \(most)")
    }
  }

  mutating func run() throws {
    LargeBlocks.keep()
    // Before anything is written, so that a closed pipe is an error to read and not the end.
    let control = SignalPipe.install()
    do {
      let code = try filter(control: control)
      if code != 0 { throw ExitCode(code) }
    } catch let code as ExitCode {
      throw code
    } catch let misuse as ValidationError {
      throw misuse
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  /// What the last run judged with: the process ends after it, and taking a large set apart takes
  /// a tenth of the time that loading it took.
  private static let last = Mutex<(any Sendable)?>(nil)

  private func filter(control: Int32?) throws -> Int32 {
    let project = try Project.load(options.project)
    let settings = try options.settings(project)
    let streams = FilterStreams(
      inputs: try options.inputs(), output: 1, control: control,
      say: { Console.current.error($0) })
    let fixed = try options.fixedTime()
    let load = try options.loader(project)
    var session = try FilterSession.start(
      settings, streams, clock: { fixed ?? .now }, load: load)
    let report = try session.run()
    Self.last.withLock { $0 = session.policies }
    return options.exitZero ? 0 : report.exitCode
  }
}
