import WeirProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that whole records are appended to.
final class OutputFile {
  let path: String
  let descriptor: Int32
  var text = JSONBytes()

  init(path: String) throws(FilterError) {
    self.path = path
    do throws(SystemError) { descriptor = try Self.opened(path) } catch {
      throw .output(path: path, reason: error.reason)
    }
  }

  private static func opened(_ path: String) throws(SystemError) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return descriptor }
    guard errno == EACCES || errno == EINVAL else { throw .last }
    // A pipe or a file that may only be written.
    let writeOnly = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if writeOnly < 0 { throw .last }
    return writeOnly
  }

  deinit { close(descriptor) }

  var identity: FileIdentity? { FileIdentity(descriptor) }

  /// Whether the path still leads to the open file.
  var isInPlace: Bool {
    guard let mine = identity, let there = FileIdentity(path: path) else { return false }
    return mine.isSameFile(as: there)
  }

  /// Writes the records that wait; with `syncs`, down to the disk.
  func flush(syncs: Bool) throws(FilterError) {
    defer { text.clear() }
    try write(text.buffer.bytes, syncs: syncs)
  }

  /// Writes whole records.
  func write(_ records: UnsafeBufferPointer<UInt8>, syncs: Bool) throws(FilterError) {
    if records.isEmpty { return }
    let (_, error) = SystemCall.writeAll(descriptor, UnsafeRawBufferPointer(records))
    if let error { throw .output(path: path, reason: error.reason) }
    // What can't be synced (a pipe, a device) has no disk to reach.
    if syncs && fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS {
      throw .output(path: path, reason: SystemError.last.reason)
    }
  }
}
