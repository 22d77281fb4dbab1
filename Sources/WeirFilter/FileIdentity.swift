import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells open files apart, whatever their names.
struct FileIdentity {
  let device: UInt64
  let inode: UInt64
  let bytes: Int
  let isRegular: Bool

  init?(_ descriptor: Int32) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    inode = UInt64(facts.st_ino)
    bytes = Int(facts.st_size)
    isRegular = facts.st_mode & S_IFMT == S_IFREG
  }

  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(descriptor)
  }

  func isSameFile(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode
  }
}

extension SystemError {
  /// The error of the C library's last call.
  static var last: SystemError { SystemError(number: errno) }

  var isClosedPipe: Bool { number == EPIPE }
  var isTryAgain: Bool { number == EAGAIN }
}
