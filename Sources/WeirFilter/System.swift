import WeirEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few system calls of the filter, with interruptions retried.
enum System {
  /// Microseconds of a clock that never goes back.
  static func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  static func reason(_ number: Int32) -> String { String(cString: strerror(number)).lowercased() }

  /// The bytes read, 0 at the end, or the error's number.
  static func readOnce(
    _ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer
  ) -> Result<Int, SystemError> {
    while true {
      let count = read(descriptor, room.baseAddress, room.count)
      if count >= 0 { return .success(count) }
      if errno != EINTR { return .failure(SystemError(number: errno)) }
    }
  }

  /// Writes all bytes; gives how many were taken, and the error that stopped it.
  static func writeAll(
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

  static func openToAppend(_ path: String) -> Result<Int32, SystemError> {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return .success(descriptor) }
    if errno != EACCES && errno != EINVAL { return .failure(SystemError(number: errno)) }
    // A pipe or a file that may only be written.
    let writeOnly = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    return writeOnly >= 0 ? .success(writeOnly) : .failure(SystemError(number: errno))
  }

  /// Tells files apart, whatever their names.
  static func identity(_ descriptor: Int32) -> FileIdentity? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    return FileIdentity(
      device: UInt64(truncatingIfNeeded: facts.st_dev), inode: UInt64(facts.st_ino),
      bytes: Int(facts.st_size), isRegular: facts.st_mode & S_IFMT == S_IFREG)
  }

  static func identity(_ path: String) -> FileIdentity? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return identity(descriptor)
  }
}

struct SystemError: Error, Equatable {
  var number: Int32
  var reason: String { System.reason(number) }
  var isClosedPipe: Bool { number == EPIPE }
  var isTryAgain: Bool { number == EAGAIN }
}

struct FileIdentity {
  var device: UInt64
  var inode: UInt64
  var bytes: Int
  var isRegular: Bool

  func isSameFile(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode
  }
}
