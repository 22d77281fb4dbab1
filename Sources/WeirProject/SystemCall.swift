#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a system call failed with.
public struct SystemError: Error, Sendable, Equatable {
  /// The C library's error number.
  public var number: Int32

  public init(number: Int32) { self.number = number }

  /// The system's own words.
  public var reason: String { String(cString: strerror(number)).lowercased() }
}

/// Reading and writing descriptors, with interruptions retried.
public enum SystemCall {
  /// The bytes read, 0 at the end, or the error.
  public static func readOnce(
    _ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer
  ) -> Result<Int, SystemError> {
    while true {
      let count = read(descriptor, room.baseAddress, room.count)
      if count >= 0 { return .success(count) }
      if errno != EINTR { return .failure(SystemError(number: errno)) }
    }
  }

  /// Writes all bytes; gives how many were taken, and the error that stopped it.
  public static func writeAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) -> (written: Int, error: SystemError?) {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return (done, SystemError(number: errno))
      }
    }
    return (done, nil)
  }

  /// For descriptors that somebody made non-blocking.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&entry, 1, -1)
  }
}
