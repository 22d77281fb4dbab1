import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program's entry: arguments in, exit code out.
public enum WeirMain {
  /// Runs the command that the process was started with and ends the process.
  public static func run() -> Never {
    // A reader that goes away is a quiet end, seen as EPIPE.
    signal(SIGPIPE, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs one command; gives its exit code: 0 clean, 1 findings, 2 could not do the job.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try WeirCommand.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch let failure as CommandFailure {
      Console.current.error("weir: \(failure.sentence)\n")
      return 2
    } catch {
      return tell(error)
    }
  }

  /// What the argument parser has to say: help and version are wanted, all else is misuse.
  private static func tell(_ error: any Error) -> Int32 {
    let text = WeirCommand.fullMessage(for: error)
    if WeirCommand.exitCode(for: error) == .success {
      Console.current.out(text.isEmpty ? "" : text + "\n")
      return 0
    }
    let prefix = "Error: "
    let sentence = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    Console.current.error("weir: \(sentence)\n")
    return 2
  }
}
