import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the handlers write; -1 while there is no pipe.
private let signalPipeEnd = Atomic<Int32>(-1)

/// Turns SIGHUP, SIGTERM and SIGINT into bytes of a pipe, so that nothing happens inside a handler.
public enum SignalPipe {
  /// Installs the handlers, ignores SIGPIPE, and gives the pipe's reading end.
  ///
  /// A second SIGTERM or SIGINT ends the process at once, for where nobody takes the output.
  public static func install() -> Int32? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    signalPipeEnd.store(ends[1], ordering: .releasing)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGHUP) { _ in SignalPipe.send(.reload) }
    signal(SIGTERM) { number in
      signal(number, SIG_DFL)
      SignalPipe.send(.stop)
    }
    signal(SIGINT) { number in
      signal(number, SIG_DFL)
      SignalPipe.send(.stop)
    }
    return ends[0]
  }

  private static func send(_ command: FilterSignal) {
    let saved = errno
    var byte = command.rawValue
    _ = write(signalPipeEnd.load(ordering: .acquiring), &byte, 1)
    errno = saved
  }
}
