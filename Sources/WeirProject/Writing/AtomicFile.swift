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
    do throws(SystemError) {
      try fill(descriptor, bytes)
      try move(temporary, to: target)
    } catch {
      unlink(temporary)
      throw FileError(path: path, reason: error.reason)
    }
  }

  /// Makes a file anew, for its owner alone, and returns once it is on disk; where it fails a part
  /// may be left.
  public static func prepare(_ bytes: [UInt8], at path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError(number: errno) }
    try fill(descriptor, bytes)
  }

  /// Gives a prepared file its name, in one step, and has the folder remember it.
  public static func move(_ prepared: String, to path: String) throws(SystemError) {
    guard rename(prepared, path) == 0 else { throw SystemError(number: errno) }
    let folder = open(Files.directory(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Writes, syncs and closes.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(SystemError) {
    defer { close(descriptor) }
    let (_, error) = bytes.withUnsafeBytes { SystemCall.writeAll(descriptor, $0) }
    if let error { throw error }
    guard fsync(descriptor) == 0 else { throw SystemError(number: errno) }
  }

  private static func permissions(of path: String) -> mode_t {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0o644
  }
}
