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
  var text = JSONText()

  init(path: String) throws(FilterError) {
    self.path = path
    switch System.openToAppend(path) {
    case .success(let descriptor): self.descriptor = descriptor
    case .failure(let error): throw .output(path: path, reason: error.reason)
    }
  }

  deinit { close(descriptor) }

  var identity: FileIdentity? { System.identity(descriptor) }

  /// Whether the path still leads to the open file.
  var isInPlace: Bool {
    guard let mine = identity, let there = System.identity(path) else { return false }
    return mine.isSameFile(as: there)
  }

  /// Writes the records that wait; with `syncs`, down to the disk.
  func flush(syncs: Bool) throws(FilterError) {
    if text.bytes.isEmpty { return }
    let (_, error) = text.bytes.withUnsafeBytes { System.writeAll(descriptor, $0) }
    text.clear()
    if let error { throw .output(path: path, reason: error.reason) }
    // What can't be synced (a pipe, a device) has no disk to reach.
    if syncs && fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS {
      throw .output(path: path, reason: System.reason(errno))
    }
  }
}
