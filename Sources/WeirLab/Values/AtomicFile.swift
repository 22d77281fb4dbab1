import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are replaced whole: a reader sees the old bytes or the new, never a part.
public enum AtomicFile {
  /// Writes beside the path, syncs, then renames. An existing file keeps its permissions.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let target = Files.resolved(path) ?? path
    let temporary = "\(target).weir-\(getpid())"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions(of: target))
    guard descriptor >= 0 else { throw FileError(path: temporary, number: errno) }
    let failure = fill(descriptor, bytes)
    close(descriptor)
    if let failure {
      unlink(temporary)
      throw FileError(path: path, number: failure)
    }
    guard rename(temporary, target) == 0 else {
      let number = errno
      unlink(temporary)
      throw FileError(path: path, number: number)
    }
  }

  private static func permissions(of path: String) -> mode_t {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0o644
  }

  /// The C library's error number where something failed.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeOnce(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
      }
      if count >= 0 { written += count } else if errno != EINTR { return errno }
    }
    return fsync(descriptor) == 0 ? nil : errno
  }

  private static func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
