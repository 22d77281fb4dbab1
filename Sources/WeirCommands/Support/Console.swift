import WeirLab
import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command's words go: data to `out`, all else to `error`.
///
/// Tests bind another console to look at both.
final class Console: @unchecked Sendable {
  // Unchecked: a console belongs to the one thread that runs a command.

  @TaskLocal static var current = Console()

  /// What a test collects instead of writing.
  private(set) var outBytes: [UInt8] = []
  private(set) var errorBytes: [UInt8] = []
  private let isCaptured: Bool
  private let input: [UInt8]

  init() {
    isCaptured = false
    input = []
  }

  init(capturedWithInput input: [UInt8]) {
    isCaptured = true
    self.input = input
  }

  func out(_ text: String) { out(Array(text.utf8)) }

  func out(_ bytes: [UInt8]) {
    if isCaptured { outBytes += bytes } else { write(bytes, to: STDOUT_FILENO) }
  }

  func error(_ text: String) {
    if isCaptured {
      errorBytes += Array(text.utf8)
    } else {
      write(Array(text.utf8), to: STDERR_FILENO)
    }
  }

  /// All of stdin, refused above `bytesMax`.
  func readInput(bytesMax: Int) throws -> [UInt8] {
    if isCaptured { return input }
    return try Files.read("/dev/stdin", bytesMax: bytesMax)
  }

  /// The lines of a file, or of stdin where none is named.
  func lines(of path: String?, lineBytesMax: Int) throws(CommandFailure) -> LineSource {
    if isCaptured && path == nil { return LineSource(bytes: input, lineBytesMax: lineBytesMax) }
    do throws(FileError) {
      return try LineSource(path: path, lineBytesMax: lineBytesMax)
    } catch { throw CommandFailure(error.description) }
  }

  /// Whether `out` may be coloured: a terminal, and nobody asked for none (https://no-color.org).
  var hasColour: Bool { !isCaptured && isatty(STDOUT_FILENO) == 1 && wantsColour }

  var hasErrorColour: Bool { !isCaptured && isatty(STDERR_FILENO) == 1 && wantsColour }

  var isErrorTerminal: Bool { !isCaptured && isatty(STDERR_FILENO) == 1 }

  private var wantsColour: Bool {
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }

  /// Writes all bytes. A closed pipe ends the program quietly; another failure ends it with 2.
  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    let (_, error) = bytes.withUnsafeBytes { SystemCall.writeAll(descriptor, $0) }
    if let error { exit(error.number == EPIPE ? 0 : 2) }
  }
}
