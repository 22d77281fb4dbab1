import ArgumentParser
import WeirProject

/// A command could not do its job: one sentence for stderr, exit code 2.
struct CommandFailure: Error {
  var sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Runs a throwing step and turns its error into the sentence that people see.
func orFail<Value: ~Copyable, Failure: Error & CustomStringConvertible>(
  _ body: () throws(Failure) -> Value
) throws(CommandFailure) -> Value {
  do throws(Failure) { return try body() } catch { throw CommandFailure(error.description) }
}

extension ExitCode {
  /// Findings, failed tests, files that would change.
  static let findings = ExitCode(1)
}
